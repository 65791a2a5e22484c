import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import Taro from '../../../test/taro';
import { tabs } from '../../tabs';
import { TabBar } from '.';

it('leads to every tab, and says which one is open', () => {
  render(<TabBar current="pages/me/index" />);
  const links = screen.getAllByRole('link').map((link) => link.textContent);
  expect(links).toEqual(tabs.map(({ label }) => label));
  expect(screen.getByRole('link', { current: 'page' }).textContent).toBe('我的');
  fireEvent.click(screen.getByRole('link', { name: '我的评价' }));
  expect(Taro.reLaunch).toHaveBeenCalledWith({ url: '/pages/my-ratings/index' });
});

it('stays where it is when the open tab is pressed', () => {
  render(<TabBar current="pages/home/index" />);
  fireEvent.click(screen.getByRole('link', { name: '首页' }));
  expect(Taro.reLaunch).not.toHaveBeenCalled();
});
