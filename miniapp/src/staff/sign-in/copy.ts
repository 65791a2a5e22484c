export const copy = {
  title: '工作人员登录',
  username: '账号',
  password: '密码',
  signIn: '登录',
  signingIn: '正在登录…',
  missing: '请填写账号和密码',
};
