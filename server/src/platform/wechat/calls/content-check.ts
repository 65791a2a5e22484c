import { z } from 'zod';
import { type Exchange, readJson } from '../exchange.ts';

/** What WeChat thinks of a text or picture; `review` wants a person's eyes. */
export type ContentVerdict = 'pass' | 'review' | 'risky';

/** Where the content appears, as WeChat counts: 1 资料 2 评论 3 论坛 4 社交日志. */
export const checkScenes = { profile: 1, comment: 2, forum: 3, journal: 4 } as const;
export type CheckScene = keyof typeof checkScenes;

interface CheckOf {
  /** Who wrote it; they must have opened the mini-program within two hours. */
  openid: string;
  scene: CheckScene;
}

/** Longest text of one check, in characters. */
const textMax = 2500;
const version = 2;

/** By how much it matters: a text is what its worst piece is. */
const order: readonly ContentVerdict[] = ['pass', 'review', 'risky'];

const textAnswer = z.object({
  // errcode 0 alone says that the check ran, not that the text passed.
  result: z.object({ suggest: z.enum(['pass', 'review', 'risky']), label: z.number() }),
});

/**
 * msgSecCheck, version 2. A longer text is checked in pieces.
 * @throws WechatError, visit-too-old among them
 */
export async function checkText(
  exchange: Exchange,
  { openid, scene, text }: CheckOf & { text: string },
): Promise<{ verdict: ContentVerdict; label: number }> {
  let worst: { verdict: ContentVerdict; label: number } = { verdict: 'pass', label: 100 };
  for (const content of piecesOf(text)) {
    const answer = await exchange({
      path: '/wxa/msg_sec_check',
      body: { version, openid, scene: checkScenes[scene], content },
      repeatable: true,
    });
    const { suggest, label } = readJson(answer, textAnswer).result;
    if (order.indexOf(suggest) > order.indexOf(worst.verdict)) worst = { verdict: suggest, label };
  }
  return worst;
}

/** What stands across a cut is read in both pieces. */
const overlap = 50;

function piecesOf(text: string): string[] {
  const letters = [...text];
  const pieces: string[] = [];
  for (let from = 0; from === 0 || from + overlap < letters.length; from += textMax - overlap) {
    pieces.push(letters.slice(from, from + textMax).join(''));
  }
  return pieces;
}

const mediaAnswer = z.object({ trace_id: z.string().min(1) });
const pictureType = 2;

/**
 * mediaCheckAsync: WeChat fetches the picture from the address and pushes its verdict within 30 minutes, under the
 * trace id answered here.
 * @throws WechatError
 */
export async function checkPicture(
  exchange: Exchange,
  { openid, scene, url }: CheckOf & { url: string },
): Promise<{ traceId: string }> {
  const answer = await exchange({
    path: '/wxa/media_check_async',
    body: { version, openid, scene: checkScenes[scene], media_url: url, media_type: pictureType },
    repeatable: true,
  });
  return { traceId: readJson(answer, mediaAnswer).trace_id };
}
