/** What goes with an export: what is held beyond it, and why it is not in it. */
export const exportNotes = [
  '这份文件包含系统里与您有关的全部个人信息，请妥善保管，不要发给不认识的人。',
  '系统操作记录（登录、导出、更正、删除等，不含姓名、电话和留言）按网络安全法至少保存六个月，不在这份文件里。',
  '工单的内部办理记录属于工作人员的工作信息，不在这份文件里；给您的答复在里面。',
];
