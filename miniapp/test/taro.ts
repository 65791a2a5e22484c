import { vi } from 'vitest';

/** A stand-in for `@tarojs/taro`: storage that lasts through a test, and calls that a test can watch and answer. */

export const routerParams: Record<string, string> = {};

export interface SentRequest {
  url: string;
  method: string;
  data?: unknown;
  header: Record<string, string>;
}

export interface RequestAnswer {
  statusCode: number;
  data: unknown;
  header?: Record<string, string>;
}

const Taro = {
  getStorageSync: (key: string) => localStorage.getItem(key) ?? '',
  setStorageSync: (key: string, value: string) => localStorage.setItem(key, value),
  removeStorageSync: (key: string) => localStorage.removeItem(key),
  getStorageInfoSync: () => ({ keys: Object.keys(localStorage) }),
  request: vi.fn<(request: SentRequest) => Promise<RequestAnswer>>(),
  navigateTo: vi.fn(async (_: { url: string }) => {}),
  redirectTo: vi.fn(async (_: { url: string }) => {}),
  reLaunch: vi.fn(async (_: { url: string }) => {}),
  navigateBack: vi.fn(async () => {}),
  requestSubscribeMessage: vi.fn(async (_: { tmplIds: string[] }): Promise<Record<string, string>> => ({})),
  pageScrollTo: vi.fn(async () => {}),
  getCurrentPages: () => [{}],
};

export default Taro;

export function useRouter() {
  return { params: routerParams };
}

export function useDidShow() {}

export function useDidHide() {}

/** Forgets everything, as a device on its first day. */
export function resetTaro(): void {
  localStorage.clear();
  for (const name of Object.keys(routerParams)) delete routerParams[name];
  vi.clearAllMocks();
  Taro.request.mockReset();
}
