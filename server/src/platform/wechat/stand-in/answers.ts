import { createHash, randomBytes } from 'node:crypto';
import QRCode from 'qrcode';
import { z } from 'zod';
import type { ContentVerdict } from '../calls/content-check.ts';
import type { SentItem } from './sent.ts';
import type { StandInCall, StandInFault } from './switches.ts';
import type { StandInTokens } from './tokens.ts';

/** A call as it reached the stand-in. */
export interface StandInRequest {
  query: URLSearchParams;
  body: unknown;
}

/** What the stand-in gives back: JSON, or a picture. */
export type StandInAnswer = { json: object } | { picture: Buffer };

/** What the answers need to know and to leave behind. */
export interface StandInWorld {
  tokens: StandInTokens;
  /** The demonstration names of those who have signed in, by openid. */
  names: Map<string, string>;
  usedCodes: Set<string>;
  keep(item: Omit<SentItem, 'id' | 'at'>): void;
  /** Pushes the verdict on a picture; `lost` keeps it back. */
  pushVerdict(traceId: string, verdict: ContentVerdict): void;
}

type Answerer = (
  request: StandInRequest,
  world: StandInWorld,
  fault: StandInFault | null,
) => StandInAnswer | Promise<StandInAnswer>;

const wrong = (errcode: number, errmsg: string): StandInAnswer => ({ json: { errcode, errmsg } });
const fine = (more: object = {}): StandInAnswer => ({ json: { errcode: 0, errmsg: 'ok', ...more } });

/** The openid of the resident who signs in with the code `demo-<name>`. */
export function standInOpenid(name: string): string {
  return `o${createHash('sha256').update(name).digest('base64url').slice(0, 27)}`;
}

const demoCode = /^demo-([\w-]{1,40})$/;

/** The same code gives the same person again and again: the demonstration's browsers have no other. */
const session: Answerer = ({ query }, { names }) => {
  const code = query.get('js_code');
  if (!code) return wrong(41008, 'missing code');
  const name = demoCode.exec(code)?.[1];
  if (name === undefined) return wrong(40029, 'invalid code');
  const openid = standInOpenid(name);
  names.set(openid, name);
  return { json: { openid, session_key: randomBytes(16).toString('base64') } };
};

const tokenBody = z.object({ force_refresh: z.boolean().default(false) });

const token: Answerer = ({ body }, { tokens }) => ({
  json: tokens.give(tokenBody.safeParse(body).data?.force_refresh ?? false),
});

const phoneBody = z.object({ code: z.string() });
/** `phone-13800001234`, and `phone-852-61234567` for a number from elsewhere. */
const phoneCode = /^phone-(?:(\d{1,3})-)?(\d{5,11})$/;

const phone: Answerer = ({ body }, { usedCodes }) => {
  const { code } = phoneBody.parse(body);
  const found = phoneCode.exec(code);
  if (!found?.[2] || usedCodes.has(code)) return wrong(40029, 'invalid code');
  usedCodes.add(code);
  const [, countryCode = '86', purePhoneNumber] = found;
  return fine({
    phone_info: { phoneNumber: `+${countryCode}${purePhoneNumber}`, purePhoneNumber, countryCode },
  });
};

const codeBody = z.object({ scene: z.string().min(1).max(32), page: z.string(), width: z.number() });

/** A QR code with the scene as its text, so that a scanner reads from it what it would from WeChat's. */
const code: Answerer = async ({ body }, world) => {
  const read = codeBody.safeParse(body);
  if (!read.success) return wrong(40129, 'invalid scene');
  const { scene, page, width } = read.data;
  world.keep({ kind: 'code', to: '', title: scene, lines: [page] });
  return { picture: await QRCode.toBuffer(scene, { type: 'png', width, margin: 2 }) };
};

const messageBody = z.object({
  touser: z.string(),
  template_id: z.string().min(1),
  page: z.string().optional(),
  data: z.record(z.string(), z.object({ value: z.string() })),
});

