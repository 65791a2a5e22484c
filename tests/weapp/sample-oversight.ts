import type { AnswerOf } from '@linli/shared/api/types.ts';
import {
  counter,
  department,
  handler,
  later,
  ratedAt,
  type Samples,
  sampleIds,
  serviceItem,
  tags,
} from './sample-basics.ts';
import { ticket, ticketRow } from './sample-tickets.ts';

const figure = { part: 27, of: 30, rate: 0.9, small: false };
const noFigure = { part: 0, of: 0, rate: null, small: true };
const figureRow = {
  counted: 30,
  excluded: 1,
  upheld: 0,
  supplements: 2,
  badSupplements: 1,
  figures: {
    good: figure,
    activeGood: figure,
    unrated: figure,
    replied: noFigure,
    measured: noFigure,
    contacted: noFigure,
    inTime: noFigure,
  },
};
const period = { from: '2026-11-01', to: '2026-11-30', minSample: 20 };
const appeal: AnswerOf<'makeAppeal'> = {
  id: 'f'.repeat(24),
  ratingId: sampleIds.rating,
  by: '钱一帆',
  grade: 2,
  ratedAt,
  reason: '当时系统停机',
  madeAt: later,
  state: 'pending',
  decision: null,
  decidedBy: null,
  decidedAt: null,
  ticketId: sampleIds.ticket,
};
const bulletin: AnswerOf<'getBulletin'> = {
  id: 'f'.repeat(24),
  unit: { name: '古美路街道' },
  from: period.from,
  to: period.to,
  title: '古美路街道好差评工作通报（2026-11-01 至 2026-11-30）',
  text: '一、总体情况\n好评率：90%（27 ÷ 30）\n\n二、差评的调查结论\n差评 3 件。',
  state: 'draft',
  version: 1,
  publishedAt: null,
  editable: true,
  versions: [{ version: 1, at: later, by: '沈文清' }],
};
const counts = { total: 3, green: 1, yellow: 1, red: 1 };
const calendarDay = {
  day: '2026-11-23',
  workingDay: true,
  hours: [{ from: '09:00', to: '16:30' }],
  exception: null,
};
const auditEntry = {
  id: sampleIds.ticket,
  chain: 'tickets',
  sequence: 1,
  at: ratedAt,
  actor: { kind: 'staff' as const, id: sampleIds.handler, name: handler.name },
  action: 'ticket-accept',
  subject: { kind: 'ticket', id: sampleIds.ticket, name: ticket.number },
  outcome: 'done' as const,
  ip: '127.0.0.1',
  reason: null,
};
const absence = {
  id: 'c'.repeat(24),
  staff: handler,
  from: '2026-11-25',
  to: '2026-11-27',
  deputy: { id: 'a'.repeat(24), name: '陈思远' },
  handOver: 'deputy' as const,
};
const routed = { ...handler, department: department.name };

export const oversightSamples = {
  listOverviewTickets: { items: [ticketRow], nextCursor: null },
  listFigures: {
    ...period,
    unit: { code: 'gumei', name: '古美路街道' },
    total: figureRow,
    rows: [{ id: sampleIds.handler, name: '钱一帆', rank: 1, ...figureRow }],
  },
  getMyFigures: { ...period, ...figureRow },
  listMyEntries: {
    items: [
      { id: sampleIds.rating, grade: 2, tags, counter, day: '2026-11-23', excluded: false, appeal: null },
    ],
    nextCursor: null,
  },
  makeAppeal: appeal,
  listAppeals: { items: [appeal], nextCursor: null },
  decideAppeal: { ...appeal, state: 'upheld', decision: '停机属实', decidedBy: '沈文清', decidedAt: later },
  listBulletins: {
    items: [{ id: bulletin.id, title: bulletin.title, unit: bulletin.unit, state: 'published', at: later }],
    nextCursor: null,
  },
  getBulletin: bulletin,
  draftBulletin: bulletin,
  editBulletin: { ...bulletin, version: 2 },
  publishBulletin: { ...bulletin, state: 'published', publishedAt: later, editable: false, version: 2 },
  getOverview: {
    asOf: later,
    open: counts,
    states: [
      { state: 'accepted', ...counts },
      { state: 'reviewing', ...counts },
    ],
    handlers: [
      { handler, ...counts },
      { handler: null, ...counts },
    ],
  },
  exportAuditEntries: '时间,链\r\n',
  listAuditEntries: { items: [auditEntry], nextCursor: null },
  getCalendar: {
    unit: { code: 'gumei', name: '古美路街道' },
    published: true,
    unpublishedYears: [2027],
    days: [calendarDay],
  },
  setCalendarDay: calendarDay,
  clearCalendarDay: calendarDay,
  setYearSchedule: { year: 2027, holidays: ['2027-01-01'], makeUpDays: [] },
  listAbsences: { items: [absence], people: [handler] },
  listDeputies: { items: [absence.deputy] },
  enterAbsence: absence,
  endAbsence: undefined,
  listRoutingOptions: {
    counters: [{ code: 'A01', name: counter.name, department: 'service-centre' }],
    serviceItems: [{ code: 'residence-permit', name: serviceItem.name, department: 'service-centre' }],
    departments: [{ code: 'service-centre', name: department.name }],
  },
  queryRouting: {
    rule: { position: 1, name: '服务态度', group: '服务态度督办组' },
    way: 'group',
    handler: routed,
    candidates: [{ ...routed, openTickets: 2 }],
    leftOut: [{ ...routed, id: 'c'.repeat(24), name: '褚云舒', reason: 'rated' }],
  },
} satisfies Samples;
