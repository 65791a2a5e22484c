/** An internal bulletin (通报) of a period: drafted from the data, edited by a supervisor, read by the unit's staff. */
export const bulletinStates = ['draft', 'published'] as const;
export type BulletinState = (typeof bulletinStates)[number];

export const bulletinStateLabels: Record<BulletinState, string> = { draft: '草稿', published: '已发布' };

/** Longest title and text, in characters. */
export const bulletinTitleMaxLength = 60;
export const bulletinTextMaxLength = 8000;

const phone = /1[3-9]\d{9}/;
const landline = /0\d{2,3}-?\d{7,8}/;
const identityCard = /\d{17}[\dXx]/;

/** True when a text has something in it that leads to a person: a phone number or an identity card's number. */
export function namesSomebody(text: string): boolean {
  return [phone, landline, identityCard].some((pattern) => pattern.test(text));
}
