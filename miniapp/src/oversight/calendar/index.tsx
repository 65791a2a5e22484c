import { dayOf } from '@linli/shared/working-time.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { List } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { Tabs } from '../../components/tabs';
import { call } from '../../platform/api';
import { monthAfter } from '../../platform/moment';
import { useAnswer } from '../../platform/use-answer';
import { AgeNotice } from '../../reception/age-notice';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { UnitChoice } from '../unit-choice';
import { copy } from './copy';
import { type CalendarDay, DayRow } from './day-row';
import { DaySheet } from './day-sheet';
import { YearSheet } from './year-sheet';
import './index.scss';

const halves = [
  { value: 'first' as const, label: copy.firstHalf },
  { value: 'second' as const, label: copy.secondHalf },
];

const firstHalfDays = 15;

/** The working calendar of a unit, month by month; each day can be set. */
function CalendarPage() {
  const person = useStaff();
  return (
    person && (
      <UnitChoice label={copy.units}>{(unit) => <Months key={unit.code} unit={unit.code} />}</UnitChoice>
    )
  );
}

function Months({ unit }: { unit: string }) {
  const today = dayOf(new Date());
  const [month, setMonth] = useState(today.slice(0, 7));
  const [half, setHalf] = useState<'first' | 'second'>(
    Number(today.slice(8)) > firstHalfDays ? 'second' : 'first',
  );
  const [setting, setSetting] = useState<CalendarDay | 'year' | null>(null);
  const { answer, reload } = useAnswer(`${unit} ${month}`, () =>
    call('getCalendar', { query: { unit, month } }),
  );
  useSignInAgain(answer.state === 'failed' ? answer.error : null);

  const close = () => setSetting(null);
  const changed = () => {
    close();
    reload();
  };
  const turn = (step: number) => setMonth(monthAfter(month, step));
  const missing = answer.state === 'ready' ? missingYears(answer.value, month) : [];
  return (
    <Stack>
      {answer.state === 'ready' && <AgeNotice dated={answer.dated} onRetry={reload} />}
      {missing.length > 0 && (
        <Notice
          tone="error"
          text={copy.unpublished(missing)}
          action={{ label: copy.enterYear, onPress: () => setSetting('year') }}
        />
      )}
      <Card>
        <Heading>{copy.month(Number(month.slice(0, 4)), Number(month.slice(5)))}</Heading>
        <View className="calendar-turn">
          <Button kind="secondary" label={copy.previous} onPress={() => turn(-1)} />
          <Button kind="secondary" label={copy.next} onPress={() => turn(1)} />
        </View>
        <Tabs label={copy.halves} options={halves} value={half} onChange={setHalf} quiet />
      </Card>
      {answer.state === 'loading' && <Skeleton cards={3} />}
      {answer.state === 'failed' && <FailedView error={answer.error} onRetry={reload} />}
      {answer.state === 'ready' && (
        <List label={copy.list}>
          {answer.value.days
            .filter(({ day }) => Number(day.slice(8)) <= firstHalfDays === (half === 'first'))
            .map((day) => (
              <DayRow key={day.day} day={day} onPress={() => setSetting(day)} />
            ))}
        </List>
      )}
      {setting === 'year' && <YearSheet year={missing[0] ?? 0} onChanged={changed} onClose={close} />}
      {setting !== null && setting !== 'year' && (
        <DaySheet day={setting} unit={unit} onChanged={changed} onClose={close} />
      )}
    </Stack>
  );
}

interface Published {
  published: boolean;
  unpublishedYears: readonly number[];
}

/** The years without holidays that matter now: this one, the next, and the one that is shown. */
function missingYears({ published, unpublishedYears }: Published, month: string): number[] {
  const shown = Number(month.slice(0, 4));
  const others = unpublishedYears.filter((year) => year !== shown);
  return published ? [...others] : [...others, shown].sort();
}

export default definePage({ title: copy.title }, CalendarPage);
