/** The words that several pages of this package share. */
export const copy = {
  formats: { a4: '打印 A4 张贴页', plate: '打印桌面名牌' },
  allFormats: { a4: '全部打印成 A4 张贴页', plate: '全部打印成桌面名牌' },
  printing: '正在生成…',
  printed: 'PDF 已经生成，可以发到电脑上打印',
  fileName: (kind: string, format: string) => `${kind}二维码-${format}`,
  secretOnce: '只显示这一次，关掉以后再也看不到。请现在就抄下或复制。',
  copyIt: (what: string) => `复制${what}`,
  copied: '已复制',
  notCopied: '没能复制，请长按文字自己选',
  keptIt: '我已保存，关闭',
  revokedAt: (time: string) => `${time} 已停用`,
  back: '先不动',
  next: '往后看',
  previous: '往前看',
};
