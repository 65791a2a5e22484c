/** How staff try to reach the resident of a ticket. */
export const contactWays = ['phone', 'visit', 'other'] as const;
export type ContactWay = (typeof contactWays)[number];

export const contactWayLabels: Record<ContactWay, string> = {
  phone: '电话',
  visit: '当面',
  other: '其他方式',
};

/** What an entry of the contact log says first. */
export function contactWords({ how, reached }: { how: ContactWay; reached: boolean }): string {
  return `${contactWayLabels[how]}，${reached ? '已联系上' : '没联系上'}`;
}
