/**
 * The life of an appointment. `held`: kept for five minutes while its resident fills in the rest; `offered`: a freed
 * seat, kept for who is first on the waitlist; both end by themselves.
 */
export const appointmentStates = [
  'held',
  'offered',
  'booked',
  'arrived',
  'serving',
  'finished',
  'no-show',
  'cancelled',
  'closed',
  'expired',
] as const;
export type AppointmentState = (typeof appointmentStates)[number];

export const appointmentStateLabels: Record<AppointmentState, string> = {
  held: '填写中',
  offered: '等您确认',
  booked: '已预约',
  arrived: '已签到',
  serving: '咨询中',
  finished: '已完成',
  'no-show': '未到场',
  cancelled: '已取消',
  closed: '已停诊',
  expired: '已过期',
};

/** States in which the seat is taken. */
export const liveStates = [
  'held',
  'offered',
  'booked',
  'arrived',
  'serving',
] as const satisfies readonly AppointmentState[];

/** States that end by themselves. */
export const passingStates = ['held', 'offered'] as const satisfies readonly AppointmentState[];

/** Where an entry on the waitlist stands. `passed`: the seat was offered and not taken in time, or could not be. */
export const waitlistStates = ['waiting', 'offered', 'taken', 'passed', 'left'] as const;
export type WaitlistState = (typeof waitlistStates)[number];

/** What of a day a lawyer or a station is closed for; the halves meet at noon. */
export const closedParts = ['day', 'morning', 'afternoon'] as const;
export type ClosedPart = (typeof closedParts)[number];

/** What makes a matter urgent (domain rule): the station is told at once, the resident is shown whom to call. */
export const urgencies = ['violence', 'minor-at-risk', 'limitation-ends'] as const;
export type Urgency = (typeof urgencies)[number];

export const urgencyLabels: Record<Urgency, string> = {
  violence: '有人正在受到暴力或威胁',
  'minor-at-risk': '有未成年人处在危险中',
  'limitation-ends': '起诉、仲裁或申请的期限不到 7 天了',
};

/** Whom to call when it cannot wait. */
export const emergencyNumbers = [
  { number: '110', what: '有危险时报警' },
  { number: '12348', what: '法律援助热线' },
  { number: '12345', what: '市民服务热线' },
] as const;
