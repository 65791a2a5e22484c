import type { Exchange } from '../exchange.ts';

/** A message of a template that the account has chosen, as `templates.ts` fills it in. */
export interface SubscribeMessage {
  openid: string;
  templateId: string;
  /** The page that the message leads to, with its query, without a slash in front. */
  page: string;
  /** By the template's names: `thing1`, `time2` … */
  fields: Readonly<Record<string, string>>;
}

/**
 * subscribeMessage.send. Not tried again by itself: whether a message whose answer was lost has arrived, nobody knows.
 * @throws WechatError not-consented, field-wrong, limited …
 */
export async function sendSubscribeMessage(exchange: Exchange, message: SubscribeMessage): Promise<void> {
  const { openid, templateId, page, fields } = message;
  await exchange({
    path: '/cgi-bin/message/subscribe/send',
    body: {
      touser: openid,
      template_id: templateId,
      page,
      data: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }])),
      miniprogram_state: 'formal',
      lang: 'zh_CN',
    },
    repeatable: false,
  });
}
