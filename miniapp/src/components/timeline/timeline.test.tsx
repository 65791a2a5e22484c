import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Timeline } from '.';

it('tells what happened in order, with time and words', () => {
  const entries = [
    { key: '1', title: '您提交了评价', time: '昨天 15:30' },
    { key: '2', title: '调查有了结论', time: '今天 09:05', text: '情况属实' },
  ];
  render(<Timeline label="办理进度" entries={entries} />);
  screen.getByRole('list', { name: '办理进度' });
  expect(screen.getAllByRole('listitem').map((entry) => entry.textContent)).toEqual([
    '您提交了评价昨天 15:30',
    '调查有了结论今天 09:05情况属实',
  ]);
});
