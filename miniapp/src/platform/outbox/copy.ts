/** Why something that was sent off could not be kept, or is not sent any more. */
export const copy = {
  full: (entries: number) => `这台设备上已有 ${entries} 份内容等着发送，存不下了。请连上网络再提交`,
  notKept: '这台设备存不下内容。请不要离开这一页，连上网络后再提交',
  tooOld: '存了 30 天还没有发出去，已过评价期',
};
