import type { ConsultMode } from './legal-service.ts';
import { type ClockColour, type TicketClockKind, ticketClockLabels } from './ticket-clocks.ts';
import { type Finding, findingLabels } from './ticket-life-cycle.ts';
import { type TicketRequestKind, ticketRequestLabels } from './ticket-requests.ts';
import type { Day } from './working-time.ts';

/** What a message is about, with what its words are made of. */
export type Notice =
  | { kind: 'ticket-assigned'; ticketNumber: string }
  | { kind: 'ticket-reopened'; ticketNumber: string }
  | { kind: 'ticket-to-review'; ticketNumber: string; finding: Finding }
  | { kind: 'ticket-reviewed'; ticketNumber: string; finding: Finding; confirmed: boolean }
  | { kind: 'ticket-handed'; ticketNumber: string; toAccept: boolean }
  | { kind: 'ticket-taken'; ticketNumber: string }
  | { kind: 'ticket-request'; ticketNumber: string; request: TicketRequestKind }
  | { kind: 'ticket-request-decided'; ticketNumber: string; request: TicketRequestKind; granted: boolean }
  | { kind: 'ticket-reminder'; ticketNumber: string; text: string }
  | { kind: 'ticket-resumed'; ticketNumber: string }
  | { kind: 'ticket-escalated'; ticketNumber: string; clock: TicketClockKind }
  | {
      kind: 'ticket-alert';
      ticketNumber: string;
      clock: TicketClockKind;
      colour: Exclude<ClockColour, 'green'>;
    }
  | { kind: 'seat-offered' | 'seat-passed'; day: Day }
  | { kind: 'appointment-closed' | 'seat-instead'; startsAt: string }
  | { kind: 'seat-instead-passed' }
  | { kind: 'closure-entered'; whose: string; from: string; to: string }
  | { kind: 'appointment-urgent'; startsAt: string }
  | {
      kind: 'case-waiting' | 'case-answered' | 'case-reopened' | 'case-closed';
      ticketNumber: string;
      of: CaseKind;
    }
  | { kind: 'appointment-reminder'; when: 'day' | 'hour'; startsAt: string; mode: ConsultMode }
  | { kind: 'advice-written' }
  | { kind: 'comment-hidden' }
  | { kind: 'appeal-decided'; upheld: boolean }
  | { kind: 'bulletin-published'; title: string }
  /** `count`: how many articles wait, of which the title is one. */
  | { kind: 'article-to-review'; title: string; count: number }
  | { kind: 'article-returned'; title: string; note: string }
  | { kind: 'article-scheduled'; title: string; publishAt: string }
  | { kind: 'article-published'; title: string };

/** What a resident's case is about. */
type CaseKind = 'rating' | 'feedback' | 'consultation';

/** What a message leads to. */
export const noticeSubjectKinds = [
  'ticket',
  'appeal',
  'bulletin',
  'article',
  'appointment',
  'wait',
  'closure',
  'rating',
  'feedback',
  'consultation',
] as const;
export type NoticeSubjectKind = (typeof noticeSubjectKinds)[number];

export const noticeKinds = [
  'ticket-assigned',
  'ticket-reopened',
  'ticket-to-review',
  'ticket-reviewed',
  'ticket-handed',
  'ticket-taken',
  'ticket-request',
  'ticket-request-decided',
  'ticket-reminder',
  'ticket-resumed',
  'ticket-escalated',
  'ticket-alert',
  'seat-offered',
  'seat-passed',
  'appointment-closed',
  'seat-instead',
  'seat-instead-passed',
  'closure-entered',
  'appointment-urgent',
  'case-waiting',
  'case-answered',
  'case-reopened',
  'case-closed',
  'appointment-reminder',
  'advice-written',
  'comment-hidden',
  'appeal-decided',
  'bulletin-published',
  'article-to-review',
  'article-returned',
  'article-scheduled',
  'article-published',
] as const satisfies readonly Notice['kind'][];

