import { type ArticleAction, articleActionLabels } from '@linli/shared/article-life-cycle.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import type { EditorialArticle } from '.';
import { ActSheet } from './act-sheet';

interface ActionsProps {
  article: EditorialArticle;
  onChanged: (article: EditorialArticle) => void;
}

/** What most people come for, where they may: the first of these that can be done is the primary one. */
const primaries: readonly ArticleAction[] = ['approve', 'submit'];

/** What the reader can do with the article now; the server says what that is. */
export function Actions({ article, onChanged }: ActionsProps) {
  const [asked, setAsked] = useState<ArticleAction | null>(null);
  const primary = primaries.find((action) => article.actions.includes(action));
  const ordered = [...article.actions].sort((a, b) => Number(b === primary) - Number(a === primary));
  return (
    <>
      {ordered.map((action) => (
        <Button
          key={action}
          kind={action === primary ? 'primary' : 'secondary'}
          label={articleActionLabels[action]}
          onPress={() => setAsked(action)}
        />
      ))}
      {asked && (
        <ActSheet article={article} action={asked} onChanged={onChanged} onClose={() => setAsked(null)} />
      )}
    </>
  );
}
