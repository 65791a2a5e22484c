export const copy = {
  title: '账号已注销',
  text: '您的账号已经注销，这台手机上的登录和内容也清空了。',
  waiting: (count: number) => `还有 ${count} 条正在办理，里面的信息办结后删除。`,
  home: '回到首页',
};
