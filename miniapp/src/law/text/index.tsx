import type { LawDetail } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { Door, List } from '../../components/row';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { Answered } from '../answered';
import { askById } from '../by-id';
import { copy as lawCopy } from '../copy';
import { dateInWords } from '../law-words';
import { ProvisionSearch } from '../provision-search';
import { Contents } from './contents';
import { copy } from './copy';
import './index.scss';

/** One version of a law: what it is, and the ways to its articles. */
function LawText() {
  const { id = '' } = useRouter().params;
  return (
    <Answered
      as={`law.${id}`}
      ask={() => askById(id, () => call('getLaw', { params: { id } }))}
      cards={2}
      lost={{
        title: copy.lostTitle,
        text: copy.lostText,
        action: { label: copy.laws, onPress: () => open(pages.laws()) },
      }}
    >
      {(law) => <Law law={law} />}
    </Answered>
  );
}

function Law({ law }: { law: LawDetail }) {
  return (
    <>
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
    </>
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
