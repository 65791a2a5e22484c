import { dayOf } from '@linli/shared/working-time.ts';
import { Tabs } from '../components/tabs';
import { copy } from './copy';

export const periodNames = ['month', 'last-month', 'year'] as const;
export type PeriodName = (typeof periodNames)[number];

const options = periodNames.map((value) => ({ value, label: copy.periods.names[value] }));

/** The first and the last day of a period, as of now. */
export function periodOf(name: PeriodName, now = new Date()): { from: string; to: string } {
  const today = dayOf(now);
  if (name === 'year') return { from: `${today.slice(0, 4)}-01-01`, to: today };
  if (name === 'month') return { from: `${today.slice(0, 7)}-01`, to: today };
  const last = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
  last.setUTCDate(0);
  const to = last.toISOString().slice(0, 10);
  return { from: `${to.slice(0, 7)}-01`, to };
}

export function PeriodChoice({
  value,
  onChange,
}: {
  value: PeriodName;
  onChange: (value: PeriodName) => void;
}) {
  return <Tabs label={copy.periods.label} options={options} value={value} onChange={onChange} />;
}
