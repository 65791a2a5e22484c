import type { ConsultationKind } from '@linli/shared/consultations.ts';
import type { Matter } from '@linli/shared/legal-service.ts';
import type { TicketKind } from '@linli/shared/ticket-life-cycle.ts';
import Taro from '@tarojs/taro';
import { tabs } from '../tabs';
import { setPageMissing } from './network';
import { fetchPage } from './page-code';

/** Every page and what it takes. Pages are opened through here, so that no address is written twice. */
export const pages = {
  home: () => '/pages/home/index',
  rate: (scene: string) => `/pages/rate/index?scene=${encodeURIComponent(scene)}`,
  thanks: (ratingId: string, followUp: 'none' | 'answer' | 'call') =>
    `/pages/thanks/index?id=${ratingId}&followUp=${followUp}`,
  myRatings: () => '/pages/my-ratings/index',
  me: () => '/pages/me/index',
  messages: () => '/pages/messages/index',
  counterRatings: (scanCode: string) => `/counter/ratings/index?code=${encodeURIComponent(scanCode)}`,
  rating: (id: string) => `/pages/rating/index?id=${id}`,
  supplement: (ratingId: string) => `/pages/supplement/index?id=${ratingId}`,
  myData: () => '/privacy/my-data/index',
  holdings: (kind: TicketKind) => `/privacy/holdings/index?kind=${kind}`,
  closeAccount: () => '/privacy/close-account/index',
  accountClosed: (waiting: number) => `/privacy/account-closed/index?waiting=${waiting}`,
  giveFeedback: () => '/privacy/feedback/index',
  myFeedback: () => '/privacy/my-feedback/index',
  feedback: (id: string) => `/privacy/feedback-detail/index?id=${id}`,
  privacyPolicy: () => '/privacy/policy/index',
  serviceTerms: () => '/privacy/terms/index',
  chooseMatter: () => '/appointments/matter/index',
  /** The same for who has scanned the code of a station. */
  atStation: (scene: string) => `/appointments/matter/index?scene=${encodeURIComponent(scene)}`,
  /** Free times: for a matter, at a station, of one lawyer, or for an appointment that is to be moved. */
  slots: (wish: { matter?: Matter | null; lawyer?: string; move?: string; station?: string | undefined }) =>
    `/appointments/slots/index?matter=${wish.matter ?? ''}&lawyer=${wish.lawyer ?? ''}&move=${wish.move ?? ''}${
      wish.station === undefined ? '' : `&station=${wish.station}`
    }`,
  lawyer: (id: string, matter: Matter | null) => `/appointments/lawyer/index?id=${id}&matter=${matter ?? ''}`,
  /** What is held or offered becomes an appointment there. */
  book: (id: string, matter: Matter | null) => `/appointments/book/index?id=${id}&matter=${matter ?? ''}`,
  myAppointments: () => '/appointments/mine/index',
  appointment: (id: string, isNew = false) =>
    `/appointments/appointment/index?id=${id}${isNew ? '&new=1' : ''}`,
  articles: () => '/law/articles/index',
  articlesOf: (campaign: string) => `/law/articles/index?campaign=${campaign}`,
  /** An article by the scene of its printed code. */
  articleOfScene: (scene: string) => `/law/article/index?scene=${encodeURIComponent(scene)}`,
  article: (id: string) => `/law/article/index?id=${id}`,
  favourites: () => '/law/favourites/index',
  campaigns: () => '/law/campaigns/index',
  campaign: (code: string) => `/law/campaign/index?code=${code}`,
  quizzes: () => '/law/quizzes/index',
  quiz: (id: string) => `/law/quiz/index?id=${id}`,
  laws: () => '/law/laws/index',
  lawText: (id: string) => `/law/text/index?id=${id}`,
  /** One article of a law. */
  provision: (id: string) => `/law/provision/index?id=${id}`,
  rateConsultation: (id: string) => `/appointments/rating/index?id=${id}`,
  consultingDay: () => '/consulting/day/index',
  visit: (kind: ConsultationKind, id: string) => `/consulting/visit/index?kind=${kind}&id=${id}`,
  consultationRecord: (kind: ConsultationKind, id: string) =>
    `/consulting/record/index?kind=${kind}&id=${id}`,
  consultationFigures: () => '/consulting/figures/index',
  staffSignIn: () => '/staff/sign-in/index',
  staffQueue: () => '/staff/queue/index',
  staffMessages: () => '/staff/messages/index',
  closures: () => '/staff/closures/index',
  absence: () => '/staff/absence/index',
  oversightMenu: () => '/oversight/menu/index',
  overview: () => '/oversight/overview/index',
  figures: () => '/oversight/figures/index',
  myFigures: () => '/oversight/my-figures/index',
  appeals: () => '/oversight/appeals/index',
  comments: () => '/oversight/comments/index',
  bulletins: () => '/oversight/bulletins/index',
  bulletin: (id: string) => `/oversight/bulletin/index?id=${id}`,
  deliveries: () => '/oversight/deliveries/index',
  auditLog: () => '/oversight/audit/index',
  calendar: () => '/oversight/calendar/index',
  routing: () => '/oversight/routing/index',
  editorialArticles: () => '/publishing/articles/index',
  editorialArticle: (id: string) => `/publishing/article/index?id=${id}`,
  writeArticle: (id = '') => `/publishing/edit/index?id=${id}`,
  articleVersion: (id: string, number: number) => `/publishing/version/index?id=${id}&number=${number}`,
  articleVerdicts: (id: string) => `/publishing/verdicts/index?id=${id}`,
  publicityFigures: () => '/publishing/figures/index',
  codes: () => '/administration/codes/index',
  screens: () => '/administration/screens/index',
  partners: () => '/administration/partners/index',
  monthlyFigures: () => '/administration/monthly/index',
  ticket: (id: string) => `/staff/ticket/index?id=${id}`,
};

