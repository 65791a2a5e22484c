/** The words that several pages of this package share. */
export const copy = {
  figures: {
    small: '样本少',
    counted: (count: number) => `计入评价 ${count} 条`,
    leftOut: (excluded: number, upheld: number) =>
      `另有经复核排除 ${excluded} 条、申诉成立 ${upheld} 条，不计入上面的指标。`,
    supplements: (count: number, bad: number) => `另有追评 ${count} 条，其中差评 ${bad} 条，不计入好评率。`,
    note: (minSample: number) => `不足 ${minSample} 条的标为“样本少”，不参加排名。指标由系统生成，不能改动。`,
    sample: (part: number, of: number) => `${part} ÷ ${of}`,
  },
  periods: {
    label: '看哪段时间',
    names: { month: '本月', 'last-month': '上月', year: '今年' },
  },
};
