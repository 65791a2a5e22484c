import type { AnswerOf, ValidRequest } from '@linli/shared/api/types.ts';
import { type Day, dayOf, startOfDay } from '@linli/shared/working-time.ts';
import { dayMs, later } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Appointments } from '../appointments/index.ts';
import type { Articles, ArticleTally } from '../articles/index.ts';
import type { Campaigns } from '../campaigns/index.ts';
import type { Organization } from '../organization/index.ts';
import type { Quizzes } from '../quizzes/index.ts';

type Answer = AnswerOf<'listPublicityFigures'>;
type Counts = Answer['total'];
type By = ValidRequest<'listPublicityFigures'>['query']['by'];

/** Longest period, in days: a leap year. */
const periodMaxDays = 366;

const none: Counts = {
  published: 0,
  live: 0,
  views: 0,
  useful: 0,
  notUseful: 0,
  consultations: 0,
  quizAnswers: 0,
};

export interface FigureNeeds {
  organization: Organization;
  articles: Articles;
  campaigns: Campaigns;
  quizzes: Quizzes;
  appointments: Pick<Appointments, 'bookedFromArticles'>;
}

/** Figures of the articles within somebody's reach. @throws invalid-request for a period that is none, or too long */
export async function listFigures(
  needs: FigureNeeds,
  actor: StaffActor,
  { from, to, by }: ValidRequest<'listPublicityFigures'>['query'],
): Promise<Answer> {
  checkPeriod(from, to);
  const until = later(startOfDay(to), dayMs);
  const [tallies, booked, quizzes] = await Promise.all([
    needs.articles.tally(actor, from, to),
    needs.appointments.bookedFromArticles(startOfDay(from), until),
    needs.quizzes.answersBetween(from, to),
  ]);
  const bySlug = new Map(tallies.map((tally) => [tally.slug, tally]));
  const rows = new Map<string, Answer['rows'][number]>();
  const total = { ...none };
  const add = (
    of: Pick<ArticleTally, 'departmentId' | 'campaign' | 'id' | 'title'>,
    counts: Partial<Counts>,
  ) => {
    const { key, name } = groupOf(needs, by, of);
    const row = rows.get(key) ?? { key, name, ...none };
    rows.set(key, addTo(row, counts));
    addTo(total, counts);
  };
  for (const tally of tallies) {
    const { views, useful, notUseful, live, publishedAt, id } = tally;
    const published = publishedAt !== null && dayOf(publishedAt) >= from && dayOf(publishedAt) <= to;
    add(tally, {
      published: published ? 1 : 0,
      live: live ? 1 : 0,
      views,
      useful,
      notUseful,
      consultations: booked.get(id) ?? 0,
    });
  }
  for (const { article, campaign, answered } of quizzes) {
    const tally = article === null ? undefined : bySlug.get(article);
    if (tally) add({ ...tally, campaign: campaign ?? tally.campaign }, { quizAnswers: answered });
    // Of no article: the campaign's alone.
    else if (article === null && by === 'campaign' && campaign !== null) {
      const row = rows.get(campaign) ?? { key: campaign, name: nameOfCampaign(needs, campaign), ...none };
      rows.set(campaign, addTo(row, { quizAnswers: answered }));
      addTo(total, { quizAnswers: answered });
    }
  }
  const sorted = [...rows.values()].toSorted((a, b) => b.views - a.views || (a.name < b.name ? -1 : 1));
  return { from, to, total, rows: sorted };
}

function addTo<Row extends Counts>(row: Row, counts: Partial<Counts>): Row {
  row.published += counts.published ?? 0;
  row.live += counts.live ?? 0;
  row.views += counts.views ?? 0;
  row.useful += counts.useful ?? 0;
  row.notUseful += counts.notUseful ?? 0;
  row.consultations += counts.consultations ?? 0;
  row.quizAnswers += counts.quizAnswers ?? 0;
  return row;
}

function groupOf(
  needs: FigureNeeds,
  by: By,
  { departmentId, campaign, id, title }: Pick<ArticleTally, 'departmentId' | 'campaign' | 'id' | 'title'>,
): { key: string; name: string } {
  if (by === 'article') return { key: id, name: title };
  if (by === 'campaign')
    return campaign === null
      ? { key: '', name: '' }
      : { key: campaign, name: nameOfCampaign(needs, campaign) };
  const unit = needs.organization.directory().unit(departmentId);
  return { key: unit?.code ?? '', name: unit?.name ?? '' };
}

const nameOfCampaign = ({ campaigns }: FigureNeeds, code: string) => campaigns.byCode(code)?.title ?? code;

function checkPeriod(from: Day, to: Day): void {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
  if (days >= 1 && days <= periodMaxDays) return;
  throw new ApiError('invalid-request', {
    details: [{ path: 'query.to', message: '时间段要从早到晚，最长一年' }],
  });
}
