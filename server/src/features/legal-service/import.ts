import { consultModes, languages, lawyerKind, matters } from '@linli/shared/legal-service.ts';
import { readTimeOfDay } from '@linli/shared/working-time.ts';
import type { Types } from 'mongoose';
import { z } from 'zod';
import { put } from '../../platform/put.ts';
import type { Directory } from '../organization/index.ts';
import { weekdayOf } from './directory.ts';
import type { ExtraSession, Lawyer, LegalServiceModels } from './model.ts';
import type { Photos } from './photos.ts';

const code = z.string().regex(/^[0-9A-Za-z_-]{1,28}$/, 'letters, digits, - and _; at most 28');

/** Times are kept in cells of five minutes. */
const grid = 5;
const timeOfDay = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5][05]|24:00)$/, 'a time on full five minutes, like 13:30')
  .transform(readTimeOfDay);
const gridMinutes = z.int().multipleOf(grid, `in steps of ${grid} minutes`);

const sessionTimes = {
  from: timeOfDay,
  to: timeOfDay,
  station: code,
  mode: z.enum(consultModes),
  /** 30 minutes (default of the field). */
  slotMinutes: gridMinutes.min(grid).max(240).default(30),
  bufferMinutes: gridMinutes.min(0).max(120).default(0),
  /** More than one: a group session. */
  seats: z.int().min(1).max(100).default(1),
};
const begins = ({ from, to }: { from: number; to: number }) => from < to;
const endsFirst = 'ends after it begins';

/** 1 is Monday, 7 is Sunday. */
const weeklySession = z
  .strictObject({ weekday: z.int().min(1).max(7), ...sessionTimes })
  .refine(begins, endsFirst);

/** On one day, beyond the week: on a Saturday that is worked, or when somebody sits in. */
const singleSession = z.strictObject({ day: z.iso.date(), ...sessionTimes }).refine(begins, endsFirst);

/** Where video consultations take place: a meeting room that opens in a browser. */
const videoLink = z.url({ protocol: /^https$/, error: 'an address that begins with https://' }).optional();

type Times = { from: number; to: number };
const overlap = (one: Times, other: Times) => one.from < other.to && other.from < one.to;

/** No two of a lawyer's sessions lie across each other: of the week, of single days, or one of each. */
function noneOverlap({
  week,
  days,
}: {
  week: z.infer<typeof weeklySession>[];
  days: z.infer<typeof singleSession>[];
}) {
  const sameDay = [
    ...pairs(week).filter(([one, other]) => one.weekday === other.weekday),
    ...pairs(days).filter(([one, other]) => one.day === other.day),
    ...days.flatMap((single) =>
      week
        .filter(({ weekday }) => weekday === weekdayOf(single.day))
        .map((weekly) => [single, weekly] as const),
    ),
  ];
  return !sameDay.some(([one, other]) => overlap(one, other));
}

const pairs = <Item>(items: readonly Item[]) =>
  items.flatMap((one, index) => items.slice(index + 1).map((other) => [one, other] as const));

/** Stations, firms and lawyers as people write them down; everything is named by its code. */
export const legalServiceFile = z.strictObject({
  stations: z.array(
    z.strictObject({
      code,
      name: z.string().min(1),
      unit: code,
      address: z.string().min(1),
      phone: z.string().min(5),
      /** When it is open, as it stands on its door. */
      hours: z.string().min(1).max(100).optional(),
      location: z
        .strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
        .optional(),
      videoLink,
    }),
  ),
  firms: z.array(
    z.strictObject({ code, name: z.string().min(1), clients: z.array(z.string().min(2)).default([]) }),
  ),
  lawyers: z.array(
    z
      .strictObject({
        /** The account of the organization file that the lawyer signs in with. */
        staff: z.string(),
        kind: z.literal(
          lawyerKind,
          '公职律师 are never offered to residents: only advisory lawyers of a firm',
        ),
        firm: code,
        licenceNumber: z.string().regex(/^\d{17}$/, 'the 17 digits of the practising licence'),
        specialities: z.array(z.enum(matters)).min(1),
        languages: z.array(z.enum(languages)).min(1),
        introduction: z.string().min(1).max(300),
        /** The name of a picture beside this file. */
        photo: z
          .string()
          .regex(/^[\w-]+\.(jpe?g|png|webp)$/i, 'the name of a .jpg, .png or .webp beside the file')
          .optional(),
        videoLink,
        active: z.boolean().default(true),
        week: z.array(weeklySession),
        /** Sessions on single days. Like the week, they are entered and replaced as one. */
        days: z.array(singleSession).default([]),
      })
      .refine(noneOverlap, 'two sessions of a lawyer overlap'),
  ),
});

export type LegalServiceFile = z.infer<typeof legalServiceFile>;

/** Adds and updates what the file names, removes nothing. @throws Error when a code names nothing there is */
export async function importLegalService(
  models: LegalServiceModels,
  directory: Directory,
  file: LegalServiceFile,
  { photos, folder }: { photos: Photos; folder: string },
): Promise<void> {
  const stations = new Map<string, Types.ObjectId>();
  for (const { code, unit, hours = null, location = null, videoLink = null, ...rest } of file.stations) {
    const unitId = named('unit', unit, directory.unitByCode(unit))._id;
    stations.set(code, await put(models.stations, { code }, { ...rest, unitId, hours, location, videoLink }));
  }
  const firms = new Map<string, Types.ObjectId>();
  for (const { code, ...rest } of file.firms) firms.set(code, await put(models.firms, { code }, rest));
  for (const { staff, firm, week, days, photo, videoLink = null, kind: _, ...rest } of file.lawyers) {
    const member = named('member of staff', staff, directory.staffByUsername(staff));
    if (!member.roles.includes('lawyer')) throw new Error(`${staff} has not the role lawyer`);
    const firmId = named('firm', firm, firms.get(firm));
    const before = await models.lawyers.findOne({ staffId: member._id }).lean<Lawyer>();
    const photoFile = photo === undefined ? null : await photos.take(folder, photo);
    const replaced = await photos.replace(before?.photoFile ?? null, photoFile);
    const lawyerId = await put(
      models.lawyers,
      { staffId: member._id },
      { ...rest, firmId, photoFile, videoLink },
    );
    await replaced();
    const placed = <Times extends { station: string }>({ station, ...times }: Times) => ({
      ...times,
      lawyerId,
      stationId: named('station', station, stations.get(station)),
    });
    const sessions = week.map(placed);
    await putDays(models, lawyerId, days.map(placed));
    await models.weeks.updateOne({ _id: lawyerId }, { $set: { sessions } }, { upsert: true });
  }
}

/** Puts the single days of a lawyer in place of those there were. */
async function putDays(
  { extras }: LegalServiceModels,
  lawyerId: Types.ObjectId,
  days: Omit<ExtraSession, '_id'>[],
): Promise<void> {
  const kept: Types.ObjectId[] = [];
  for (const { day, from, ...rest } of days) kept.push(await put(extras, { lawyerId, day, from }, rest));
  await extras.deleteMany({ lawyerId, _id: { $nin: kept } });
}

function named<Found>(kind: string, code: string, found: Found | undefined | null): Found {
  if (!found) throw new Error(`there is no ${kind} ${code}`);
  return found;
}
