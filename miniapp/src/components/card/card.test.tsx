import { render, screen } from '@testing-library/react';
import { it } from 'vitest';
import { Card, Stack } from '.';

it('holds what belongs together', () => {
  render(
    <Stack>
      <Card>内容</Card>
      <Card tone="brand">答复</Card>
    </Stack>,
  );
  screen.getByText('内容');
  screen.getByText('答复');
});
