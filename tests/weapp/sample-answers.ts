import type { AppEndpointId } from '@linli/shared/api/routes.ts';
import type { AnswerOf, EvidenceList } from '@linli/shared/api/types.ts';
import { consentPurposes, keptByLaw, purposeTexts } from '@linli/shared/consent.ts';
import { articleSamples } from './sample-articles.ts';

/** What stands in the samples, for pages to be opened with. */
export const sampleIds = {
  rating: 'a'.repeat(24),
  ticket: 'b'.repeat(24),
  resident: 'c'.repeat(24),
  handler: 'd'.repeat(24),
  feedback: 'f'.repeat(24),
  lawyer: '2'.repeat(24),
};

const department = { name: '社区事务受理服务中心', subDistrict: '古美路街道' };
const counter = { code: 'A01', name: '综合受理 1 号窗口' };
const serviceItem = { name: '居住证办理' };
const tags = [{ code: '213', label: '窗口人员业务不熟练' }];
const comment = '等了一个小时，材料又要重新填。';
const ratedAt = '2026-11-23T02:00:00.000Z';
const later = '2026-11-23T06:30:00.000Z';
const handler = { id: sampleIds.handler, name: '周明' };

const station = {
  id: '1'.repeat(24),
  name: '古美路街道公共法律服务站',
  address: '平南路 200 号 3 楼',
  phone: '021-64120001',
  code: 'gumei',
  hours: '周一至周五 9:00–17:00',
  location: { latitude: 31.1467, longitude: 121.3872 },
};
const lawyer = { id: sampleIds.lawyer, name: '秦明理', firm: '上海明德律师事务所' };
const slot = {
  lawyer,
  station: { id: station.id, name: station.name },
  mode: 'on-site' as const,
  startsAt: '2026-11-25T05:30:00.000Z',
  endsAt: '2026-11-25T06:00:00.000Z',
};
const openSlot = { ...slot, seats: 1, free: 1 };
const days = [{ day: '2026-11-25', free: 1, slots: [openSlot] }];
const attachment = { id: '6'.repeat(24), kind: 'photo' as const, size: 482_133 };
const appointment: AnswerOf<'getMyAppointment'> = {
  id: '3'.repeat(24),
  version: 1,
  state: 'booked',
  slot,
  matter: 'family',
  insteadOf: null,
  expiresAt: null,
  station,
  given: {
    name: '王秀兰',
    phone: '13800001234',
    description: '房子怎么分',
    otherParty: null,
    onBehalfOf: null,
    attachments: [attachment],
  },
  attachable: true,
  closure: null,
  urgent: false,
  checkInCode: '042713',
  checkInQr: 'data:image/png;base64,iVBORw0KGgo=',
  phoneConfirmation: false,
  videoLink: null,
  changeableUntil: '2026-11-25T03:30:00.000Z',
};
const closure: AnswerOf<'enterClosure'> = {
  id: '5'.repeat(24),
  of: { kind: 'station', id: station.id, name: station.name },
  from: '2026-11-24T16:00:00.000Z',
  to: '2026-11-25T16:00:00.000Z',
  reason: '台风停诊',
  cancelled: 3,
};
const wait: AnswerOf<'joinWaitlist'> = {
  id: '4'.repeat(24),
  state: 'waiting',
  lawyer: { id: lawyer.id, name: lawyer.name },
  mode: null,
  day: '2026-11-25',
  matter: 'family',
  ahead: 2,
  offerId: null,
  createdAt: ratedAt,
};

