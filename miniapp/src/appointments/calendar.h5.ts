import type { AppointmentDetail } from '@linli/shared/api/types.ts';
import { download } from '../platform/file-calls';

/** Has the browser download the appointment as a calendar file, which every calendar opens. Throws a `CallError`. */
export async function addToCalendar({ id }: AppointmentDetail): Promise<boolean> {
  const file = await download('getAppointmentCalendar', { params: { id } });
  const link = document.createElement('a');
  link.href = file.path;
  link.download = 'consultation.ics';
  link.click();
  // Some browsers begin only after this turn.
  setTimeout(file.close, 1000);
  return true;
}
