import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Types } from 'mongoose';
import type { App } from '../app.ts';
import { type CampaignsFile, campaignsFile } from '../features/campaigns/index.ts';
import { type LegalServiceFile, legalServiceFile } from '../features/legal-service/index.ts';
import { type OrganizationFile, organizationFile } from '../features/organization/index.ts';
import { type Clock, hourMs, later, minuteMs } from '../platform/clock.ts';
import type { StaffActor } from '../platform/http/actor.ts';
import { readYaml } from '../platform/yaml-file.ts';
import { demoPassword } from './accounts.ts';
import { tellConsultations, withSessionToday } from './consultations.ts';
import { type DemoFeedback, demoFeedback } from './feedback.ts';
import { type ActionStep, type DemoRating, demoOpenServices, demoRatings } from './ratings.ts';
import { consentTo, residentNamed } from './residents.ts';

export { consentTo, residentNamed } from './residents.ts';

/** Also an example of the file that `npm run organization:import` reads. */
export function demoOrganization(): OrganizationFile {
  return organizationFile.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, 'organization.json'), 'utf8')),
  );
}

/** Also an example of the file that `npm run legal-service:import` reads. */
export function demoLegalService(): LegalServiceFile {
  return legalServiceFile.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, 'legal-service.json'), 'utf8')),
  );
}

/** Articles of our own, also an example of the folder that `npm run articles:import` reads. */
export const demoArticles = join(import.meta.dirname, 'articles');
/** Also an example of the folder that `npm run quizzes:import` reads. */
const demoQuizzes = join(import.meta.dirname, 'quizzes');
const articlesWorkingDaysAgo = 15;

/** Also an example of the file that `npm run campaigns:import` reads. */
export function demoCampaigns(): CampaignsFile {
  const read = readYaml(readFileSync(join(import.meta.dirname, 'campaigns.yaml'), 'utf8'), campaignsFile);
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.value;
}

/** A clock that the story sets back and forth. */
export function storyClock(now: Date): Clock & { at: Date } {
  return {
    at: now,
    now() {
      return this.at;
    },
  };
}

/** How long a handler takes to accept a ticket, in the story, and between two steps after that. */
const acceptMs = 8 * minuteMs;
const stepMs = 1.25 * hourMs;

/** Ten o'clock in Shanghai. */
const morningUtcHour = 2;

/** Ten in the morning so many working days before; weekends do not count. */
function morningBefore(now: Date, workingDays: number): Date {
  const day = new Date(now);
  day.setUTCHours(morningUtcHour, 0, 0, 0);
  for (let left = workingDays; left > 0; ) {
    day.setUTCDate(day.getUTCDate() - 1);
    if (day.getUTCDay() % 6 !== 0) left -= 1;
  }
  return day;
}

/**
 * Tells the demonstration story to an app with the story's clock, through the services that real use goes
 * through: what it leaves behind is what people would have left behind.
 */
export async function tellDemoStory(app: App, clock: ReturnType<typeof storyClock>): Promise<void> {
  const now = clock.at;
  const organization = demoOrganization();
  await app.organization.load(organization);
  await app.legalService.load(withSessionToday(demoLegalService(), now));
  await app.campaigns.load(demoCampaigns());
  for (const { username } of organization.staff) await app.identity.setPassword(username, demoPassword);
  clock.at = morningBefore(now, articlesWorkingDaysAgo);
  await app.articles.import(demoArticles, { reviewedBy: 'supervisor' });
  await app.quizzes.import(demoQuizzes);
  for (const [index, rating] of demoRatings.entries()) {
    clock.at = morningBefore(now, rating.workingDaysAgo);
    await tellRating(app, clock, rating, `demo-story-rating-${index}`);
  }
  for (const [index, feedback] of demoFeedback.entries()) {
    clock.at = morningBefore(now, feedback.workingDaysAgo);
    await tellFeedback(app, clock, feedback, `demo-story-feedback-${index}`);
  }
  await tellConsultations(app, clock, now);
  clock.at = now;
  await app.tickets.raiseAlerts();
  for (const service of demoOpenServices) await serve(app, service.counter, service.serviceItem);
}

