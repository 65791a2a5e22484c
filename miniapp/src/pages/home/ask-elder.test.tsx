import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';

/** The app as it starts on a phone with this font setting; what is stored stays from one start to the next. */
async function start(fontScale: number) {
  vi.resetModules();
  vi.doMock('../../platform/wechat', async (original) => ({
    ...(await original<typeof import('../../platform/wechat')>()),
    systemFontScale: () => fontScale,
  }));
  const { default: Home } = await import('.');
  const { container, unmount } = render(<Home />);
  return { isLarge: () => container.querySelector('.theme-elder') !== null, unmount };
}

const question = () => screen.queryByText('要不要用大字版？');

beforeEach(() => vi.resetModules());

describe('on a phone with a larger font', () => {
  it('the first start is in large text, and asks whether it shall stay so', async () => {
    const { isLarge } = await start(1.2);
    expect(isLarge()).toBe(true);
    expect(question()).not.toBeNull();
  });

  it.each([
    ['用大字版', true],
    ['用标准字', false],
  ])('“%s” is asked for once and never again', async (answer, large) => {
    const first = await start(1.2);
    fireEvent.click(screen.getByRole('button', { name: answer }));
    expect(question()).toBeNull();
    expect(first.isLarge()).toBe(large);
    first.unmount();
    const second = await start(1.2);
    expect(question()).toBeNull();
    expect(second.isLarge()).toBe(large);
  });

  it('the switch is an answer, too', async () => {
    await start(1.2);
    fireEvent.click(screen.getByRole('switch', { name: '大字版' }));
    expect(question()).toBeNull();
  });
});

it('nobody is asked on a phone with the standard font', async () => {
  const { isLarge } = await start(1);
  expect(isLarge()).toBe(false);
  expect(question()).toBeNull();
});
