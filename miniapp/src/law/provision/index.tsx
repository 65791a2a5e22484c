import type { LawArticleDetail } from '@linli/shared/api/types.ts';
import { lawArticleLabel } from '@linli/shared/law-articles.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { call } from '../../platform/api';
import { open, pages, replaceWith } from '../../platform/navigation';
import { Answered } from '../answered';
import { askById } from '../by-id';
import { copy as lawCopy } from '../copy';
import { dateInWords } from '../law-words';
import { copy } from './copy';
import './index.scss';

/** One article of a law, word for word, with its neighbours. */
function Provision() {
  const { id = '' } = useRouter().params;
  return (
    <Answered
      as={`provision.${id}`}
      ask={() => askById(id, () => call('getLawArticle', { params: { id } }))}
      cards={1}
      lost={{
        title: copy.lostTitle,
        text: copy.lostText,
        action: { label: copy.laws, onPress: () => open(pages.laws()) },
      }}
    >
      {(provision) => <Whole provision={provision} />}
    </Answered>
  );
}

function Whole({ provision }: { provision: LawArticleDetail }) {
  const { law, previous, next } = provision;
  return (
    <>
      <Force provision={provision} />
      <ProvisionCard provision={provision} />
      {next && (
        <Button
          kind="secondary"
          label={copy.next(lawArticleLabel(next.number))}
          onPress={() => replaceWith(pages.provision(next.id))}
        />
      )}
      {previous && (
        <Button
          kind="secondary"
          label={copy.previous(lawArticleLabel(previous.number))}
          onPress={() => replaceWith(pages.provision(previous.id))}
        />
      )}
      <Button kind="secondary" label={copy.contents} onPress={() => open(pages.lawText(law.id))} />
    </>
  );
}

/** Says of a version that does not hold which one does. */
function Force({ provision: { law, current } }: { provision: LawArticleDetail }) {
  if (current) {
    const action = { label: copy.current, onPress: () => open(pages.lawText(current.id)) };
    return <Notice tone="info" text={copy.notCurrent(dateInWords(current.effectiveFrom))} action={action} />;
  }
  return law.inForce ? null : <Notice tone="info" text={copy.noLonger} />;
}

function ProvisionCard({ provision: { law, number, path, paragraphs } }: { provision: LawArticleDetail }) {
  return (
    <Card>
      <View className="row-note">
        <View>{lawCopy.lawNamed(law.title)}</View>
        <View>{lawCopy.heldFrom(dateInWords(law.effectiveFrom))}</View>
        {path.map((heading) => (
          <View key={heading}>{heading}</View>
        ))}
      </View>
      <Heading>{lawArticleLabel(number)}</Heading>
      <View className="provision-text">
        {paragraphs.map((paragraph) => (
          <View key={paragraph}>{paragraph}</View>
        ))}
      </View>
    </Card>
  );
}

export default definePage({ title: copy.title }, Provision);
