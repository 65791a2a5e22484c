import { type Notice, noticeText } from '@linli/shared/notifications.ts';
import type { MessageTemplate } from '@linli/shared/subscriptions.ts';
import { z } from 'zod';

/** What a template of ours can say; which of it a chosen template of WeChat's has room for is a setting. */
export const messageValues = ['number', 'matter', 'state', 'time', 'note'] as const;
type MessageValue = (typeof messageValues)[number];

/** The kinds of fields that WeChat's templates have, and how long each may be, in characters. */
const fieldMax = {
  thing: 20,
  character_string: 32,
  phrase: 5,
  name: 10,
  time: 40,
  date: 40,
} as const;
type FieldType = keyof typeof fieldMax;

const fieldName = /^(thing|character_string|phrase|name|time|date)\d{1,2}$/;

/** A template as the account has chosen it: its id, and the name of its field for each value it has room for. */
export const templateSetting = z.strictObject({
  id: z.string().min(1),
  fields: z
    .partialRecord(
      z.enum(messageValues),
      z.string().regex(fieldName, 'must be a field such as thing1, phrase2, time3'),
    )
    .refine((fields) => Object.keys(fields).length > 0, 'must name at least one field'),
});
export type TemplateSetting = z.infer<typeof templateSetting>;
export type TemplateSettings = Partial<Record<MessageTemplate, TemplateSetting>>;

/** The templates of the demonstration: WeChat's stand-in takes any. */
export const standInTemplates: TemplateSettings = {
  'case-progress': {
    id: 'case-progress',
    fields: {
      number: 'character_string1',
      matter: 'thing2',
      state: 'phrase3',
      time: 'time4',
      note: 'thing5',
    },
  },
  appointment: {
    id: 'appointment',
    fields: { matter: 'thing1', state: 'phrase2', time: 'time3', note: 'thing4' },
  },
  seat: { id: 'seat', fields: { matter: 'thing1', state: 'phrase2', time: 'time3', note: 'thing4' } },
};

/** What carries a notice further than the inbox: a template's message to a resident, the robot to staff, or nothing. */
type Carrier = { template: MessageTemplate; state: string; note: string } | 'robot' | null;

/** By kind, so that a new kind does not compile until somebody has said how far it goes. */
export const carriers: Record<Notice['kind'], Carrier> = {
  'ticket-assigned': 'robot',
  'ticket-reopened': 'robot',
  'ticket-to-review': 'robot',
  'ticket-reviewed': 'robot',
  'ticket-handed': 'robot',
  'ticket-taken': 'robot',
  'ticket-request': 'robot',
  'ticket-request-decided': 'robot',
  'ticket-reminder': 'robot',
  'ticket-resumed': 'robot',
  'ticket-escalated': 'robot',
  'ticket-alert': 'robot',
  'case-waiting': { template: 'case-progress', state: '待补充', note: '需要您补充情况，请打开看看' },
  'case-answered': { template: 'case-progress', state: '已答复', note: '请看看是否解决了您的问题' },
  'case-reopened': { template: 'case-progress', state: '重新办理', note: '已转给督办人重新办理' },
  'case-closed': { template: 'case-progress', state: '已办结', note: '到期没有收到评判，已经办结' },
  'seat-offered': { template: 'seat', state: '有空位', note: '请尽快打开确认，过时让给下一位' },
  'seat-passed': { template: 'seat', state: '已让出', note: '没有及时确认，可以再次排队' },
  'appointment-closed': { template: 'appointment', state: '已停诊', note: '请打开看看为您保留的时间' },
  'seat-instead': { template: 'appointment', state: '保留时间', note: '已为您保留新的时间，请确认' },
  'seat-instead-passed': { template: 'appointment', state: '未确认', note: '保留的时间已过，可以另选' },
  'closure-entered': 'robot',
  'appointment-reminder': { template: 'appointment', state: '快开始了', note: '时间和签到码请打开看' },
  'advice-written': { template: 'appointment', state: '已有建议', note: '律师给您的建议写好了' },
  'appointment-urgent': 'robot',
  'comment-hidden': null,
  'appeal-decided': null,
  'bulletin-published': null,
  'article-to-review': null,
  'article-returned': null,
  'article-scheduled': null,
  'article-published': null,
};

export const carrierOf = (notice: Notice): Carrier => carriers[notice.kind];

const matters: Record<MessageTemplate, string> = {
  'case-progress': '评价和投诉建议',
  appointment: '律师咨询预约',
  seat: '律师咨询排队',
};

/** A template's message for a notice, each value cut to what its field takes. */
export function fillTemplate(
  setting: TemplateSetting,
  { template, state, note }: Exclude<Carrier, string | null>,
  notice: Notice,
  at: Date,
): Record<string, string> {
  const values: Record<MessageValue, string> = {
    number: 'ticketNumber' in notice ? notice.ticketNumber : '',
    matter: matters[template],
    state,
    time: timeInField(at),
    note,
  };
  const filled = messageValues.flatMap((value) => {
    const field = setting.fields[value];
    const text = values[value];
    return field && text !== '' ? [[field, fitField(field, text)] as const] : [];
  });
  return Object.fromEntries(filled);
}

/** Cuts a text to what a field of this name takes (its type is the name without the number). */
export function fitField(field: string, text: string): string {
  const type = field.replace(/\d+$/, '');
  const max = isFieldType(type) ? fieldMax[type] : fieldMax.thing;
  const plain = text.replace(/\s+/g, ' ').trim();
  if (type === 'character_string')
    return plain
      .replace(/[^\x20-\x7e]/g, '')
      .trim()
      .slice(0, max);
  const letters = [...plain];
  if (letters.length <= max) return plain;
  return type === 'thing' ? `${letters.slice(0, max - 1).join('')}…` : letters.slice(0, max).join('');
}

const isFieldType = (text: string): text is FieldType => Object.hasOwn(fieldMax, text);

const timeFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** As WeChat wants a time: 2026年11月23日 09:30. */
function timeInField(at: Date): string {
  const parts = new Map(timeFormat.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '';
  return `${part('year')}年${part('month')}月${part('day')}日 ${part('hour')}:${part('minute')}`;
}

/** What the robot says in the work group. */
export function robotText(notice: Notice, name: string): string {
  const { title, text } = noticeText(notice);
  return `【${title}】${name}\n${text}`;
}
