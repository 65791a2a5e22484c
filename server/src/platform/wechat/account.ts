/** The mini-program's account with WeChat, and where its server interface is. */
export interface WechatAccount {
  baseUrl: string;
  appId: string;
  appSecret: string;
}

/** How waiting and chance come about; tests set both. */
export interface Timing {
  wait(ms: number): Promise<void>;
  /** From 0 to 1, as `Math.random`. */
  random(): number;
}

export const systemTiming: Timing = {
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};
