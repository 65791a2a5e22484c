export const copy = {
  grades: '满意程度',
  tags: '是因为什么？',
  tagsHint: '可以多选，也可以不选',
  comment: '还想说的话（可不填）',
  commentPlaceholder: '请不要写身份证号、银行卡号等私人信息',
  anonymous: '现在是匿名评价，窗口人员不会知道您是谁',
  gradeMissing: '请先选一张脸',
};
