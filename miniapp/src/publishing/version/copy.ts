export const copy = {
  title: '文章版本',
  version: (number: number) => `第 ${number} 版`,
  by: '谁写的',
  fromFile: '从文件导入',
  at: '时间',
};