/** What a field of this type may hold at most, in characters, by the start of its name. */
const fieldMax: Readonly<Record<string, number>> = {
  thing: 20,
  character_string: 32,
  phrase: 5,
  name: 10,
  time: 40,
  date: 40,
  number: 32,
  letter: 32,
  symbol: 5,
  phone_number: 17,
  amount: 13,
  car_number: 8,
};

function fieldFits([name, { value }]: [string, { value: string }]): boolean {
  const max = fieldMax[name.replace(/\d+$/, '')];
  const wellFormed = !name.startsWith('character_string') || /^[\x20-\x7e]+$/.test(value);
  return max !== undefined && value.trim() !== '' && [...value].length <= max && wellFormed;
}

const message: Answerer = ({ body }, world) => {
  const { touser, template_id, page, data } = messageBody.parse(body);
  const misfit = Object.entries(data).find((field) => !fieldFits(field));
  if (misfit) return wrong(47003, `argument invalid! data.${misfit[0]}.value invalid`);
  const lines = Object.entries(data).map(([name, { value }]) => `${name}: ${value}`);
  world.keep({ kind: 'message', to: world.names.get(touser) ?? touser, title: template_id, lines, page });
  return fine({ msgid: Date.now() });
};

/** Texts that hold one of these words are judged so. */
export const markedWords = { risky: '违法内容样例', review: '疑似内容样例' } as const;

function verdictOn(text: string, fault: StandInFault | null): ContentVerdict {
  if (fault === 'review' || fault === 'risky') return fault;
  if (text.includes(markedWords.risky)) return 'risky';
  return text.includes(markedWords.review) ? 'review' : 'pass';
}

const labelOf = (verdict: ContentVerdict) => (verdict === 'pass' ? 100 : 20_001);

const textBody = z.object({
  version: z.literal(2),
  openid: z.string().min(1),
  scene: z.int().min(1).max(4),
  content: z.string().min(1),
});

const text: Answerer = ({ body }, world, fault) => {
  const read = textBody.safeParse(body);
  if (!read.success) return wrong(40003, 'invalid openid');
  const { content, openid } = read.data;
  if ([...content].length > 2500) return wrong(87_013, 'content too long');
  const suggest = verdictOn(content, fault);
  world.keep({ kind: 'check', to: world.names.get(openid) ?? openid, title: suggest, lines: [content] });
  return fine({
    result: { suggest, label: labelOf(suggest) },
    detail: [],
    trace_id: randomBytes(8).toString('hex'),
  });
};

const pictureBody = textBody.omit({ content: true }).extend({
  media_url: z.url(),
  media_type: z.int(),
});

const picture: Answerer = ({ body }, world, fault) => {
  const read = pictureBody.safeParse(body);
  if (!read.success) return wrong(40003, 'invalid openid');
  const { media_url, openid } = read.data;
  const traceId = randomBytes(8).toString('hex');
  const verdict = fault === 'review' || fault === 'risky' ? fault : 'pass';
  world.keep({ kind: 'check', to: world.names.get(openid) ?? openid, title: verdict, lines: [media_url] });
  if (fault !== 'lost-push') world.pushVerdict(traceId, verdict);
  return fine({ trace_id: traceId });
};

const robotBody = z.object({
  msgtype: z.literal('text'),
  text: z.object({ content: z.string().min(1).max(2048), mentioned_list: z.array(z.string()).default([]) }),
});

const robot: Answerer = ({ query, body }, world) => {
  if (!query.get('key')) return wrong(93_000, 'invalid webhook url');
  const read = robotBody.safeParse(body);
  if (!read.success) return wrong(40_008, 'invalid message type');
  const { content, mentioned_list } = read.data.text;
  world.keep({ kind: 'robot', to: mentioned_list.join('、'), title: '', lines: content.split('\n') });
  return fine();
};

/** How each call is answered when nothing goes wrong. */
export const answerers: Readonly<Record<StandInCall, Answerer>> = {
  session,
  token,
  phone,
  code,
  message,
  text,
  picture,
  robot,
};

/** The calls that want an access token. */
export const wantToken: ReadonlySet<StandInCall> = new Set(['phone', 'code', 'message', 'text', 'picture']);
