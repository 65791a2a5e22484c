/** What stands on the screen at a counter. */
export const words = {
  service: { title: '请评价这次服务', note: '微信扫一扫，几秒钟就好' },
  counter: { title: '评价我们的服务', note: '微信扫一扫' },
  thanks: { title: '谢谢您的评价', note: '您的意见，我们会认真看' },
  revokedCode: { title: '这里的评价码已停用', note: '想评价，请告诉工作人员' },
  noPicture: { title: '评价码马上就来', note: '正在重新获取' },
  connecting: { title: '正在连接', note: '请稍等' },
  setup: { title: '窗口评价屏', note: '请输入管理员发放的口令' },
  refused: { title: '这块屏幕已停用', note: '要继续使用，请管理员发放新口令' },
  codeOf: (/** @type {string} */ title) => `${title}的二维码`,
};
