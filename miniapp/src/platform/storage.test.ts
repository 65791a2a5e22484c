import Taro from '@tarojs/taro';
import { describe, expect, it, vi } from 'vitest';
import { readStored, removeStored, writeStored } from './storage';

describe('what is kept on the device', () => {
  it('comes back as it was written', () => {
    writeStored('thing', { on: false, list: [1, '二'] });
    expect(readStored('thing')).toEqual({ on: false, list: [1, '二'] });
  });

  it('is nothing before it is written and after it is removed', () => {
    expect(readStored('thing')).toBeNull();
    writeStored('thing', 1);
    removeStored('thing');
    expect(readStored('thing')).toBeNull();
  });

  it('is nothing when it cannot be read', () => {
    Taro.setStorageSync('linli.thing', '{half');
    expect(readStored('thing')).toBeNull();
  });

  it('never stops anybody when the device refuses to keep it', () => {
    vi.spyOn(Taro, 'setStorageSync').mockImplementationOnce(() => {
      throw new Error('quota exceeded');
    });
    expect(() => writeStored('thing', 1)).not.toThrow();
  });
});