const visit: AnswerOf<'checkIn'> = {
  kind: 'appointment',
  id: appointment.id,
  version: 2,
  state: 'arrived',
  name: '王**',
  phone: '138****1234',
  matter: 'family',
  mode: 'on-site',
  station: slot.station,
  lawyer: { id: lawyer.id, name: lawyer.name },
  startsAt: slot.startsAt,
  endsAt: slot.endsAt,
  number: null,
  arrivedAt: '2026-11-25T05:25:00.000Z',
  calledAt: null,
  startedAt: null,
  endedAt: null,
  urgent: true,
  phoneConfirmation: 'asked',
  recorded: false,
  actions: ['call', 'start'],
};
const walkIn: typeof visit = {
  ...visit,
  kind: 'walk-in',
  id: '5'.repeat(24),
  name: '李**',
  phone: null,
  lawyer: null,
  startsAt: null,
  endsAt: null,
  number: 3,
  urgent: false,
  phoneConfirmation: 'none',
};
const advised = {
  advice: '先写一份遗嘱公证申请，再约时间谈分割。',
  referral: { kind: 'mediation' as const, to: '古美路街道人民调解委员会', bring: '身份证、房产证复印件' },
  by: lawyer.name,
  at: '2026-11-25T06:10:00.000Z',
};
const consultationRecord: AnswerOf<'writeConsultationRecord'> = {
  version: 1,
  record: '来访人咨询老房子继承，四个子女，无遗嘱。',
  ...advised,
};
const ownConsultation: AnswerOf<'getMyConsultation'> = {
  id: appointment.id,
  lawyer: lawyer.name,
  matter: 'family',
  finishedAt: '2026-11-25T06:00:00.000Z',
  advice: { text: advised.advice, referral: advised.referral, by: advised.by, at: advised.at },
  ratableUntil: '2026-12-25T06:00:00.000Z',
  rating: null,
};
const consulted = {
  finished: { 'on-site': 12, phone: 4, video: 2, walkIn: 3 },
  missed: 1,
  byGrade: { 5: 9, 4: 2, 3: 1, 2: 1, 1: 0 },
  good: { part: 12, of: 13, rate: 12 / 13, small: true },
  excluded: 0,
};

const session = {
  accessToken: 'sample-access',
  accessTokenExpiresAt: '2099-01-01T00:00:00.000Z',
  refreshToken: 'sample-refresh',
};
const resident = { kind: 'resident' as const, id: sampleIds.resident };
const staff = {
  kind: 'staff' as const,
  id: sampleIds.handler,
  name: handler.name,
  roles: ['handler' as const],
  department: { id: 'e'.repeat(24), name: department.name },
};

const rating = {
  id: sampleIds.rating,
  grade: 2 as const,
  tags,
  comment,
  anonymous: true,
  counter,
  department: { name: department.name },
  serviceItem,
  createdAt: ratedAt,
  opensTicket: true,
};

const notSupplemented = {
  supplementTo: null,
  supplement: null,
  supplementBy: null,
  commentCheck: { state: 'shown' as const, reason: null },
};
const checkedComment: AnswerOf<'decideComment'> = {
  id: sampleIds.rating,
  text: comment,
  grade: 2,
  counter,
  ratedAt,
  state: 'held',
  reason: null,
  decidedBy: null,
  decidable: true,
};

const clock = {
  kind: 'settle' as const,
  colour: 'yellow' as const,
  dueAt: '2026-11-30T08:30:00.000Z',
  stoppedAt: null,
  paused: false,
  late: false,
  workingDays: 2,
  workingMinutes: 900,
};

const ticket: AnswerOf<'getTicket'> = {
  kind: 'rating',
  id: sampleIds.ticket,
  number: 'GM-20261123-0001',
  version: 2,
  state: 'accepted',
  grade: 2,
  tags,
  comment,
  counter,
  department: { name: department.name },
  serviceItem,
  ratedAt,
  firstRating: null,
  anonymous: true,
  contact: null,
  contactOfGuardian: false,
  handler,
  finding: null,
  findings: ['substantiated', 'partly-substantiated', 'mistaken', 'malicious', 'no-legal-basis'],
  excluded: false,
  measures: [],
  measureText: null,
  reply: null,
  commentMasked: comment,
  privateNote: null,
  reopened: false,
  judgeBy: null,
  outcome: null,
  openedAt: ratedAt,
  closedAt: null,
  clocks: [clock],
  history: [
    { kind: 'opened', at: ratedAt, by: null, to: null, text: null, finding: null },
    { kind: 'accept', at: later, by: handler.name, to: null, text: null, finding: null },
  ],
  request: null,
  transfersLeft: 2,
  pause: null,
  actions: ['note', 'conclude'],
};