/** The words of a message, in one place for the inbox and whatever carries them further. */
export function noticeText(notice: Notice): { title: string; text: string } {
  const ticket = 'ticketNumber' in notice ? `工单 ${notice.ticketNumber}` : '';
  switch (notice.kind) {
    case 'ticket-assigned':
      return { title: '您有新工单', text: `${ticket} 已分派给您，请尽快接单。` };
    case 'ticket-reopened':
      return { title: '居民表示没有解决', text: `${ticket} 已转给您重新办理，请尽快接单。` };
    case 'ticket-to-review':
      return {
        title: '有结论待复核',
        text: `${ticket} 的结论是“${findingLabels[notice.finding]}”，请您复核。`,
      };
    case 'ticket-reviewed':
      return notice.confirmed
        ? {
            title: '结论已通过复核',
            text: `${ticket} 的结论“${findingLabels[notice.finding]}”已通过复核，请答复居民。`,
          }
        : {
            title: '结论被退回',
            text: `${ticket} 的结论“${findingLabels[notice.finding]}”被退回，请按复核意见再查。`,
          };
    case 'ticket-handed':
      return {
        title: '有工单转给您',
        text: `${ticket} 现在由您办理，${notice.toAccept ? '请尽快接单' : '请接着办'}。`,
      };
    case 'ticket-taken':
      return { title: '工单已改派', text: `${ticket} 已由督办人改派给其他人，您不用再办。` };
    case 'ticket-request':
      return {
        title: `待审批：${ticketRequestLabels[notice.request]}`,
        text: `${ticket} 的办理人${ticketRequestLabels[notice.request]}，请您决定。`,
      };
    case 'ticket-request-decided':
      return {
        title: notice.granted ? '申请已同意' : '申请未同意',
        text: `${ticket} 的“${ticketRequestLabels[notice.request]}”${notice.granted ? '已获同意' : '没有获得同意，请看原因并继续办理'}。`,
      };
    case 'ticket-reminder':
      return { title: '督办人提醒您', text: `${ticket}：${notice.text}` };
    case 'ticket-resumed':
      return { title: '工单恢复计时', text: `${ticket} 等待居民的时间已到上限，办理时限继续计算。` };
    case 'ticket-escalated':
      return {
        title: `严重超时：${ticketClockLabels[notice.clock]}`,
        text: `${ticket} 的“${ticketClockLabels[notice.clock]}”超时已久，办理人和督办人都已得知，请您过问。`,
      };
    case 'case-waiting':
      return { title: '需要您补充情况', text: `${caseOf(notice)}需要您补充，请打开看看需要什么。` };
    case 'case-answered':
      return { title: '有答复了', text: `${caseOf(notice)}有了答复，请看看是否解决了问题。` };
    case 'case-reopened':
      return { title: '已重新办理', text: `${caseOf(notice)}已转给督办人重新办理，有答复会告诉您。` };
    case 'case-closed':
      return { title: '已经办结', text: `${caseOf(notice)}到期没有收到您的评判，已经办结。` };
    case 'appeal-decided':
      return {
        title: notice.upheld ? '申诉成立' : '申诉不成立',
        text: '您的申诉有了处理结果，理由在“我的评价情况”里。',
      };
    case 'bulletin-published':
      return { title: '新的通报', text: `《${notice.title}》已经发布，请阅读。` };
    case 'article-to-review':
      return { title: '有文章待审核', text: `${articles(notice)}等您审核。` };
    case 'article-returned':
      return { title: '文章退回修改', text: `《${notice.title}》需要修改：${notice.note}` };
    case 'article-scheduled':
      return {
        title: '文章已通过审核',
        text: `《${notice.title}》会在 ${momentInWords(notice.publishAt)} 自动发布。`,
      };
    case 'article-published':
      return { title: '文章已发布', text: `《${notice.title}》已经发布，居民现在可以看到。` };
    case 'ticket-alert':
      return alertText(ticket, ticketClockLabels[notice.clock], notice.colour);
    case 'seat-offered':
      return {
        title: '有空位了',
        text: `您排队的 ${dayInWords(notice.day)} 有了空位，请打开看看要在几点前确认，过时会让给下一位。`,
      };
    case 'seat-passed':
      return {
        title: '空位已让给下一位',
        text: `您排队的 ${dayInWords(notice.day)} 的空位没有及时确认。您可以再次排队。`,
      };
    case 'appointment-closed':
      return {
        title: '您的咨询停诊了',
        text: `很抱歉，您 ${momentInWords(notice.startsAt)} 的咨询因故取消。请打开这个预约，看看为您保留的时间或另选一个。`,
      };
    case 'seat-instead':
      return {
        title: '为您保留了新的时间',
        text: `${momentInWords(notice.startsAt)} 有空位，已优先为您保留，请打开原来的预约确认。`,
      };
    case 'seat-instead-passed':
      return {
        title: '为您保留的时间已过',
        text: '停诊后为您保留的时间没有及时确认。您可以打开原来的预约，另选一个时间。',
      };
    case 'closure-entered':
      return {
        title: `停诊：${notice.whose}`,
        text: `${momentInWords(notice.from)} 至 ${momentInWords(notice.to)} 停诊，已预约的居民都已通知。`,
      };
    case 'appointment-reminder':
      return reminderText(notice);
    case 'advice-written':
      return { title: '律师写好了建议', text: '律师给您的建议写好了，请打开预约查看。' };
    case 'comment-hidden':
      return {
        title: '您的留言没有公开',
        text: '您评价里写的话没有在窗口的公开页显示，原因请打开评价看。评价照常计入，该办的照常办。',
      };
    case 'appointment-urgent':
      return { title: '有紧急预约', text: '一位居民的预约情况紧急，请马上查看并联系。' };
  }
}

