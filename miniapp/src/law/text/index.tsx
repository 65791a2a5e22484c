import type { LawDetail } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { Door, List } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { seen } from '../../platform/seen';
import { useAnswer } from '../../platform/use-answer';
import { AgeNotice } from '../../reception/age-notice';
import { askById } from '../by-id';
import { copy as lawCopy } from '../copy';
import { dateInWords } from '../law-words';
import { LostView } from '../lost-view';
import { ProvisionSearch } from '../provision-search';
import { Contents } from './contents';
import { copy } from './copy';
import './index.scss';

/** One version of a law: what it is, and the ways to its articles. */
function LawText() {
  const { id = '' } = useRouter().params;
  const ask = () => askById(id, () => call('getLaw', { params: { id } }));
  const { answer, reload } = useAnswer(id, ask, { shelf: seen.resident, as: `law.${id}` });
  if (answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') {
    return (
      <LostView
        error={answer.error}
        title={copy.lostTitle}
        text={copy.lostText}
        action={{ label: copy.laws, onPress: () => open(pages.laws()) }}
        onRetry={reload}
      />
    );
  }
  const law = answer.value;
  return (
    <Stack>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      <AboutLaw law={law} />
      <ProvisionSearch label={copy.jump} hint={copy.jumpHint} law={law} />
      <Contents key={law.id} contents={law.contents} />
      {law.appendix.length > 0 && (
        <Card>
          <Heading>{copy.appendix}</Heading>
          {law.appendix.map((line) => (
            <View key={line}>{line}</View>
          ))}
        </Card>
      )}
      <Versions law={law} />
    </Stack>
  );
}

function AboutLaw({ law }: { law: LawDetail }) {
  return (
    <Card>
      <Heading>{law.title}</Heading>
      <View className="row-badges">
        <Badge tone={law.inForce ? 'done' : 'late'}>
          {law.inForce ? lawCopy.inForce : lawCopy.notInForce}
        </Badge>
      </View>
      <View>{lawCopy.heldFrom(dateInWords(law.effectiveFrom))}</View>
      {law.promulgation.map((line) => (
        <View key={line} className="row-note">
          {line}
        </View>
      ))}
      {law.preamble.map((line) => (
        <View key={line}>{line}</View>
      ))}
      <Button label={copy.start} onPress={() => open(pages.provision(law.first.id))} />
    </Card>
  );
}

function Versions({ law: { id, versions } }: { law: LawDetail }) {
  const others = versions.filter((version) => version.id !== id);
  if (others.length === 0) return null;
  return (
    <List label={copy.versions}>
      {others.map((version) => (
        <Door
          key={version.id}
          title={lawCopy.heldFrom(dateInWords(version.effectiveFrom))}
          note={version.inForce ? lawCopy.inForce : lawCopy.notInForce}
          onPress={() => open(pages.lawText(version.id))}
        />
      ))}
    </List>
  );
}

export default definePage({ title: copy.title }, LawText);
