import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';
import { resetTaro } from './taro.ts';

afterEach(() => {
  cleanup();
  resetTaro();
});
