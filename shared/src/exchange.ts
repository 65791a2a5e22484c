/**
 * What ratings are exchanged by with other systems (政务服务“好差评” national exchange format, see the domain rules), and how
 * the calls of such systems are signed.
 */

/** 评价渠道, by their numbers in the exchange format. */
export const ratingChannels = [1, 2, 3, 4, 5, 6, 7] as const;
export type RatingChannel = (typeof ratingChannels)[number];

export const ratingChannelLabels: Record<RatingChannel, string> = {
  1: '电脑端',
  2: '移动端',
  3: '二维码',
  4: '大厅平板',
  5: '大厅其他终端',
  6: '短信',
  7: '系统默认评价',
};

/** How far the time of a signed call may be from ours, in minutes. */
export const signatureWindowMinutes = 5;

/** The headers that a signed call carries. */
export const signatureHeaders = {
  /** Which partner calls. */
  key: 'x-linli-key',
  /** When it was signed: ISO 8601, as 2026-11-23T01:30:00Z. */
  time: 'x-linli-time',
  /** 16 to 64 letters, digits, `-` or `_`, another one for each call. */
  nonce: 'x-linli-nonce',
  /** HMAC-SHA256 in hexadecimal. */
  signature: 'x-linli-signature',
} as const;

export const projectNumberMaxLength = 64;

/** Rows in one import of monthly figures; more are sent as several. */
export const monthlyRowsMax = 200;

/** Ratings in one page of the export. */
export const exportPageMax = 1000;
