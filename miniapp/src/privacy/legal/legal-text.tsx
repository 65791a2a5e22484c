import type { LegalAnswer } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { Fact } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { call } from '../../platform/api';
import { seen } from '../../platform/seen';
import { useAnswer } from '../../platform/use-answer';
import { AgeNotice } from '../../reception/age-notice';
import { copy } from './copy';
import './index.scss';

type TextName = 'privacyPolicy' | 'serviceTerms';

/** One of the two texts of the law, and who stands by it. */
export function LegalText({ name }: { name: TextName }) {
  const { answer, reload } = useAnswer(name, () => call('getLegal', {}), {
    shelf: seen.resident,
    as: 'legal',
  });

  if (answer.state === 'loading') return <Skeleton cards={3} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const { operator, [name]: text } = answer.value;
  return (
    <Stack>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      <View className="legal-version">{copy.version(text.version, dayInWords(text.effectiveFrom))}</View>
      {text.sections.map((section) => (
        <SectionCard key={section.title} section={section} />
      ))}
      <OperatorCard operator={operator} />
    </Stack>
  );
}

function SectionCard({ section }: { section: LegalAnswer['privacyPolicy']['sections'][number] }) {
  return (
    <Card>
      <Heading>{section.title}</Heading>
      {section.paragraphs.map((paragraph) => (
        <View key={paragraph}>{paragraph}</View>
      ))}
    </Card>
  );
}

function OperatorCard({ operator }: { operator: LegalAnswer['operator'] }) {
  return (
    <Card tone="brand">
      <Heading>{copy.operator}</Heading>
      <Fact label={copy.name}>{operator.name}</Fact>
      <Fact label={copy.department}>{operator.department}</Fact>
      <Fact label={copy.phone}>{operator.phone}</Fact>
      <Fact label={copy.address}>{operator.address}</Fact>
      {operator.filingNumber !== null && <Fact label={copy.filing}>{operator.filingNumber}</Fact>}
    </Card>
  );
}

/** 2026-11-01 as people say it. */
function dayInWords(date: string): string {
  const [year = '', month, day] = date.split('-');
  return copy.day(year, Number(month), Number(day));
}