/** Two presses closer together than this are one press of a trembling hand. */
const doublePressMs = 600;
/** How long a change of pages keeps the same from beginning again, should the platform never say that it is done. */
const changeMaxMs = 20_000;

const underWay: Record<string, number | undefined> = {};
let wentBackAt = 0;

/** Opens a page on top of this one, one at a time; a page of the tab bar takes the place of all that are open. */
export function open(url: string): void {
  if (isTab(url)) switchTab(url);
  else change('open', url, () => Taro.navigateTo({ url }));
}

/** Opens a page in place of this one, so that going back does not lead here again. */
export function replaceWith(url: string): void {
  if (isTab(url)) switchTab(url);
  else change(url, url, () => Taro.redirectTo({ url }));
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
  const now = Date.now();
  if (now - wentBackAt < doublePressMs) return;
  wentBackAt = now;
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else goHome();
}

function isTab(url: string): boolean {
  return tabs.some(({ page }) => url === `/${page}`);
}

/** The web build has no tab bar of Taro's, which would cost more than ours; there the page is opened afresh. */
function switchTab(url: string): void {
  change(url, url, () => (process.env.TARO_ENV === 'h5' ? Taro.reLaunch({ url }) : Taro.switchTab({ url })));
}

/** Changes pages once the new one can be shown, unless the same is under way: two quick presses open one page. */
function change(what: string, url: string, begin: () => Promise<unknown>): void {
  const now = Date.now();
  if (now - (underWay[what] ?? 0) < changeMaxMs) return;
  underWay[what] = now;
  const end = () => {
    underWay[what] = undefined;
  };
  const fetching = fetchPage(url);
  if (fetching === null) {
    begin().then(end, end);
    return;
  }
  fetching
    .then(
      () => {
        setPageMissing(false);
        return begin();
      },
      () => setPageMissing(true),
    )
    .then(end, end);
}
