import type { AppointmentDetail } from '@linli/shared/api/types.ts';
import { consultModeLabels } from '@linli/shared/legal-service.ts';
import Taro from '@tarojs/taro';
import { lawyerNamed } from './appointment-words';
import { copy } from './copy';

const secondMs = 1000;
const reminderSeconds = 60 * 60;

/**
 * Puts an appointment into the phone's own calendar, with a reminder an hour before; false when its owner or the phone
 * did not want that. `calendar.h5.ts` has the web's way.
 */
export async function addToCalendar(appointment: AppointmentDetail): Promise<boolean> {
  const { slot, station } = appointment;
  try {
    await Taro.addPhoneCalendar({
      title: copy.calendarTitle(consultModeLabels[slot.mode]),
      startTime: Math.floor(Date.parse(slot.startsAt) / secondMs),
      endTime: String(Math.floor(Date.parse(slot.endsAt) / secondMs)),
      location: slot.mode === 'on-site' ? `${station.name}，${station.address}` : '',
      description: `${lawyerNamed(slot.lawyer)}\n${station.name} ${station.phone}`,
      alarm: true,
      alarmOffset: reminderSeconds,
    });
    return true;
  } catch {
    return false;
  }
}