const articles = ({ title, count }: { title: string; count: number }) =>
  count > 1 ? `《${title}》等 ${count} 篇文章` : `《${title}》`;

const caseLabels: Record<CaseKind, string> = {
  rating: '您的评价',
  feedback: '您的投诉建议',
  consultation: '您的咨询评价',
};

/** 您的评价（工单 20261123-7KQ2） */
const caseOf = ({ of, ticketNumber }: { of: CaseKind; ticketNumber: string }) =>
  `${caseLabels[of]}（工单 ${ticketNumber}）`;

const chinaOffsetMs = 8 * 60 * 60 * 1000;

/** A day as a message says it: 11月25日. */
function dayInWords(day: Day): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/** A moment as a message says it, in Chinese time: 11月25日 13:30. */
export function momentInWords(moment: string): string {
  const china = new Date(Date.parse(moment) + chinaOffsetMs).toISOString();
  return `${dayInWords(china.slice(0, 10))} ${china.slice(11, 16)}`;
}

function alertText(ticket: string, what: string, colour: Exclude<ClockColour, 'green'>) {
  return colour === 'yellow'
    ? { title: `快到期：${what}`, text: `${ticket} 的“${what}”快到时限，请抓紧办理。` }
    : { title: `已超时：${what}`, text: `${ticket} 的“${what}”已超过时限，请马上处理。` };
}

const reminderEnds: Record<ConsultMode, string> = {
  'on-site': '请带上有关的材料，提前 10 分钟到。',
  phone: '律师会打您留下的电话，请保持畅通。',
  video: '请提前准备好手机和网络。',
};

function reminderText({ when, startsAt, mode }: Extract<Notice, { kind: 'appointment-reminder' }>) {
  return {
    title: when === 'day' ? '别忘了律师咨询' : '律师咨询快开始了',
    text: `您约的律师咨询 ${momentInWords(startsAt)} 开始。${reminderEnds[mode]}来不了请打服务站电话。`,
  };
}