/** Serves someone at a counter: the service record whose code they may then rate. */
export async function serve(app: App, counterCode: string, itemCode: string) {
  const directory = app.organization.directory();
  const counter = directory.counterByScanCode(counterCode)?.counter;
  const item = directory.serviceItemByCode(itemCode);
  const clerk = counter && directory.staffAtCounter(counter._id)[0];
  if (!counter || !item || !clerk) throw new Error(`nobody serves ${itemCode} at ${counterCode}`);
  return app.serviceRecords.add({ counterId: counter._id, serviceItemId: item._id, staffId: clerk._id });
}

async function tellFeedback(
  app: App,
  clock: { at: Date },
  told: DemoFeedback,
  idempotencyKey: string,
): Promise<void> {
  const { contact } = told.said;
  const actor = await residentNamed(app, told.resident);
  const feedback = await app.feedback.handlers.submitFeedback({
    actor,
    body: { ...told.said, ...(contact && { consent: consentTo('feedback-contact') }), idempotencyKey },
    params: undefined,
    query: undefined,
    ip: '',
  });
  await app.followUps.settled();
  await handle(app, clock, feedback.id, told.handling ?? []);
  if (told.judgement) {
    clock.at = later(clock.at, stepMs);
    await app.feedback.handlers.judgeFeedback({
      actor,
      params: { id: feedback.id },
      body: { ...told.judgement, idempotencyKey: `${idempotencyKey}-judgement` },
      query: undefined,
      ip: '',
    });
  }
}

async function tellRating(
  app: App,
  clock: { at: Date },
  told: DemoRating,
  idempotencyKey: string,
): Promise<void> {
  const actor = await residentNamed(app, told.resident);
  const record = await serve(app, told.counter, told.serviceItem);
  clock.at = later(clock.at, hourMs / 4);
  const common = {
    scene: `r.${record.token}`,
    grade: told.grade,
    tags: told.tags,
    idempotencyKey,
    ...(told.comment !== undefined && { comment: told.comment }),
  };
  const body = told.contact
    ? { ...common, anonymous: false as const, contact: told.contact, consent: consentTo('rating-contact') }
    : { ...common, anonymous: true as const };
  const rating = await app.ratings.handlers.submitRating({
    actor,
    body,
    params: undefined,
    query: undefined,
    ip: '',
  });
  await app.followUps.settled();
  await handle(app, clock, rating.id, told.handling ?? []);
  if (told.judgement) {
    clock.at = later(clock.at, stepMs);
    await app.ratings.handlers.judgeRating({
      actor,
      params: { id: rating.id },
      body: { ...told.judgement, idempotencyKey: `${idempotencyKey}-judgement` },
      query: undefined,
      ip: '',
    });
  }
}

async function handle(
  app: App,
  clock: { at: Date },
  sourceId: string,
  steps: readonly ActionStep[],
): Promise<void> {
  for (const step of steps) {
    const ticket = await app.tickets.progressOf(new Types.ObjectId(sourceId));
    const member = ticket?.handlerId && app.organization.directory().staffMember(ticket.handlerId);
    if (!ticket || !member) throw new Error('the story has a ticket that nobody handles');
    const actor: StaffActor = {
      kind: 'staff',
      id: member._id.toHexString(),
      sessionId: '',
      roles: member.roles,
      departmentId: member.departmentId.toHexString(),
    };
    clock.at = later(clock.at, step.action === 'accept' ? acceptMs : stepMs);
    await app.tickets.handlers.actOnTicket({
      actor,
      params: { id: ticket._id.toHexString() },
      query: undefined,
      body: { ...step, version: ticket.version },
      ip: '',
    });
  }
}
