/** What a member of staff may be. One person can have several. Residents are not staff and have no role. */
export const roles = ['clerk', 'handler', 'supervisor', 'lawyer', 'editor', 'auditor', 'admin'] as const;

export type Role = (typeof roles)[number];

export const roleLabels: Record<Role, string> = {
  clerk: '窗口人员',
  handler: '工单办理人',
  supervisor: '督办人',
  lawyer: '顾问律师',
  editor: '普法编辑',
  auditor: '审计员',
  admin: '管理员',
};
