export const copy = {
  saved: (name: string) => `已下载“${name}”，在手机或电脑的“下载”里。`,
  ready: '文件准备好了，请选怎样带走。发给“文件传输助手”，就存在自己的微信里。',
  share: '发到微信聊天',
  copyText: '复制全部内容',
  copied: '已复制，可以粘贴到备忘录里。',
  notShared: '没有发出去。可以再试一次，或者用“复制全部内容”。',
  notCopied: '没有复制成。微信的隐私保护指引没有同意，或手机不让复制。',
};
