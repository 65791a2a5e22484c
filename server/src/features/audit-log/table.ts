import { auditActionLabel, auditOutcomeLabels, auditSubjectLabel } from '@linli/shared/audit-log.ts';
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

/** Tells spreadsheets that the text is UTF-8. */
const byteOrderMark = '\ufeff';

export const tableHead = `${byteOrderMark}${columns.map(({ title }) => title).join(',')}\r\n`;

export function tableLine(row: AuditRow): string {
  return `${columns.map((column) => cell(column.of(row))).join(',')}\r\n`;
}

/** RFC 4180; what a spreadsheet would take for a formula is made plain text. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
