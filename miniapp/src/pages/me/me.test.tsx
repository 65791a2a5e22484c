import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import Taro from '../../../test/taro';
import { setSchemeChoice } from '../../platform/color-scheme';
import { setElderMode } from '../../platform/elder-mode';
import Me from '.';

afterEach(() => {
  act(() => {
    setElderMode(false);
    setSchemeChoice('system');
  });
});

it('draws every page in large text from the next press on', () => {
  const { container } = render(<Me />);
  fireEvent.click(screen.getByRole('switch', { name: '大字版' }));
  expect(container.querySelector('.theme-elder.layout-column')).not.toBeNull();
});

it('follows the phone’s colours until others are chosen, and keeps the choice', () => {
  const { container } = render(<Me />);
  const chosen = () => screen.getByRole('radio', { checked: true }).getAttribute('aria-label');
  expect(chosen()).toBe('跟随手机');
  expect(container.querySelector('.theme-light')).not.toBeNull();
  fireEvent.click(screen.getByRole('radio', { name: /深色/ }));
  expect(container.querySelector('.theme-dark')).not.toBeNull();
  expect(document.documentElement.style.colorScheme).toBe('dark');
  expect(Taro.getStorageSync('linli.color-scheme')).toBe('"dark"');
});

it('leads the staff to their work', () => {
  render(<Me />);
  fireEvent.click(screen.getByRole('button', { name: /工作人员入口/ }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/staff/queue/index' });
});

it.each([
  [/^我的收藏/, '/law/favourites/index'],
  [/^学法答题/, '/law/quizzes/index'],
])('leads to what one keeps and has answered: %s', (name, url) => {
  render(<Me />);
  fireEvent.click(screen.getByRole('button', { name }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url });
});

it('leads to the own appointments', () => {
  render(<Me />);
  fireEvent.click(screen.getByRole('button', { name: /^我的预约/ }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/appointments/mine/index' });
});
