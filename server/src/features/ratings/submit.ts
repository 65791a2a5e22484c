import { isDeepStrictEqual } from 'node:util';
import type { BodyOf } from '@linli/shared/api/types.ts';
import type { ErrorCode } from '@linli/shared/errors.ts';
import { isBadGrade } from '@linli/shared/grades.ts';
import { reasonTagEdition, tagsOutsideGrade } from '@linli/shared/reason-tags.ts';
import { Types } from 'mongoose';
import { type Clock, later, minuteMs } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { Vault } from '../../platform/vault.ts';
import type { Directory, Organization } from '../organization/index.ts';
import { type TakenParts, takePersonalParts } from '../personal-data/index.ts';
import type { ServiceRecords } from '../service-records/index.ts';
import { openContact } from '../tickets/index.ts';
import { newCheck } from './comments/model.ts';
import type { Rating, RatingModels } from './model.ts';
import { type RatingSubject, resolveScene } from './subject.ts';

type SubmitBody = BodyOf<'submitRating'>;

/** Scanned with a phone: 二维码 in the exchange format's list of channels. */
const channelQrCode = 3;

export interface SubmitNeeds {
  models: RatingModels;
  organization: Organization;
  records: ServiceRecords;
  vault: Vault;
  clock: Clock;
  /** How long a resident waits between two ratings of one counter by its static code. */
  pauseMinutes: number;
}

/**
 * Stores a rating: after the session's look-up two more round trips (the guard or the service record, and the
 * insert). Uniqueness is decided by the indexes alone, so any number of submits at once end well.
 * The same key again answers with the rating stored first, and `isNew` false.
 *
 * @throws tags-not-of-grade, consent-needed, already-rated, rated-recently, idempotency-key-reused, and what `resolveScene` throws
 */
export async function submitRating(needs: SubmitNeeds, residentId: string, body: SubmitBody) {
  const { organization, records, vault, clock } = needs;
  checkTags(body);
  const now = clock.now();
  const personal = takePersonalParts('rating-contact', body, vault, now);
  const directory = organization.directory();
  const subject = await resolveScene(body.scene, directory, records, clock);
  if (subject.kind === 'counter') await pauseCounter(needs, subject, residentId, body.idempotencyKey);
  const about = { ...aboutOf(subject, directory), channel: channelQrCode };
  return storeOnce(needs, newRating(body, about, residentId, personal, now), 'already-rated');
}

/** @throws tags-not-of-grade */
export function checkTags({ grade, tags }: Pick<SubmitBody, 'grade' | 'tags'>): void {
  const outside = tagsOutsideGrade(grade, tags);
  if (outside.length > 0) throw new ApiError('tags-not-of-grade', { details: { tags: outside } });
}

type About = Pick<
  Rating,
  | 'counterId'
  | 'departmentId'
  | 'serviceRecordId'
  | 'serviceItemId'
  | 'servedAt'
  | 'ratedStaffIds'
  | 'supplementTo'
  | 'channel'
>;

function aboutOf(subject: RatingSubject, directory: Directory): Omit<About, 'channel'> {
  const { counter } = subject;
  const byRecord = subject.kind === 'service-record';
  return {
    counterId: counter._id,
    departmentId: counter.departmentId,
    ...(byRecord && {
      serviceRecordId: subject.record._id,
      serviceItemId: subject.record.serviceItemId,
      servedAt: subject.record.servedAt,
    }),
    ratedStaffIds: byRecord
      ? [subject.record.staffId]
      : directory.staffAtCounter(counter._id).map(({ _id }) => _id),
  };
}

/** A rating as it is stored. A bad one is owed a ticket. */
export function newRating(
  { idempotencyKey, grade, tags }: Pick<SubmitBody, 'idempotencyKey' | 'grade' | 'tags'>,
  about: About,
  residentId: string,
  personal: TakenParts,
  now: Date,
): Rating {
  return {
    _id: new Types.ObjectId(),
    residentId: new Types.ObjectId(residentId),
    idempotencyKey,
    ...about,
    grade,
    tags,
    tagEdition: reasonTagEdition,
    ...personal,
    createdAt: now,
    ...(isBadGrade(grade) && { ticketDue: true as const }),
    ...(personal.comment !== null && { check: newCheck(now) }),
  };
}

/**
 * Stores a rating, or answers with the one that was there first under the same key.
 * @param taken said when there is one already under another key
 * @throws `taken`, idempotency-key-reused
 */
export async function storeOnce(
  { models, vault }: Pick<SubmitNeeds, 'models' | 'vault'>,
  rating: Rating,
  taken: ErrorCode,
): Promise<{ rating: Rating; isNew: boolean }> {
  try {
    // Validated by the contract and typed, so by the bare driver (docs/decisions/0009).
    await models.ratings.collection.insertOne(rating);
    return { rating, isNew: true };
  } catch (error) {
    if (!duplicateKeyOf(error)) throw error;
    return { rating: await storedFirst(models, vault, rating, taken), isNew: false };
  }
}

/**
 * Takes the guard of this counter and resident, if it is free, expired or held by the same rating; one upsert.
 * @throws rated-recently with the moment from which another rating is taken
 */
async function pauseCounter(
  { models, clock, pauseMinutes }: SubmitNeeds,
  { counter }: RatingSubject,
  residentId: string,
  idempotencyKey: string,
): Promise<void> {
  if (pauseMinutes === 0) return;
  const now = clock.now();
  const _id = `${counter._id.toHexString()}:${residentId}`;
  try {
    await models.pauses.updateOne(
      { _id, $or: [{ until: { $lte: now } }, { idempotencyKey }] },
      { $set: { idempotencyKey, until: later(now, pauseMinutes * minuteMs) } },
      { upsert: true },
    );
  } catch (error) {
    if (!duplicateKeyOf(error)) throw error;
    const held = await models.pauses.findById(_id).lean();
    throw new ApiError('rated-recently', { details: { againAt: (held?.until ?? now).toISOString() } });
  }
}

/** The rating that was there first under the same key. @throws `taken` when it was another one */
async function storedFirst(
  models: RatingModels,
  vault: Vault,
  rating: Rating,
  taken: ErrorCode,
): Promise<Rating> {
  const { residentId, idempotencyKey } = rating;
  const first = await models.ratings.findOne({ residentId, idempotencyKey }).lean<Rating>();
  if (!first) throw new ApiError(taken);
  if (!isDeepStrictEqual(contentOf(first, vault), contentOf(rating, vault))) {
    throw new ApiError('idempotency-key-reused');
  }
  return first;
}

/** What the resident said, and about what: tells whether a repeated key came with the same content. */
function contentOf(rating: Rating, vault: Vault) {
  const { counterId, serviceRecordId, supplementTo, grade, tags, comment, contact } = rating;
  return {
    about: String(supplementTo ?? serviceRecordId ?? counterId),
    grade,
    tags: [...tags],
    comment,
    contact: contact && openContact(contact, vault),
  };
}
