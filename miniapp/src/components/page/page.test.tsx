import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import Taro from '../../../test/taro';
import { setElderMode } from '../../platform/elder-mode';
import { definePage } from '.';

const isExpected = (event: Event) => event.preventDefault();

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  window.addEventListener('error', isExpected);
});

afterEach(() => {
  vi.restoreAllMocks();
  window.removeEventListener('error', isExpected);
  act(() => setElderMode(false));
});

it('has a title and a way back', () => {
  const Page = definePage({ title: '我的评价' }, () => <div>内容</div>);
  render(<Page />);
  screen.getByRole('heading', { name: '我的评价', level: 1 });
  fireEvent.click(screen.getByRole('button', { name: '返回' }));
  expect(Taro.reLaunch).toHaveBeenCalledWith({ url: '/pages/home/index' });
});

it('changes to large text at once', () => {
  const Page = definePage({ title: '我的评价' }, () => <div>内容</div>);
  const { container } = render(<Page />);
  expect(container.querySelector('.theme-standard')).not.toBeNull();
  act(() => setElderMode(true));
  expect(container.querySelector('.theme-elder')).not.toBeNull();
});

it('that breaks says so, and can be tried again', () => {
  let broken = true;
  const Page = definePage({ title: '我的评价' }, () => {
    if (broken) throw new Error('broken');
    return <div>内容</div>;
  });
  render(<Page />);
  expect(screen.getByRole('alert').textContent).toContain('这一页出了点问题');
  broken = false;
  fireEvent.click(screen.getByRole('button', { name: '再试一次' }));
  screen.getByText('内容');
});
