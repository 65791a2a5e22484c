import type { Lawyer as LawyerAnswer, OpenSlot } from '@linli/shared/api/types.ts';
import { consultModeLabels, languageLabels, matterLabels } from '@linli/shared/legal-service.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { Fact } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { open, pages, replaceWith } from '../../platform/navigation';
import { seen } from '../../platform/seen';
import { timeInWords } from '../../platform/time-words';
import { useAnswer } from '../../platform/use-answer';
import { useShownAgain } from '../../platform/use-page-shown';
import { AgeNotice } from '../../reception/age-notice';
import { lawyerNamed, matterNamed } from '../appointment-words';
import { LawyerPhoto } from '../lawyer-photo';
import { RefusedSheet } from '../refused-sheet';
import { useHold } from '../use-hold';
import { copy, nextMax } from './copy';

/** Who the lawyer is, and when they are free. */
function Lawyer() {
  const { id = '', matter: matterName } = useRouter().params;
  const matter = matterNamed(matterName);
  const ask = async () => {
    const [{ items }, { days }] = await Promise.all([
      call('listLawyers', { query: {} }),
      call('listSlotsOfLawyer', { params: { id }, query: {} }),
    ]);
    const free = days.reduce<OpenSlot[]>(
      (found, { slots }) => found.concat(slots.filter((slot) => slot.free > 0)),
      [],
    );
    return { lawyer: items.find((one) => one.id === id) ?? null, next: free.slice(0, nextMax) };
  };
  const { answer, reload } = useAnswer(id, ask, { shelf: seen.resident, as: `lawyer.${id}` });
  useShownAgain(reload);
  const holding = useHold(matter, ({ id: held }) => open(pages.book(held, matter)), reload);

  if (answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed' && answer.error.code !== 'not-found')
    return <FailedView error={answer.error} onRetry={reload} />;
  if (answer.state === 'failed' || answer.value.lawyer === null) {
    const actions = [{ label: copy.other, onPress: () => replaceWith(pages.chooseMatter()) }];
    return <StateView kind="lost" title={copy.goneTitle} text={copy.goneText} actions={actions} />;
  }
  const { lawyer, next } = answer.value;
  return (
    <Stack>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      <LawyerCard lawyer={lawyer} />
      <NextSlots slots={next} onChoose={holding.hold} />
      <Button label={copy.all} onPress={() => open(pages.slots({ matter, lawyer: id }))} />
      <RefusedSheet holding={holding} matter={matter} />
    </Stack>
  );
}

function LawyerCard({ lawyer }: { lawyer: LawyerAnswer }) {
  return (
    <Card>
      <View className="lawyer-head">
        <LawyerPhoto lawyer={lawyer} />
        <Heading>{lawyerNamed(lawyer)}</Heading>
      </View>
      <View>{lawyer.introduction}</View>
      <Fact label={copy.firm}>{lawyer.firm}</Fact>
      <Fact label={copy.licence}>{lawyer.licenceNumber}</Fact>
      <Fact label={copy.specialities}>
        {lawyer.specialities.map((matter) => matterLabels[matter]).join('、')}
      </Fact>
      <Fact label={copy.languages}>
        {lawyer.languages.map((language) => languageLabels[language]).join('、')}
      </Fact>
    </Card>
  );
}

function NextSlots({ slots, onChoose }: { slots: readonly OpenSlot[]; onChoose: (slot: OpenSlot) => void }) {
  return (
    <Card>
      <Heading>{copy.next}</Heading>
      {slots.length === 0 && <View>{copy.nothing}</View>}
      {slots.map((slot) => (
        <Button
          key={slot.startsAt}
          kind="secondary"
          label={`${timeInWords(slot.startsAt)}，${consultModeLabels[slot.mode]}`}
          onPress={() => onChoose(slot)}
        />
      ))}
    </Card>
  );
}

export default definePage({ title: copy.title }, Lawyer);
