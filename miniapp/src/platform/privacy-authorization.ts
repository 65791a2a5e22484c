import Taro from '@tarojs/taro';
import { useSyncExternalStore } from 'react';

/**
 * WeChat lets a mini-program collect nothing before its user has agreed to the privacy guide that is registered with
 * WeChat. It tells us when it needs to be asked, we show the question (consent/guide-sheet), and it goes on or
 * refuses with the answer. On the web there is no such thing: see `privacy-authorization.h5.ts`.
 */

type Resolve = Parameters<Parameters<typeof Taro.onNeedPrivacyAuthorization>[0]>[0];

/** The question that is open now. */
export interface PrivacyQuestion {
  /** What the guide is called, e.g. 《法治邻里小程序隐私保护指引》. */
  guide: string;
}

let question: PrivacyQuestion | null = null;
/** The calls that wait for the answer. */
let waiting: Resolve[] = [];
const listeners = new Set<() => void>();

/** From now on WeChat asks through us. Base libraries before 2.32.3 never ask. */
export function startPrivacyAuthorization(): void {
  if (!Taro.canIUse('onNeedPrivacyAuthorization')) return;
  Taro.onNeedPrivacyAuthorization((resolve) => {
    resolve({ event: 'exposureAuthorization' });
    waiting.push(resolve);
    Taro.getPrivacySetting({
      success: ({ privacyContractName }) => show({ guide: privacyContractName }),
      fail: () => show({ guide: '' }),
    });
  });
}

/** The user has pressed the button with this id, which WeChat has seen, too. */
export function agreeToPrivacyGuide(buttonId: string): void {
  answer((resolve) => resolve({ event: 'agree', buttonId }));
}

/** The user does not agree. What asked for it fails; everything else goes on. */
export function refusePrivacyGuide(): void {
  answer((resolve) => resolve({ event: 'disagree' }));
}

/** Opens the guide as WeChat has it. */
export function openPrivacyGuide(): void {
  Taro.openPrivacyContract({ fail: () => {} });
}

/** Runs what collects personal data once WeChat's guide is agreed to, at once where it has been; `refused` if not. */
export function withPrivacyAuthorization(run: () => void, refused: () => void): void {
  if (!Taro.canIUse('requirePrivacyAuthorize')) {
    run();
    return;
  }
  Taro.requirePrivacyAuthorize({
    success: run,
    // It fails for other reasons, too, such as a guide that is not registered; only a refusal is the user's word.
    fail: ({ errMsg }) => (/not authorized/.test(errMsg) ? refused() : run()),
  });
}

/** The open question; the component is drawn again when it changes. */
export function usePrivacyQuestion(): PrivacyQuestion | null {
  return useSyncExternalStore(subscribe, () => question);
}

function answer(tell: (resolve: Resolve) => void): void {
  const asked = waiting;
  waiting = [];
  for (const resolve of asked) tell(resolve);
  show(null);
}

function show(next: PrivacyQuestion | null): void {
  question = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
