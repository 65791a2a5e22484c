import { render, screen } from '@testing-library/react';
import { it } from 'vitest';
import { Heading } from '.';

it('says on which level it stands', () => {
  render(
    <>
      <Heading level={1}>法治邻里</Heading>
      <Heading>办理进度</Heading>
    </>,
  );
  screen.getByRole('heading', { name: '法治邻里', level: 1 });
  screen.getByRole('heading', { name: '办理进度', level: 2 });
});
