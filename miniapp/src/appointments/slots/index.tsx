import type { AnswerOf, Lawyer, OpenSlot } from '@linli/shared/api/types.ts';
import {
  type ConsultMode,
  consultModeLabels,
  consultModes,
  matterLabels,
} from '@linli/shared/legal-service.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { ChoiceList } from '../../components/choice-list';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { Tabs } from '../../components/tabs';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { seen } from '../../platform/seen';
import { useAnswer } from '../../platform/use-answer';
import { useShownAgain } from '../../platform/use-page-shown';
import { AgeNotice } from '../../reception/age-notice';
import { matterNamed, slotInWords } from '../appointment-words';
import { QueueButton } from '../queue-button';
import { RefusedSheet } from '../refused-sheet';
import { useHold } from '../use-hold';
import { copy } from './copy';
import { DayStrip } from './day-strip';
import { LawyerSlots } from './lawyer-slots';
import { MoveSheet } from './move-sheet';
import { byLawyer, daysWith, firstFree, stationsOf } from './slots-by';
import './index.scss';

type Mode = ConsultMode | 'any';

const modes: readonly { value: Mode; label: string }[] = [
  { value: 'any', label: copy.anyMode },
  ...consultModes.map((value) => ({ value, label: consultModeLabels[value] })),
];

const anyStation = { value: '', label: copy.anyStation };

/** The free times for a matter or of a lawyer; choosing one keeps it, or moves an appointment there. */
function Slots() {
  const { matter: matterName, lawyer = '', move = '', station = '' } = useRouter().params;
  const matter = matterNamed(matterName);
  const key = `slots.${matter}.${lawyer}`;
  const ask = async () => {
    const [{ days }, { items: lawyers }] = await Promise.all([
      call('listSlots', { query: { ...(matter && { matter }), ...(lawyer && { lawyer }) } }),
      call('listLawyers', { query: matter ? { matter } : {} }),
    ]);
    return { days, lawyers };
  };
  const { answer, reload } = useAnswer(key, ask, { shelf: seen.resident, as: key });
  useShownAgain(reload);

  const [moveTo, setMoveTo] = useState<OpenSlot | null>(null);
  const holding = useHold(
    matter,
    ({ id }) => open(pages.book(id, matter)),
    // What was free is not any more.
    reload,
  );

  if (answer.state === 'loading') return <Skeleton cards={3} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  return (
    <Stack>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      {move !== '' && <Notice tone="info" text={copy.moving} />}
      <Finder
        {...answer.value}
        matter={matter}
        ofLawyer={lawyer}
        atStation={station || null}
        onChoose={move === '' ? holding.hold : setMoveTo}
      />
      <RefusedSheet holding={holding} matter={matter} />
      {moveTo && (
        <MoveSheet
          id={move}
          to={moveTo}
          matter={matter}
          onOther={setMoveTo}
          onRefused={reload}
          onClose={() => setMoveTo(null)}
        />
      )}
    </Stack>
  );
}

interface FinderProps {
  days: AnswerOf<'listSlots'>['days'];
  lawyers: readonly Lawyer[];
  matter: ReturnType<typeof matterNamed>;
  /** The lawyer's id when it has to be this one, or nothing. */
  ofLawyer: string;
  /** The id of the station that is shown first. */
  atStation: string | null;
  onChoose: (slot: OpenSlot) => void;
}

function Finder({ days: all, lawyers, matter, ofLawyer, atStation, onChoose }: FinderProps) {
  const [mode, setMode] = useState<Mode>('any');
  const [chosenDay, setDay] = useState<string | null>(null);
  const [station, setStation] = useState(atStation);
  const wantedMode = mode === 'any' ? null : mode;

  const stations = stationsOf(all);
  const days = daysWith(all, { mode: wantedMode, station });
  const first = firstFree(days);
  const shown = days.find(({ day }) => day === chosenDay) ?? days.find(({ free }) => free > 0) ?? days[0];

  const showAll = () => {
    setMode('any');
    setStation(null);
  };
  return (
    <>
      {matter && <Heading>{copy.about(matterLabels[matter])}</Heading>}
      <Tabs label={copy.modes} options={modes} value={mode} onChange={setMode} />
      {stations.length > 1 && (
        <Card>
          <ChoiceList
            label={copy.stations}
            options={[anyStation, ...stations.map(({ id, name }) => ({ value: id, label: name }))]}
            value={station ?? anyStation.value}
            onChange={(id) => setStation(id === anyStation.value ? null : id)}
          />
        </Card>
      )}
      {shown ? (
        <>
          {first && <Button label={`${copy.first}：${slotInWords(first)}`} onPress={() => onChoose(first)} />}
          <Heading>{copy.days}</Heading>
          <DayStrip days={days} value={shown.day} onChange={setDay} />
          {shown.free === 0 && matter && (
            <Card>
              <View>{copy.dayFull}</View>
              <QueueButton
                key={`${shown.day} ${mode}`}
                wish={{
                  day: shown.day,
                  matter,
                  ...(wantedMode && { mode: wantedMode }),
                  ...(ofLawyer && { lawyerId: ofLawyer }),
                }}
              />
            </Card>
          )}
          {byLawyer(shown.slots).map((slots) => (
            <LawyerSlots
              key={slots[0]?.lawyer.id}
              slots={slots}
              lawyer={lawyers.find(({ id }) => id === slots[0]?.lawyer.id)}
              matter={matter}
              onChoose={onChoose}
            />
          ))}
        </>
      ) : (
        <StateView
          kind="empty"
          title={copy.nothing}
          text={copy.nothingText}
          actions={
            wantedMode === null && station === null ? [] : [{ label: copy.allModes, onPress: showAll }]
          }
        />
      )}
    </>
  );
}

export default definePage({ title: copy.title }, Slots);
