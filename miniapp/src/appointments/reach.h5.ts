import type { Station } from '@linli/shared/api/types.ts';

/** Dials a number on a phone; on a computer the browser asks with what. */
export function callNumber(number: string): void {
  window.location.href = `tel:${number}`;
}

/** Shows a station on a map in a window of its own. */
export function openMap({ name, location }: Station): void {
  if (!location) return;
  const marker = `position=${location.longitude},${location.latitude}&name=${encodeURIComponent(name)}`;
  window.open(`https://uri.amap.com/marker?${marker}`, '_blank', 'noopener');
}
