/** How a ticket finds its handler: by the duty group of a rule, else the department's handlers, else who oversees it. */
export const routingWays = ['group', 'department', 'supervisor'] as const;
export type RoutingWay = (typeof routingWays)[number];

export const routingWayLabels: Record<RoutingWay, string> = {
  group: '值班组',
  department: '部门办理人',
  supervisor: '督办人',
};

/** Why someone of the group does not get the ticket. */
export const leftOutReasons = ['rated', 'reports-to-rated', 'absent', 'inactive', 'has-it'] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

export const leftOutReasonLabels: Record<LeftOutReason, string> = {
  rated: '是被评价的人',
  'reports-to-rated': '是被评价人的下属',
  absent: '不在岗',
  inactive: '已停用',
  'has-it': '工单正在其手上',
};
