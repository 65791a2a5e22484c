import type { LawArticleFound, LawDetail } from '@linli/shared/api/types.ts';
import { lawArticleLabel } from '@linli/shared/law-articles.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../components/button';
import { Card } from '../components/card';
import { Field } from '../components/field';
import { Notice } from '../components/notice';
import { List, Row } from '../components/row';
import { call } from '../platform/api';
import { failureWords } from '../platform/call-error';
import { open, pages } from '../platform/navigation';
import { useAction } from '../platform/use-action';
import { Excerpt } from './article-row';
import { copy } from './laws/copy';

/** Longest search, in characters. */
const wordsMaxLength = 60;

/** Results that stand beside the lists of their page; the best come first. */
const resultsMax = 5;

interface ProvisionSearchProps {
  label: string;
  hint: string;
  /** Keeps to this version of a law, in which a number alone names an article. */
  law?: LawDetail;
}

/** Finds the articles of laws that a number or everyday words name. */
export function ProvisionSearch({ label, hint, law }: ProvisionSearchProps) {
  const [words, setWords] = useState('');
  const [found, setFound] = useState<LawArticleFound[] | null>(null);
  const { busy, error, start } = useAction(async () => {
    const q = words.trim();
    if (q === '') return setFound(null);
    const cited = law && /^[\d-]+$/.test(q) ? `${law.name} ${q}` : q;
    const { items } = await call('searchLawArticles', { query: { q: cited, ...(law && { law: law.id }) } });
    setFound(items.slice(0, resultsMax));
  });
  return (
    <>
      <Card>
        <Field
          label={label}
          hint={hint}
          value={words}
          maxLength={wordsMaxLength}
          onChange={setWords}
          onConfirm={start}
        />
        <Button
          kind="secondary"
          label={copy.search}
          busyLabel={busy ? copy.searching : undefined}
          onPress={start}
        />
        {error && <Notice tone="error" text={failureWords(error)} />}
        {found?.length === 0 && <Notice tone="info" text={copy.nothing} />}
      </Card>
      {found !== null && found.length > 0 && (
        <List label={copy.found}>
          {found.map((one) => (
            <FoundRow key={one.id} found={one} />
          ))}
        </List>
      )}
    </>
  );
}

function FoundRow({ found: { id, number, law, excerpt } }: { found: LawArticleFound }) {
  const title = `${law.name} ${lawArticleLabel(number)}`;
  const text = excerpt.map((piece) => piece.text).join('');
  return (
    <Row label={`${title}，${text}`} onPress={() => open(pages.provision(id))}>
      <View className="row-title">{title}</View>
      <Excerpt pieces={excerpt} />
    </Row>
  );
}
