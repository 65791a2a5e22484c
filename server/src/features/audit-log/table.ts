import { auditActionLabel, auditOutcomeLabels, auditSubjectLabel } from '@linli/shared/audit-log.ts';
import { byteOrderMark, csvLine } from '@linli/shared/csv.ts';
import type { AuditRow } from './present.ts';

const actorLabels: Record<AuditRow['actor']['kind'], string> = {
  staff: '工作人员',
  resident: '居民',
  system: '系统',
  partner: '外部系统',
  device: '窗口屏',
};

const columns: readonly { title: string; of: (row: AuditRow) => string }[] = [
  { title: '时间', of: ({ at }) => at },
  { title: '链', of: ({ chain }) => chain },
  { title: '序号', of: ({ sequence }) => String(sequence) },
  { title: '身份', of: ({ actor }) => actorLabels[actor.kind] },
  { title: '姓名', of: ({ actor }) => actor.name ?? '' },
  { title: '账号编号', of: ({ actor }) => actor.id ?? '' },
  { title: '操作', of: ({ action }) => auditActionLabel(action) },
  { title: '操作代码', of: ({ action }) => action },
  { title: '对象', of: ({ subject }) => (subject ? auditSubjectLabel(subject.kind) : '') },
  { title: '对象名称', of: ({ subject }) => subject?.name ?? '' },
  { title: '对象编号', of: ({ subject }) => subject?.id ?? '' },
  { title: '结果', of: ({ outcome }) => auditOutcomeLabels[outcome] },
  { title: '理由', of: ({ reason }) => reason ?? '' },
  { title: '来源地址', of: ({ ip }) => ip ?? '' },
];

export const tableHead = byteOrderMark + csvLine(columns.map(({ title }) => title));

export const tableLine = (row: AuditRow): string => csvLine(columns.map(({ of }) => of(row)));
