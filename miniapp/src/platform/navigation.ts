import type { TicketKind } from '@linli/shared/ticket-life-cycle.ts';
import Taro from '@tarojs/taro';
import { tabs } from '../tabs';

/** Every page and what it takes. Pages are opened through here, so that no address is written twice. */
export const pages = {
  home: () => '/pages/home/index',
  rate: (scene: string) => `/pages/rate/index?scene=${encodeURIComponent(scene)}`,
  thanks: (ratingId: string, followUp: 'none' | 'answer' | 'call') =>
    `/pages/thanks/index?id=${ratingId}&followUp=${followUp}`,
  myRatings: () => '/pages/my-ratings/index',
  me: () => '/pages/me/index',
  rating: (id: string) => `/pages/rating/index?id=${id}`,
  myData: () => '/privacy/my-data/index',
  holdings: (kind: TicketKind) => `/privacy/holdings/index?kind=${kind}`,
  closeAccount: () => '/privacy/close-account/index',
  accountClosed: (waiting: number) => `/privacy/account-closed/index?waiting=${waiting}`,
  giveFeedback: () => '/privacy/feedback/index',
  myFeedback: () => '/privacy/my-feedback/index',
  feedback: (id: string) => `/privacy/feedback-detail/index?id=${id}`,
  privacyPolicy: () => '/privacy/policy/index',
  serviceTerms: () => '/privacy/terms/index',
  staffSignIn: () => '/staff/sign-in/index',
  staffQueue: () => '/staff/queue/index',
  staffMessages: () => '/staff/messages/index',
  oversightMenu: () => '/oversight/menu/index',
  overview: () => '/oversight/overview/index',
  auditLog: () => '/oversight/audit/index',
  calendar: () => '/oversight/calendar/index',
  ticket: (id: string) => `/staff/ticket/index?id=${id}`,
};

/** Opens a page on top of this one; a page of the tab bar takes the place of all that are open. */
export function open(url: string): void {
  if (isTab(url)) switchTab(url);
  else void Taro.navigateTo({ url });
}

/** Opens a page in place of this one, so that going back does not lead here again. */
export function replaceWith(url: string): void {
  if (isTab(url)) switchTab(url);
  else void Taro.redirectTo({ url });
}

/** Goes home and forgets the way here. */
export function goHome(): void {
  switchTab(pages.home());
}

/** Opens a page and forgets the way here. */
export function startOverAt(url: string): void {
  void Taro.reLaunch({ url });
}

/** Goes back one page; a page that was opened directly goes home. */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else goHome();
}

function isTab(url: string): boolean {
  return tabs.some(({ page }) => url === `/${page}`);
}

/** The web build has no tab bar of Taro's, which would cost more than ours; there the page is opened afresh. */
function switchTab(url: string): void {
  if (process.env.TARO_ENV === 'h5') void Taro.reLaunch({ url });
  else void Taro.switchTab({ url });
}
