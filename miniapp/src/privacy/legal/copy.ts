export const copy = {
  policy: '隐私政策',
  terms: '服务条款',
  version: (version: string, day: string) => `第 ${version} 版，${day} 起生效`,
  day: (year: string, month: number, day: number) => `${year}年${month}月${day}日`,
  operator: '有问题找谁',
  name: '运营单位',
  department: '负责部门',
  phone: '电话',
  address: '地址',
  filing: '备案号',
};
