import type { TicketClockAnswer } from '@linli/shared/api/types.ts';
import { ticketClockLabels } from '@linli/shared/ticket-clocks.ts';

type Left = Pick<TicketClockAnswer, 'workingDays' | 'workingMinutes'>;

/** Working time as people say it: hours and minutes, or days when there are at least so many. */
function workingTimeInWords({ workingDays, workingMinutes }: Left, daysFrom: number): string {
  if (workingDays >= daysFrom) return `${workingDays} 个工作日`;
  const hours = Math.floor(workingMinutes / 60);
  const minutes = workingMinutes % 60;
  if (workingMinutes === 0) return '不到 1 分钟';
  if (hours === 0) return `${minutes} 分钟`;
  return minutes === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes} 分钟`;
}

/** How a clock stands: 还剩 2 个工作日. */
export function standingInWords(clock: TicketClockAnswer): string {
  // What is due tomorrow has a day left; what was due yesterday is some hours late.
  const time = workingTimeInWords(clock, clock.late ? 2 : 1);
  if (clock.paused) return `暂停计时，还剩 ${time}`;
  if (clock.stoppedAt !== null) return clock.late ? `晚了 ${time}` : '已按时完成';
  return clock.late ? `已超时 ${time}` : `还剩 ${time}`;
}

/** What a clock waits for and how it stands: 答复居民，还剩 2 个工作日. */
export function clockInWords(clock: TicketClockAnswer): string {
  return `${ticketClockLabels[clock.kind]}，${standingInWords(clock)}`;
}
