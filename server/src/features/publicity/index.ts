import type { AnswerOf } from '@linli/shared/api/types.ts';
import { type PublicityPlan, planOf } from '@linli/shared/campaigns.ts';
import { announcedDays, lawDaysDue, lawDaysOf } from '@linli/shared/law-days.ts';
import { type Day, dayOf } from '@linli/shared/working-time.ts';
import type { Clock } from '../../platform/clock.ts';
import { dayMs } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import { type Campaign, isDue, runOf } from '../campaigns/index.ts';
import { type FigureNeeds, listFigures } from './figures.ts';

type PublicityEndpoints =
  | 'getDue'
  | 'listLawDays'
  | 'listCampaigns'
  | 'getCampaign'
  | 'listPublicityFigures'
  | 'listVerdicts'
  | 'listSearchGaps';

/** What is due in law popularisation, the pages of campaigns, and what has come of it all. */
export interface Publicity {
  handlers: Handlers<PublicityEndpoints>;
}

export interface PublicityNeeds extends FigureNeeds {
  clock: Clock;
  /** The plans that the installation works by. */
  plans: readonly PublicityPlan[];
}

/** Articles beside what is due on the home page. */
const dueArticlesMax = 4;

export function createPublicity(needs: PublicityNeeds): Publicity {
  const { articles, campaigns, quizzes, clock, plans } = needs;
  const today = () => dayOf(clock.now());
  const yearOf = (day: Day) => Number(day.slice(0, 4));

  function presentRow(campaign: Campaign, now: Day) {
    const { code, title, summary, lawDay } = campaign;
    const run = runOf(campaign, now);
    const plan = planOf(plans, yearOf(run?.from ?? now));
    return { code, title, summary, lawDay, run, running: isDue(campaign, now), plan };
  }

  function due(): AnswerOf<'getDue'> {
    const now = today();
    const { running, ahead } = lawDaysDue(now);
    const all = campaigns.all();
    const campaignOf = (code: string) => {
      const found = all.find(({ lawDay }) => lawDay === code);
      return found ? presentRow(found, now) : null;
    };
    const lawDays = [...running, ...ahead].map((day) => ({
      ...day,
      running: running.includes(day),
      daysUntil: Math.max(0, Math.round((Date.parse(day.from) - Date.parse(now)) / dayMs)),
      campaign: campaignOf(day.code),
    }));
    const on = all.filter((campaign) => isDue(campaign, now, announcedDays)).map(({ code }) => code);
    const fitting = articles.newest(dueArticlesMax, on);
    return {
      today: now,
      plan: planOf(plans, yearOf(now)),
      lawDays,
      campaigns: all
        .filter((campaign) => campaign.lawDay === null && isDue(campaign, now))
        .map((campaign) => presentRow(campaign, now)),
      articles: fitting.length > 0 ? fitting : articles.newest(dueArticlesMax),
    };
  }

  function moduleOf(
    campaign: Campaign,
    one: Campaign['modules'][number],
  ): AnswerOf<'getCampaign'>['modules'][number] {
    const { title } = one;
    switch (one.kind) {
      case 'text':
        return { kind: 'text', title, ...articles.render(one.markdown) };
      case 'articles':
        return {
          kind: 'articles',
          title,
          items: one.articles
            ? articles.named(one.articles)
            : articles.newest(campaignArticlesMax, [campaign.code]),
        };
      case 'quizzes':
        return { kind: 'quizzes', title, items: quizzes.ofCampaign(campaign.code) };
      case 'consult':
        return { kind: 'consult', title, matter: one.matter };
    }
  }

  return {
    handlers: {
      getDue: async () => due(),
      async listLawDays({ query }) {
        const year = query.year ?? yearOf(today());
        return { year, plan: planOf(plans, year), items: lawDaysOf(year) };
      },
      async listCampaigns() {
        const rows = campaigns.all().map((campaign) => presentRow(campaign, today()));
        const later = (row: (typeof rows)[number]) => (row.running ? '' : (row.run?.from ?? ''));
        return { items: rows.toSorted((a, b) => (later(a) < later(b) ? -1 : later(a) > later(b) ? 1 : 0)) };
      },
      async getCampaign({ params }) {
        const campaign = campaigns.all().find(({ code }) => code === params.code);
        if (!campaign) throw new ApiError('not-found');
        return {
          ...presentRow(campaign, today()),
          modules: campaign.modules
            .map((one) => moduleOf(campaign, one))
            // A list with nothing in it is not shown.
            .filter((one) => !('items' in one) || one.items.length > 0),
        };
      },
      listPublicityFigures: ({ actor, query }) => listFigures(needs, actor, query),
      listVerdicts: ({ actor, params, query }) => articles.verdictsOf(actor, params.id, query),
      listSearchGaps: () => articles.searchGaps(),
    },
  };
}

/** Most articles that a module lists by itself. */
const campaignArticlesMax = 30;
