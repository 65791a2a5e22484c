import type Router from '@koa/router';
import { dayOf } from '@linli/shared/working-time.ts';
import { z } from 'zod';
import { markedWords } from './answers.ts';
import {
  callWords,
  faultWords,
  fieldWords,
  kindWords,
  templateWords,
  verdictWords,
  words,
} from './page-words.ts';
import type { SentItem } from './sent.ts';
import { standInCallNames, standInFaults } from './switches.ts';

const state = z.object({
  sent: z.array(
    z.object({
      id: z.number(),
      at: z.string(),
      kind: z.enum(['message', 'robot', 'check', 'code']),
      to: z.string(),
      title: z.string(),
      lines: z.array(z.string()),
      page: z.string().optional(),
    }),
  ),
  switches: z.array(
    z.object({
      call: z.enum(standInCallNames),
      fault: z.enum(standInFaults).nullable(),
      perMinute: z.number().nullable(),
    }),
  ),
});

/** What a press on the page sends. */
const pressed = z.object({
  call: z.enum(standInCallNames),
  fault: z.enum(['', ...standInFaults]).transform((fault) => fault || null),
});

export const standInPagePath = '/wechat-stand-in';

/**
 * The page of the stand-in: what was "sent" to WeChat, and its switches. Only where the stand-in answers, which is never
 * in production.
 * @param baseUrl where the stand-in itself is
 */
export function mountStandInPage(router: Router, baseUrl: string): void {
  const control = (what: string, body: object) =>
    fetch(`${baseUrl}/stand-in/${what}`, { method: 'POST', body: JSON.stringify(body) });

  router.get(standInPagePath, async (ctx) => {
    const answer = await fetch(`${baseUrl}/stand-in/state`);
    ctx.type = 'html';
    ctx.set('Cache-Control', 'no-store');
    ctx.body = pageOf(state.parse(await answer.json()));
  });
  router.post(`${standInPagePath}/reset`, async (ctx) => {
    await control('reset', {});
    ctx.redirect(standInPagePath);
    ctx.status = 303;
  });
  router.post(`${standInPagePath}/switch`, async (ctx) => {
    const read = pressed.safeParse(ctx.query);
    if (read.success) await control('switch', read.data);
    ctx.redirect(standInPagePath);
    ctx.status = 303;
  });
}

const style = `
:root { color-scheme: light dark; font: 18px/1.5 system-ui, sans-serif; }
body { max-width: 40rem; margin: 0 auto; padding: 16px; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
article { border: 1px solid #8888; border-radius: 12px; padding: 12px 16px; margin: 12px 0; overflow-wrap: anywhere; }
article header { display: flex; justify-content: space-between; gap: 12px; font-weight: 600; }
article p { margin: 4px 0; }
small { font-weight: 400; }
button { font: inherit; min-height: 48px; padding: 0 16px; border-radius: 10px; border: 1px solid #8888; margin: 4px 8px 4px 0; }
summary { padding: 12px 0; cursor: pointer; }
form { display: inline; }
`;

function pageOf({ sent, switches }: z.infer<typeof state>): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${words.title}</title><style>${style}</style></head>
<body><h1>${words.title}</h1><p>${words.intro}</p>
<form method="get" action="${standInPagePath}"><button>${words.refresh}</button></form>
<form method="post" action="${standInPagePath}/reset"><button>${words.clear}</button></form>
<h2>${words.sent}</h2>${sent.length === 0 ? `<p>${words.nothing}</p>` : sent.map(itemOf).join('')}
<h2>${words.faults}</h2><p>${words.checkIntro(markedWords.risky, markedWords.review)}</p><p>${words.faultsIntro}</p>${switches.map(onOf).join('')}
${standInCallNames.map((call) => `<details><summary>${callWords[call]}</summary>${faultsOf(call)}</details>`).join('')}
</body></html>`;
}

const timeOfDay = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' });

function itemOf({ at, kind, to, title, lines, page }: SentItem): string {
  const moment = new Date(at);
  const when = `${dayOf(moment)} ${timeOfDay.format(moment)}`;
  return `<article><header><span>${kindWords[kind]}</span><small>${when}</small></header>
${to === '' ? '' : `<p>${words.to}：${escaped(to)}</p>`}${title === '' ? '' : `<p>${escaped(templateWords[title] ?? verdictWords[title] ?? title)}</p>`}
${lines.map((line) => `<p>${escaped(kind === 'message' ? fieldInWords(line) : line)}</p>`).join('')}
${page === undefined ? '' : `<p><a href="/#/${escaped(page)}">${words.opens}</a></p>`}</article>`;
}

/** `phrase3: 已答复` as 状态：已答复 */
function fieldInWords(line: string): string {
  const [, type = '', value = ''] = /^(\w+?)\d*: (.*)$/.exec(line) ?? [];
  const word = fieldWords[type];
  return word ? `${word}：${value}` : line;
}

function onOf({ call, fault, perMinute }: z.infer<typeof state>['switches'][number]): string {
  const what = [fault && faultWords[fault], perMinute !== null && words.perMinute(perMinute)].filter(Boolean);
  return `<p><strong>${callWords[call]}</strong>：${what.join('，')} ${press(call, '', words.switchOff)}</p>`;
}

const faultsOf = (call: string) =>
  standInFaults.map((fault) => press(call, fault, faultWords[fault])).join('');

const press = (call: string, fault: string, label: string) =>
  `<form method="post" action="${standInPagePath}/switch?call=${call}&amp;fault=${fault}"><button>${label}</button></form>`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter);
