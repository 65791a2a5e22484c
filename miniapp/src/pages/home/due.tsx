import type { AnswerOf } from '@linli/shared/api/types.ts';
import { Door, List } from '../../components/row';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { seen } from '../../platform/seen';
import { dayOf } from '../../platform/time-words';
import { useAnswer } from '../../platform/use-answer';
import { useShownAgain } from '../../platform/use-page-shown';
import { AgeNotice } from '../../reception/age-notice';
import { copy } from './copy';

type DueAnswer = AnswerOf<'getDue'>;

/** The home page is for other things first. */
const dueMax = 2;

/**
 * What is due in law popularisation, and something to read. Nothing waits for it, and where it does not come nothing
 * is missed; what was due on another day is not shown.
 */
export function Due() {
  const { answer, reload } = useAnswer('due', () => call('getDue', {}), {
    shelf: seen.resident,
    as: `due.${today()}`,
  });
  // The tab stays open behind the others, perhaps for days.
  useShownAgain(() => {
    if (answer.state !== 'ready' || answer.value.today !== today()) reload();
  });
  if (answer.state !== 'ready') return null;
  return (
    <>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      <List label={copy.due}>
        {occasionsOf(answer.value).map(({ title, note, page }) => (
          <Door key={title} title={title} {...(note && { note })} onPress={() => open(page)} />
        ))}
        {answer.value.articles.slice(0, 1).map(({ id, title }) => (
          <Door key={id} title={copy.dueArticle} note={title} onPress={() => open(pages.article(id))} />
        ))}
        <Door title={copy.allDue} onPress={() => open(pages.campaigns())} />
      </List>
    </>
  );
}

/** Law days with the campaign behind them, then the campaigns that are on without one. */
function occasionsOf({ lawDays, campaigns }: DueAnswer) {
  const days = lawDays.map(({ campaign, ...day }) => ({
    title: whenDue(day),
    note: campaign?.summary,
    page: campaign ? pages.campaign(campaign.code) : pages.campaigns(),
  }));
  const others = campaigns.map(({ code, title, summary }) => ({
    title,
    note: summary,
    page: pages.campaign(code),
  }));
  return [...days, ...others].slice(0, dueMax);
}

function whenDue({
  name,
  from,
  to,
  running,
  daysUntil,
}: Omit<DueAnswer['lawDays'][number], 'campaign'>): string {
  if (!running) return copy.dueSoon(name, daysUntil);
  return from === to ? copy.dueToday(name) : copy.dueNow(name);
}

function today(): string {
  return dayOf(new Date().toISOString());
}
