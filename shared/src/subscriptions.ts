import type { NoticeSubjectKind } from './notifications.ts';

/** The subscribe messages that Linli sends, each of a template that the account has chosen. */
export const messageTemplates = ['case-progress', 'appointment', 'seat'] as const;
export type MessageTemplate = (typeof messageTemplates)[number];

/** What a resident can ask to be told of in WeChat, and by which templates. */
export const templatesOf = {
  rating: ['case-progress'],
  feedback: ['case-progress'],
  appointment: ['appointment'],
  wait: ['seat'],
} as const satisfies Partial<Record<NoticeSubjectKind, readonly MessageTemplate[]>>;

export type SubscribableKind = keyof typeof templatesOf;
export const subscribableKinds = [
  'rating',
  'feedback',
  'appointment',
  'wait',
] as const satisfies readonly SubscribableKind[];

/** Where the message about a subject leads in the residents' part of the mini-program, without a slash in front. */
export function residentPageOf(kind: NoticeSubjectKind, id: string): string {
  if (kind === 'rating') return `pages/rating/index?id=${id}`;
  if (kind === 'feedback') return `privacy/feedback-detail/index?id=${id}`;
  return kind === 'appointment' ? `appointments/appointment/index?id=${id}` : 'appointments/mine/index';
}
