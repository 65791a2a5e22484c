import { isDeepStrictEqual } from 'node:util';
import { type DaySpan, daysAfter, lawDays, spanIn } from '@linli/shared/law-days.ts';
import type { Day } from '@linli/shared/working-time.ts';
import { type Connection, Schema, type Types } from 'mongoose';
import { type Audit, recordBySystem } from '../../platform/audit.ts';
import type { Log } from '../../platform/log.ts';
import { createReplica } from '../../platform/replica.ts';
import type { CampaignFields, CampaignsFile } from './file.ts';

export { type CampaignsFile, campaignsFile } from './file.ts';

export interface Campaign extends CampaignFields {
  _id: Types.ObjectId;
}

export interface ImportedCampaign {
  code: string;
  outcome: 'new' | 'changed' | 'unchanged';
}

/** What campaigns there are, in memory. Their pages are made where articles and quizzes are known (`publicity`). */
export interface Campaigns {
  /** Those that are shown, in the order of their codes. */
  all(): readonly Campaign[];
  /** Also one that is shown no longer. */
  byCode(code: string): Campaign | null;
  /** Adds and updates what the file names; removes nothing. */
  load(file: CampaignsFile): Promise<ImportedCampaign[]>;
  refresh(): Promise<void>;
  start(): void;
  stop(): void;
}

const text = { type: String, required: true };
const textOrNull = { type: String, default: null };

const schema = new Schema<Campaign>(
  {
    code: text,
    title: text,
    summary: text,
    lawDay: textOrNull,
    from: textOrNull,
    to: textOrNull,
    active: { type: Boolean, required: true },
    modules: [Schema.Types.Mixed],
  },
  { collection: 'campaigns' },
).index({ code: 1 }, { unique: true });

export interface CampaignNeeds {
  connection: Connection;
  audit: Audit;
  log: Log;
}

export async function createCampaigns({ connection, audit, log }: CampaignNeeds): Promise<Campaigns> {
  const campaigns = connection.model<Campaign>('Campaign', schema);
  const load = () => campaigns.find({}, { __v: 0 }).sort({ code: 1 }).lean<Campaign[]>();
  const replica = await createReplica(connection, 'campaigns', load, log);
  const byCode = (code: string) => replica.current().find((campaign) => campaign.code === code) ?? null;

  return {
    all: () => replica.current().filter(({ active }) => active),
    byCode,
    async load(file) {
      await replica.refresh();
      const outcomes: ImportedCampaign[] = [];
      for (const campaign of file) {
        const { _id, ...there } = byCode(campaign.code) ?? { _id: null };
        const outcome = _id === null ? 'new' : isDeepStrictEqual(there, campaign) ? 'unchanged' : 'changed';
        outcomes.push({ code: campaign.code, outcome });
        if (outcome === 'unchanged') continue;
        await campaigns.updateOne({ code: campaign.code }, { $set: campaign }, { upsert: true });
        await recordBySystem(audit, 'campaign-import', { kind: 'campaign', id: campaign.code });
      }
      if (outcomes.some(({ outcome }) => outcome !== 'unchanged')) await replica.changed();
      return outcomes;
    },
    refresh: replica.refresh,
    start: replica.start,
    stop: replica.stop,
  };
}

/**
 * When a campaign runs: between its days, or with its law day (the one that is on or comes next). Null: always.
 * @param today the day from which on the next time is looked for
 */
export function runOf(campaign: Pick<Campaign, 'lawDay' | 'from' | 'to'>, today: Day): DaySpan | null {
  const { lawDay, from, to } = campaign;
  if (from !== null && to !== null) return { from, to };
  const found = lawDays.find(({ code }) => code === lawDay);
  if (!found) return null;
  const year = Number(today.slice(0, 4));
  const now = spanIn(found.rule, year);
  return now.to >= today ? now : spanIn(found.rule, year + 1);
}

/** Whether it is on, or begins within so many days. */
export function isDue(campaign: Pick<Campaign, 'lawDay' | 'from' | 'to'>, today: Day, ahead = 0): boolean {
  const run = runOf(campaign, today);
  return run === null || (run.from <= daysAfter(today, ahead) && today <= run.to);
}
