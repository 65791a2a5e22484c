import type { ArticleDetail } from '@linli/shared/api/types.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { copyText } from '../../platform/clipboard';
import { pages } from '../../platform/navigation';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';

/** A browser has no chat to send it to: the link is copied. */
export function ShareButton({ article: { id } }: { article: ArticleDetail }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const { start } = useAction(async () => {
    const { origin, pathname } = window.location;
    setCopied(await copyText(`${origin}${pathname}#${pages.article(id)}`));
  });
  return (
    <>
      <Button kind="secondary" label={copy.share} onPress={start} />
      {copied !== null && (
        <Notice tone={copied ? 'done' : 'error'} text={copied ? copy.shareCopied : copy.notCopied} />
      )}
    </>
  );
}
