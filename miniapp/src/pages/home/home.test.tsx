import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import Taro from '../../../test/taro';
import { setElderMode } from '../../platform/elder-mode';
import HomePage from '.';

afterEach(() => act(() => setElderMode(false)));

describe('the home page', () => {
  it('asks nothing of the network', () => {
    render(<HomePage />);
    screen.getByRole('heading', { name: '法治邻里' });
    expect(Taro.request).not.toHaveBeenCalled();
  });

  it('leads from a counter code to its rating page', () => {
    render(<HomePage />);
    fireEvent.change(screen.getByRole('textbox', { name: '窗口编号' }), { target: { value: 'a01' } });
    fireEvent.click(screen.getByRole('button', { name: '去评价' }));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/rate/index?scene=c.A01' });
  });

  it('says what a counter code looks like when there is none', () => {
    render(<HomePage />);
    fireEvent.click(screen.getByRole('button', { name: '去评价' }));
    expect(screen.getByRole('alert').textContent).toBe('请填写窗口编号，如 A01');
    expect(Taro.navigateTo).not.toHaveBeenCalled();
  });

  it('turns on large text, here and for the next visit', () => {
    const { container, unmount } = render(<HomePage />);
    fireEvent.click(screen.getByRole('switch', { name: '大字版' }));
    expect(container.querySelector('.theme-elder')).not.toBeNull();
    unmount();
    render(<HomePage />);
    expect(screen.getByRole('switch', { name: '大字版' }).getAttribute('aria-checked')).toBe('true');
    expect(localStorage.getItem('linli.elder-mode')).toBe('true');
  });
});
