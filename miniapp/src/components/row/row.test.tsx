import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Door, List, Row } from '.';

it('is one thing to press, in a named list', () => {
  const onPress = vi.fn();
  render(
    <List label="我给过的评价">
      <Row label="社会保障窗口，满意" onPress={onPress}>
        社会保障窗口
      </Row>
    </List>,
  );
  screen.getByRole('list', { name: '我给过的评价' });
  fireEvent.click(screen.getByRole('button', { name: '社会保障窗口，满意' }));
  expect(onPress).toHaveBeenCalledOnce();
});

it('that is a door is named as it reads', () => {
  const onPress = vi.fn();
  render(<Door title="我的数据" note="查看、导出" onPress={onPress} />);
  fireEvent.click(screen.getByRole('button', { name: '我的数据，查看、导出' }));
  expect(onPress).toHaveBeenCalledOnce();
});
