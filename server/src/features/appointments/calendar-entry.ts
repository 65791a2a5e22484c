import { consultModeLabels } from '@linli/shared/legal-service.ts';
import { type FileAnswer, fileOf } from '../../platform/http/file-answer.ts';

/** An appointment as a calendar shows it. */
export interface CalendarEntry {
  id: string;
  /** Rises with each change, so that a calendar takes the newer one. */
  version: number;
  mode: keyof typeof consultModeLabels;
  startsAt: Date;
  endsAt: Date;
  cancelled: boolean;
  lawyer: string;
  station: { name: string; address: string; phone: string };
  /** When the entry was written. */
  at: Date;
}

/** Octets of a line, its end not counted (RFC 5545, 3.1). */
const lineOctets = 75;
const reminderMinutes = 60;

/**
 * An appointment as an iCalendar file (RFC 5545), in UTC, so that it needs no time zone definition. It says neither what
 * the matter is nor who the resident is: calendars are synchronised, and read by others.
 */
export function writeCalendar(entry: CalendarEntry): string {
  const { id, version, mode, startsAt, endsAt, cancelled, lawyer, station, at } = entry;
  const onSite = mode === 'on-site';
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Linli//Consultation//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${id}@linli`,
    `SEQUENCE:${version}`,
    `DTSTAMP:${utc(at)}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(endsAt)}`,
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `SUMMARY:${text(`律师咨询（${consultModeLabels[mode]}）`)}`,
    ...(onSite ? [`LOCATION:${text(`${station.name}，${station.address}`)}`] : []),
    `DESCRIPTION:${text(`${lawyer}律师\n${station.name} ${station.phone}`)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:-PT${reminderMinutes}M`,
    `DESCRIPTION:${text('律师咨询快到了')}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** 20261125T053000Z */
function utc(moment: Date): string {
  return moment.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** The value type TEXT (RFC 5545, 3.3.11). */
function text(value: string): string {
  return value.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

/** Long lines go on in the next, after a space; no character is cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > lineOctets) {
      parts.push(part);
      part = '';
      // The space that begins the next line counts.
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}

/** The entry as a file to be saved. */
export function calendarFile(entry: CalendarEntry): FileAnswer {
  return fileOf(Buffer.from(writeCalendar(entry)), 'text/calendar; charset=utf-8', 'consultation.ics');
}