const ticketRow: AnswerOf<'listTickets'>['items'][number] = {
  kind: 'rating',
  id: sampleIds.ticket,
  number: ticket.number,
  state: 'accepted',
  grade: 2,
  tags,
  excerpt: comment,
  counter,
  handler,
  clock,
  openedAt: ratedAt,
  supplementary: false,
};

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

const ownTicket = {
  number: ticket.number,
  finding: null,
  reply: null,
  privateNote: null,
  judgeBy: null,
  reopened: false,
  outcome: null,
};

const calendarDay = {
  day: '2026-11-23',
  workingDay: true,
  hours: [{ from: '09:00', to: '16:30' }],
  exception: null,
};

const feedback = {
  id: sampleIds.feedback,
  kind: 'fault' as const,
  text: '提交评价以后一直在转圈。',
  createdAt: ratedAt,
};

const holding: AnswerOf<'correctMyContact'> = {
  kind: 'rating',
  id: sampleIds.rating,
  title: `${counter.code} ${counter.name}`,
  at: ratedAt,
  contact: { name: '王**', phone: '138****0000' },
  ofGuardian: false,
  contactState: 'held',
  correctable: true,
  excerpt: comment,
  commentState: 'held',
  ticketState: 'accepted',
};

const legalText = {
  version: '1.0',
  effectiveFrom: '2026-01-01',
  sections: [{ title: '我们是谁', paragraphs: ['由古美路街道办事处运营。'] }],
};

