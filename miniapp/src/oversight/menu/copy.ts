export const copy = {
  title: '更多功能',
  list: '可以做的事',
  overview: '督办总览',
  overviewNote: '工单到哪一步、谁在办、快不快',
  audit: '审计记录',
  auditNote: '谁在什么时候做了什么',
  calendar: '工作日历',
  calendarNote: '办公时间、例外日和放假安排',
  emptyTitle: '没有更多功能',
  emptyText: '您的岗位目前没有需要在这里办的事。',
};
