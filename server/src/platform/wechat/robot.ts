import { createExchange, type ExchangeNeeds } from './exchange.ts';

/** A robot in a work group (企业微信群机器人), which says what it is told through its web-hook. */
export interface WorkRobot {
  /** @param mentioned user ids in WeCom; who has another id there is only named in the text. @throws WechatError */
  say(text: string, mentioned: readonly string[]): Promise<void>;
}

/** Longest text, in bytes (https://developer.work.weixin.qq.com/document/path/99110). */
const textMaxBytes = 2048;

/** @param webhook its address with the key, which is a secret */
export function createWorkRobot(webhook: string, needs: Omit<ExchangeNeeds, 'baseUrl'>): WorkRobot {
  const { origin, pathname, searchParams } = new URL(webhook);
  const exchange = createExchange({ ...needs, baseUrl: origin });
  return {
    async say(text, mentioned) {
      const content = Buffer.from(text)
        .subarray(0, textMaxBytes)
        .toString('utf8')
        .replace(/\ufffd+$/, '');
      await exchange({
        path: pathname,
        query: Object.fromEntries(searchParams),
        body: { msgtype: 'text', text: { content, mentioned_list: mentioned } },
        repeatable: false,
      });
    },
  };
}
