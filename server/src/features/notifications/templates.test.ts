import { type Notice, noticeKinds } from '@linli/shared/notifications.ts';
import { expect, test } from 'vitest';
import { carrierOf, carriers, fillTemplate, fitField, robotText, standInTemplates } from './templates.ts';

const at = new Date('2026-11-23T01:30:00Z');
const answered: Notice = { kind: 'case-answered', ticketNumber: '20261123-7KQ2', of: 'rating' };

test('a message says number, matter, state, time and what to do, in the fields the template has', () => {
  const setting = standInTemplates['case-progress'];
  const carrier = carrierOf(answered);
  if (!setting || carrier === null || carrier === 'robot') throw new Error('a template is expected');
  expect(fillTemplate(setting, carrier, answered, at)).toEqual({
    character_string1: '20261123-7KQ2',
    thing2: '评价和投诉建议',
    phrase3: '已答复',
    time4: '2026年11月23日 09:30',
    thing5: '请看看是否解决了您的问题',
  });
  const small = { id: 't', fields: { state: 'phrase7' } };
  expect(fillTemplate(small, carrier, answered, at)).toEqual({ phrase7: '已答复' });
});

test.each([
  ['thing1', '字'.repeat(21), `${'字'.repeat(19)}…`],
  ['thing12', '字'.repeat(20), '字'.repeat(20)],
  ['phrase2', '六个字太长了', '六个字太长'],
  ['name3', '一二三四五六七八九十一', '一二三四五六七八九十'],
  ['character_string4', '编号 20261123-7KQ2', '20261123-7KQ2'],
  ['character_string4', 'x'.repeat(40), 'x'.repeat(32)],
  ['thing1', '一行\n 两行', '一行 两行'],
  ['thing1', '𠮷'.repeat(21), `${'𠮷'.repeat(19)}…`],
])('for %s, %j becomes %j', (field, text, wanted) => {
  expect(fitField(field, text)).toBe(wanted);
});

test('what a template says is short enough not to be cut', () => {
  for (const kind of noticeKinds) {
    const carrier = carriers[kind];
    if (carrier === null || carrier === 'robot') continue;
    expect([...carrier.state].length, kind).toBeLessThanOrEqual(5);
    expect([...carrier.note].length, kind).toBeLessThanOrEqual(20);
  }
});

test('the robot names the person it speaks to', () => {
  expect(robotText({ kind: 'ticket-assigned', ticketNumber: 'N1' }, '周明')).toBe(
    '【您有新工单】周明\n工单 N1 已分派给您，请尽快接单。',
  );
});
