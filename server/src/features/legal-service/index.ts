import type { Day } from '@linli/shared/working-time.ts';
import type { Connection, Types } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Files } from '../../platform/files/index.ts';
import type { FileAnswer } from '../../platform/http/file-answer.ts';
import type { Log } from '../../platform/log.ts';
import { createReplica } from '../../platform/replica.ts';
import type { Calendars } from '../calendar/index.ts';
import type { Organization } from '../organization/index.ts';
import { createAbsenceBook, type NewAbsence } from './absence-book.ts';
import { type LegalDirectory, loadLegalDirectory } from './directory.ts';
import { importLegalService, type LegalServiceFile } from './import.ts';
import { type Absence, type ExtraSession, legalServiceModels, type WeeklySession } from './model.ts';
import { createPhotos } from './photos.ts';

export type { NewAbsence } from './absence-book.ts';
export type { LegalDirectory } from './directory.ts';
export { type LegalServiceFile, legalServiceFile } from './import.ts';
export type { Absence, Firm, Lawyer, Station } from './model.ts';
export { photoVersion } from './photos.ts';

/** The stations, firms and lawyers of the public legal service, and when they are there. */
export interface LegalService {
  /** At most about a second old. */
  directory(): LegalDirectory;
  /** The sessions that take place on a day: none at a station whose unit has a holiday or is closed. */
  sessionsOn(day: Day): (WeeklySession | ExtraSession)[];
  /** Where a video consultation takes place: the lawyer's room, or the station's, or the installation's; null without. */
  videoLinkOf(slot: { lawyerId: Types.ObjectId; stationId: Types.ObjectId }): string | null;
  /**
   * Adds and updates what the file names, by code; removes nothing but the pictures it names no longer.
   * @param folder where the pictures lie that it names
   */
  load(file: LegalServiceFile, folder?: string): Promise<void>;
  /** The picture of a lawyer who advises residents. @throws not-found */
  photoOf(lawyerId: string): FileAnswer;
  /** Enters an absence; the same key again answers with the first. @throws idempotency-key-reused */
  enterAbsence(absence: NewAbsence): Promise<Absence>;
  /** Takes an absence back: from now on there are slots again. Done again, it changes nothing. */
  endAbsence(id: Types.ObjectId): Promise<void>;
  /** What residents are told of an absence, also of one that is over. */
  reasonOf(id: Types.ObjectId): Promise<string>;
  /** Everyone who works there has been told of it. */
  absenceTold(id: Types.ObjectId): Promise<void>;
  refresh(): Promise<void>;
  start(): void;
  stop(): void;
}

export interface LegalServiceNeeds {
  connection: Connection;
  organization: Organization;
  calendars: Calendars;
  files: Files;
  clock: Clock;
  log: Log;
  /** Where video consultations take place unless the file says otherwise. */
  videoLink: string | null;
}

export async function createLegalService(needs: LegalServiceNeeds): Promise<LegalService> {
  const { organization, calendars, clock } = needs;
  const models = legalServiceModels(needs.connection);
  const photos = createPhotos(models, needs.files);
  const load = () => loadLegalDirectory(models, clock.now());
  const replica = await createReplica(needs.connection, 'legal-service', load, needs.log);
  return {
    directory: replica.current,
    sessionsOn(day) {
      const directory = replica.current();
      return directory.sessionsOn(day).filter(({ stationId }) => {
        const station = directory.station(stationId);
        return station && !calendars.of(station.unitId).isClosed(day);
      });
    },
    videoLinkOf({ lawyerId, stationId }) {
      const directory = replica.current();
      const own = directory.lawyer(lawyerId)?.videoLink ?? directory.station(stationId)?.videoLink;
      return own ?? needs.videoLink;
    },
    async load(file, folder = '.') {
      await importLegalService(models, organization.directory(), file, { photos, folder });
      await replica.changed();
    },
    photoOf(lawyerId) {
      const lawyer = replica
        .current()
        .lawyers()
        .find(({ _id }) => _id.equals(lawyerId));
      if (!lawyer?.photoFile) throw new ApiError('not-found');
      return photos.open(lawyer.photoFile);
    },
    ...createAbsenceBook(models.absences, replica.changed, clock),
    refresh: replica.refresh,
    start: replica.start,
    stop: replica.stop,
  };
}
