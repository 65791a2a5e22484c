import type { AnswerOf, RoutingAnswer } from '@linli/shared/api/types.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { commentMaxLength } from '@linli/shared/limits.ts';
import { reasonTags } from '@linli/shared/reason-tags.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { ChoiceList } from '../../components/choice-list';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { Fact } from '../../components/row';
import { Sheet } from '../../components/sheet';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { TagPicker } from '../../components/tag-picker';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { useAction } from '../../platform/use-action';
import { useAnswer } from '../../platform/use-answer';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { copy } from './copy';
import { RoutedCard } from './routed-card';

type Options = AnswerOf<'listRoutingOptions'>;

const badGrades = ['1', '2'] as const;
const anyItem = 'any';

/** Asks where the ticket of a bad rating would go, by the rules as they are. */
function RoutingPage() {
  const person = useStaff();
  const { answer, reload } = useAnswer('routing options', () => call('listRoutingOptions', {}));
  useSignInAgain(answer.state === 'failed' ? answer.error : null);

  if (person === null || answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  return <Question options={answer.value} />;
}

function Question({ options }: { options: Options }) {
  const [counter, setCounter] = useState(options.counters[0]);
  const [item, setItem] = useState(anyItem);
  const [grade, setGrade] = useState<(typeof badGrades)[number]>('1');
  const [tags, setTags] = useState<readonly string[]>([]);
  const [comment, setComment] = useState('');
  const [choosing, setChoosing] = useState<'counter' | 'item' | null>(null);
  const [routed, setRouted] = useState<RoutingAnswer | null>(null);

  const asking = useAction(async (code: string) => {
    const body = {
      counter: code,
      serviceItem: item === anyItem ? null : item,
      grade: grade === '1' ? (1 as const) : (2 as const),
      tags: [...tags],
      comment: comment.trim() || null,
    };
    setRouted(await call('queryRouting', { body }));
  });
  if (!counter) return <Notice tone="info" text={copy.nobody} />;

  const items = options.serviceItems.filter(({ department }) => department === counter.department);
  const itemOptions = [
    { value: anyItem, label: copy.noItem },
    ...items.map(({ code, name }) => ({ value: code, label: name })),
  ];
  const toggle = (code: string) =>
    setTags(tags.includes(code) ? tags.filter((tag) => tag !== code) : [...tags, code]);
  return (
    <Stack>
      <Notice tone="info" text={copy.about} />
      <Card>
        <Fact label={copy.counter}>{`${counter.code} ${counter.name}`}</Fact>
        <Button kind="secondary" label={copy.chooseCounter} onPress={() => setChoosing('counter')} />
        <Fact label={copy.item}>{itemOptions.find(({ value }) => value === item)?.label ?? copy.noItem}</Fact>
        <Button kind="secondary" label={copy.chooseItem} onPress={() => setChoosing('item')} />
        <ChoiceList
          label={copy.grade}
          options={badGrades.map((value) => ({ value, label: gradeLabels[value === '1' ? 1 : 2] }))}
          value={grade}
          onChange={(value) => {
            setGrade(value);
            setTags([]);
          }}
        />
        <View>{copy.tags}</View>
        <TagPicker
          label={copy.tags}
          tags={reasonTags[grade === '1' ? 1 : 2]}
          value={tags}
          onToggle={toggle}
        />
        <Field
          kind="area"
          label={copy.comment}
          value={comment}
          maxLength={commentMaxLength}
          onChange={setComment}
        />
      </Card>
      {asking.error && <Notice tone="error" text={failureWords(asking.error)} />}
      <Button
        label={copy.ask}
        busyLabel={asking.busy ? copy.asking : undefined}
        onPress={() => void asking.start(counter.code)}
      />
      {routed && <RoutedCard routed={routed} />}
      {choosing === 'counter' && (
        <Sheet title={copy.counter} onClose={() => setChoosing(null)}>
          <ChoiceList
            label={copy.counter}
            options={options.counters.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
            value={counter.code}
            onChange={(code) => {
              setCounter(options.counters.find((one) => one.code === code));
              setItem(anyItem);
              setChoosing(null);
            }}
          />
        </Sheet>
      )}
      {choosing === 'item' && (
        <Sheet title={copy.item} onClose={() => setChoosing(null)}>
          <ChoiceList
            label={copy.item}
            options={itemOptions}
            value={item}
            onChange={(code) => {
              setItem(code);
              setChoosing(null);
            }}
          />
        </Sheet>
      )}
    </Stack>
  );
}

export default definePage({ title: copy.title }, RoutingPage);
