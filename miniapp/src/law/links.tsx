import type { ArticleDetail } from '@linli/shared/api/types.ts';
import { useState } from 'react';
import { callNumber } from '../appointments/reach';
import { Button } from '../components/button';
import { Card } from '../components/card';
import { Heading } from '../components/heading';
import { Notice } from '../components/notice';
import { copyText } from '../platform/clipboard';
import { useAction } from '../platform/use-action';
import { copy } from './copy';

/** What the body names to call or to look up: a mini-program opens no foreign address, so it is copied. */
export function Links({ links }: { links: ArticleDetail['links'] }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const { start } = useAction(async (url: string) => setCopied(await copyText(url)));
  if (links.length === 0) return null;
  return (
    <Card>
      <Heading>{copy.links}</Heading>
      {links.map(({ text, url }) => {
        const number = /^tel:(.+)$/i.exec(url)?.[1];
        return number === undefined ? (
          <Button key={url} kind="secondary" label={copy.copyLink(text || url)} onPress={() => start(url)} />
        ) : (
          <Button
            key={url}
            kind="secondary"
            label={copy.dial(text, number)}
            onPress={() => callNumber(number)}
          />
        );
      })}
      {copied !== null && (
        <Notice tone={copied ? 'done' : 'error'} text={copied ? copy.linkCopied : copy.notCopied} />
      )}
    </Card>
  );
}
