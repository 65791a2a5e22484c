/** What is said when a call does not get through, wherever it was made. */
export const copy = {
  offline: '网络没有连上，请检查网络后再试',
  timeout: '等了很久还没有回应，请再试一次',
  unreadable: '这次没有连通，请稍后再试',
  programFault: '这里出了点问题，请再试一次',
  onlyInWechat: '请在微信中打开。',
};