const notification = {
  id: sampleIds.ticket,
  kind: 'ticket-alert' as const,
  title: '快到期：答复居民',
  text: '工单 20261123-7KQ2 的“答复居民”快到时限，请抓紧办理。',
  subject: { kind: 'ticket' as const, id: sampleIds.ticket },
  at: ratedAt,
  read: false,
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

const evidence: EvidenceList = {
  addable: true,
  counters: [{ code: 'A02', name: '社会事务综合窗口' }],
  items: [
    {
      id: sampleIds.ticket,
      kind: 'photo',
      mediaType: 'image/jpeg',
      size: 482_133,
      caption: '窗口 10:15 的排队情况',
      by: handler.name,
      at: ratedAt,
      gone: null,
      removable: true,
    },
    {
      id: sampleIds.rating,
      kind: 'video',
      mediaType: 'video/mp4',
      size: 31_457_280,
      caption: null,
      by: handler.name,
      at: ratedAt,
      gone: { at: ratedAt, by: handler.name, reason: '传错了窗口' },
      removable: false,
    },
  ],
};

const partner = {
  id: '7'.repeat(24),
  name: '一网通办受理系统',
  unit: { code: 'gumei', name: '古美路街道' },
  key: 'sample-key',
  createdAt: ratedAt,
  revokedAt: null,
};
const lawInForce = {
  id: '5'.repeat(24),
  name: '示例条例',
  title: '中华人民共和国示例条例',
  effectiveFrom: '2024-05-01',
  inForce: true,
  articleCount: 7,
};
const lawArticle = { id: '6'.repeat(24), number: '3' };
const lawPath = ['第一章 总则', '第一节 安静'];

const code = {
  id: '8'.repeat(24),
  kind: 'counter' as const,
  ...counter,
  scene: 'c.A01',
  scanCode: 'A01',
  revokedAt: null,
  lastScanAt: ratedAt,
  scans: 126,
};

const screen = {
  id: '9'.repeat(24),
  name: '一号窗口小屏',
  counter: { id: code.id, ...counter },
  createdAt: ratedAt,
  seenAt: later,
  revokedAt: null,
};

/** A good answer of each endpoint, enough for any page to be drawn in full. An endpoint without one does not compile. */
export const sampleAnswers: { [Id in AppEndpointId]: AnswerOf<Id> } = {
  signInWithWechat: { ...session, person: resident },
  signInStaff: { ...session, person: staff },
  refreshSession: { ...session, person: resident },
  signOut: undefined,
  whoAmI: resident,
  takePhoneNumber: { phone: '13800001234' },
  scan: {
    kind: 'service-record',
    scene: 'r.sample',
    counter: { ...counter, scanCode: 'A01' },
    department,
    serviceItem,
    servedAt: ratedAt,
    expiresAt: later,
    tagEdition: 1,
  },
  submitRating: rating,
  listCounterRatings: {
    counter,
    department: { name: department.name },
    items: [
      {
        ratedOn: '2026-11-23',
        grade: 2,
        tags,
        supplementTo: null,
        serviceItem,
        servedBy: null,
        comment,
        handling: 'answered',
        finding: 'substantiated',
        excluded: false,
        reply: '已补印材料清单',
        repliedOn: '2026-11-24',
      },
    ],
    nextCursor: null,
  },
  listMyRatings: {
    items: [
      {
        id: sampleIds.rating,
        grade: 2,
        counter,
        department: { name: department.name },
        serviceItem,
        createdAt: ratedAt,
        supplementary: false,
        ticketState: 'accepted',
      },
    ],
    nextCursor: null,
  },
  getMyRating: {
    ...rating,
    ...notSupplemented,
    ticket: { ...ownTicket, state: 'accepted' },
    timeline: [
      { kind: 'rated', at: ratedAt, text: null },
      { kind: 'assigned', at: ratedAt, text: null },
      { kind: 'accepted', at: later, text: null },
    ],
  },
  supplementRating: rating,
  judgeRating: {
    ...rating,
    ...notSupplemented,
    ticket: { ...ownTicket, state: 'closed', reply: '已改进', outcome: 'solved' },
    timeline: [
      { kind: 'rated', at: ratedAt, text: null },
      { kind: 'assigned', at: ratedAt, text: null },
      { kind: 'accepted', at: later, text: null },
    ],
  },
  listCodes: { items: [code] },
  printCodes: undefined,
  countCodeScan: undefined,
  changeCounterCode: { ...code, scene: 'c.A01-7KQ2', scanCode: 'A01-7KQ2' },
  revokeCounterCode: { ...code, revokedAt: later },
  listScreens: { items: [screen] },
  addScreen: { ...screen, seenAt: null, token: 'sample-token' },
  revokeScreen: { ...screen, revokedAt: later },
  listPartners: { items: [partner] },
  addPartner: { ...partner, secret: 'sample-secret' },
  revokePartner: { ...partner, revokedAt: later },
  listMonthlyFigures: {
    month: '2026-11',
    unit: { code: 'gumei', name: '古美路街道' },
    rows: [
      {
        partner: partner.name,
        counter,
        serviceItem: null,
        records: 812,
        ratings: [{ channel: 1, grade: 5, count: 400 }],
        importedAt: later,
      },
    ],
  },
  listTickets: { items: [ticketRow], nextCursor: null },
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
  listCheckedComments: { items: [checkedComment], nextCursor: null },
  decideComment: { ...checkedComment, state: 'shown', decidedBy: '沈文清' },
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
  getTicket: ticket,
  listTicketTargets: {
    people: [{ ...handler, department: department.name, openTickets: 3 }],
    departments: [{ code: 'judicial-office', name: '司法所' }],
  },
  getTicketContact: { name: '王小明', phone: '13800000000' },
  actOnTicket: { ...ticket, version: 3 },
  listEvidence: evidence,
  addRecording: evidence,
  addEvidence: evidence,
  getEvidenceFile: undefined,
  removeEvidence: evidence,
  listFailedDeliveries: {
    items: [
      {
        id: sampleIds.ticket,
        title: '有答复了',
        text: '您的评价（工单 20261123-7KQ2）有了答复，请看看是否解决了问题。',
        staffName: null,
        at: ratedAt,
        failedAt: later,
        tries: 10,
        reason: '微信一直没有回应',
      },
    ],
    nextCursor: null,
  },
  deliverAgain: undefined,
  getSubscriptionOffer: { templates: [{ template: 'case-progress', id: 'sample-template' }] },
  answerSubscription: undefined,
  listNotifications: { items: [notification], nextCursor: null, unread: 1 },
  readNotifications: undefined,
  exportAuditEntries: '时间,链\r\n',
  listAuditEntries: { items: [auditEntry], nextCursor: null },
  listUnits: { items: [{ id: 'e'.repeat(24), code: 'gumei', name: '古美路街道', kind: 'sub-district' }] },
  getCalendar: {
    unit: { code: 'gumei', name: '古美路街道' },
    published: true,
    unpublishedYears: [2027],
    days: [calendarDay],
  },
  setCalendarDay: calendarDay,
  clearCalendarDay: calendarDay,
  setYearSchedule: { year: 2027, holidays: ['2027-01-01'], makeUpDays: [] },
  submitFeedback: feedback,
  listMyFeedback: {
    items: [
      { id: feedback.id, kind: 'fault', excerpt: feedback.text, createdAt: ratedAt, ticketState: 'assigned' },
    ],
    nextCursor: null,
  },
  getMyFeedback: {
    ...feedback,
    ticket: { ...ownTicket, state: 'assigned' },
    timeline: [
      { kind: 'sent', at: ratedAt, text: null },
      { kind: 'assigned', at: ratedAt, text: null },
    ],
  },
  judgeFeedback: {
    ...feedback,
    ticket: { ...ownTicket, state: 'closed', reply: '已改进', outcome: 'solved' },
    timeline: [
      { kind: 'sent', at: ratedAt, text: null },
      { kind: 'assigned', at: ratedAt, text: null },
    ],
  },
  getMyData: {
    account: { id: sampleIds.resident, createdAt: ratedAt },
    ratings: 1,
    feedback: 1,
    consultations: 1,
    consents: [
      { purpose: 'rating-contact', givenAt: ratedAt, held: 1, waiting: 0 },
      { purpose: 'feedback-contact', givenAt: null, held: 0, waiting: 0 },
    ],
    keptByLaw: [...keptByLaw],
  },
  exportMyData: {
    madeAt: later,
    account: { id: sampleIds.resident, wechatOpenid: 'sample-openid', createdAt: ratedAt },
    sessions: [],
    ratings: [],
    feedback: [],
    favourites: [],
    verdicts: [],
    quizzes: [],
    appointments: [{ ...appointment, advice: null }],
    waits: [],
    consultationRatings: [],
    messages: [],
    reminders: [],
    notes: [],
  },
  listMyHoldings: { items: [holding], nextCursor: null },
  correctMyContact: holding,
  eraseMyData: { ...holding, contact: null, contactState: 'erased', correctable: false },
  withdrawConsent: { purpose: 'rating-contact', givenAt: null, held: 0, waiting: 1 },
  closeAccount: { waiting: 0 },
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
  getLegal: {
    operator: {
      name: '古美路街道办事处',
      department: '司法所',
      phone: '021-64120000',
      address: '上海市闵行区',
      filingNumber: null,
    },
    legalAid: { name: '闵行区法律援助中心', phone: '021-64120002' },
    privacyPolicy: legalText,
    serviceTerms: legalText,
    purposes: consentPurposes.map((id) => ({ id, ...purposeTexts[id] })),
  },
  getConsultationDay: {
    day: '2026-11-25',
    asOf: later,
    station: slot.station,
    stations: [slot.station],
    ownDay: true,
    places: [slot.station],
    lawyers: [{ id: lawyer.id, name: lawyer.name }],
    visits: [visit, walkIn],
  },
  checkIn: visit,
  addWalkIn: walkIn,
  callNext: { ...visit, calledAt: later },
  getConsultation: {
    ...visit,
    caseReadable: 'yes',
    contactReadable: true,
    recordable: true,
    videoLink: null,
  },
  actOnConsultation: { ...visit, version: 3, state: 'serving', startedAt: later, actions: ['finish'] },
  getConsultationContact: { name: '王秀兰', phone: '13800001234' },
  readConsultationCase: {
    description: '房子怎么分',
    otherParty: null,
    onBehalfOf: '母亲',
    attachments: [attachment],
    record: consultationRecord,
  },
  getConsultationAttachment: undefined,
  writeConsultationRecord: consultationRecord,
  getConsultationFigures: {
    from: '2026-11-01',
    to: '2026-11-30',
    minSample: 20,
    total: consulted,
    rows: [{ lawyer: { id: lawyer.id, name: lawyer.name }, ...consulted }],
  },
  getMyConsultation: ownConsultation,
  rateConsultation: ownConsultation,
  judgeConsultation: ownConsultation,
  listStations: { items: [station] },
  listLawyers: {
    items: [
      {
        ...lawyer,
        licenceNumber: '13101200010000001',
        specialities: ['family', 'inheritance'],
        languages: ['mandarin', 'shanghainese'],
        introduction: '执业 15 年，擅长婚姻继承和房屋纠纷，会说上海话。',
        photo: null,
        next: openSlot,
      },
    ],
  },
  getLawyerPhoto: undefined,
  listSlotsOfLawyer: { days },
  listSlots: { days },
  holdSlot: { ...appointment, state: 'held', matter: null, given: null, checkInCode: null },
  bookAppointment: appointment,
  listMyAppointments: {
    items: [
      { id: appointment.id, state: 'booked', slot, matter: 'family', insteadOf: null, expiresAt: null },
    ],
    nextCursor: null,
  },
  getMyAppointment: appointment,
  getAppointmentCalendar: undefined,
  addAttachment: appointment,
  getMyAttachment: undefined,
  removeAttachment: appointment,
  cancelAppointment: { ...appointment, state: 'cancelled' },
  rescheduleAppointment: appointment,
  joinWaitlist: wait,
  leaveWaitlist: { ...wait, state: 'left', ahead: null },
  listMyWaits: { items: [wait] },
  listClosures: { items: [closure], subjects: [closure.of] },
  previewClosure: { appointments: 3 },
  enterClosure: closure,
  endClosure: closure,
  ...articleSamples,
  listLaws: {
    items: [{ name: lawInForce.name, title: lawInForce.title, versions: [versionOf(lawInForce)] }],
  },
  getLaw: {
    ...lawInForce,
    promulgation: ['2024年3月1日示例大会第一次会议通过　自2024年5月1日起施行'],
    preamble: [],
    contents: [{ kind: 'chapter', heading: '第一章 总则', first: { ...lawArticle, number: '1' } }],
    first: { ...lawArticle, number: '1' },
    appendix: [],
    versions: [versionOf(lawInForce)],
  },
  searchLawArticles: {
    laws: [lawInForce],
    items: [
      {
        ...lawArticle,
        law: lawInForce,
        path: lawPath,
        excerpt: [
          { text: '不得半夜', hit: false },
          { text: '敲打墙壁', hit: true },
        ],
      },
    ],
  },
  getLawArticle: {
    ...lawArticle,
    law: lawInForce,
    path: lawPath,
    paragraphs: ['邻里之间应当互相体谅，不得有下列行为：', '（一）半夜敲打墙壁；'],
    previous: { ...lawArticle, number: '2' },
    next: { ...lawArticle, number: '3-1' },
    current: null,
  },
};

function versionOf({ name: _, title: __, ...version }: typeof lawInForce) {
  return version;
}
