import { seen } from '../platform/seen';

/** Where the answer of `getMyData` lies. Two pages ask for it. */
export const myDataKept = { shelf: seen.resident, as: 'my-data' };

/** Takes from this device what was seen before something was corrected or erased: it must not come back from there. */
export function forgetErased(): void {
  seen.resident.clear();
}
