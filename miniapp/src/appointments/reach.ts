import type { Station } from '@linli/shared/api/types.ts';
import Taro from '@tarojs/taro';

/** The phone's own dialling and map. `reach.h5.ts` has the web's. */

/** Dials a number; the person still presses the call button. */
export function callNumber(number: string): void {
  // Called off: nothing has happened.
  Taro.makePhoneCall({ phoneNumber: number }).catch(() => {});
}

/** Shows a station on the map. */
export function openMap({ name, address, location }: Station): void {
  if (location) Taro.openLocation({ ...location, name, address }).catch(() => {});
}
