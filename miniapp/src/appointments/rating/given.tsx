import type { OwnConsultation } from '@linli/shared/api/types.ts';
import { gradeLabels, isBadGrade } from '@linli/shared/grades.ts';
import { ratingEventLabels } from '@linli/shared/rating-timeline.ts';
import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Face } from '../../components/face-picker/face';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { Timeline } from '../../components/timeline';
import { JudgementCard } from '../../judgement';
import { call } from '../../platform/api';
import { pages, replaceWith } from '../../platform/navigation';
import { timeInWords } from '../../platform/time-words';
import { copy } from './copy';

interface GivenProps {
  id: string;
  rating: NonNullable<OwnConsultation['rating']>;
  lawyer: string;
  onChanged: (consultation: OwnConsultation) => void;
  reload: () => void;
}

/** What the resident said of a consultation, and what has been done about it. */
export function Given({ id, rating, lawyer, onChanged, reload }: GivenProps) {
  const { grade, ticket, timeline } = rating;
  const bad = isBadGrade(grade);
  return (
    <Stack>
      <Notice tone="done" text={bad ? copy.bad : copy.thanks} />
      {ticket?.reply && (
        <Card tone="brand">
          <Heading>{copy.reply}</Heading>
          <View>{ticket.reply}</View>
          {ticket.privateNote && <Fact label={copy.note}>{ticket.privateNote}</Fact>}
        </Card>
      )}
      {ticket && (
        <JudgementCard
          ticket={ticket}
          judge={async (body) => onChanged(await call('judgeConsultation', { params: { id }, body }))}
          reload={reload}
        />
      )}
      <Card>
        <View className="row-note">{copy.about(lawyer)}</View>
        <Face grade={grade} />
        <Heading>{gradeLabels[grade]}</Heading>
        <Fact label={copy.time}>{timeInWords(rating.createdAt)}</Fact>
        {rating.tags.length > 0 && (
          <Fact label={copy.reasons}>{rating.tags.map(({ label }) => label).join('\n')}</Fact>
        )}
        {rating.comment && <Fact label={copy.words}>{rating.comment}</Fact>}
      </Card>
      {bad && (
        <Card>
          <Heading>{copy.progress}</Heading>
          {ticket ? <View>{copy.number(ticket.number)}</View> : <View>{copy.assigning}</View>}
          <Timeline
            label={copy.progress}
            entries={timeline.map((event) => ({
              key: `${event.kind} ${event.at}`,
              title: ratingEventLabels[event.kind],
              time: timeInWords(event.at),
              // The reply stands in full on its own card.
              text: event.kind === 'replied' ? null : event.text,
            }))}
          />
        </Card>
      )}
      <Button kind="secondary" label={copy.back} onPress={() => replaceWith(pages.appointment(id))} />
    </Stack>
  );
}
