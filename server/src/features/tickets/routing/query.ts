import type { AnswerOf, BodyOf } from '@linli/shared/api/types.ts';
import { ApiError } from '../../../platform/errors.ts';
import type { StaffActor } from '../../../platform/http/actor.ts';
import type { Directory, Staff } from '../../organization/index.ts';
import { type AssignmentNeeds, leastBusy } from '../assignment.ts';
import { candidatesFor, type RoutedSource } from './candidates.ts';

/** What an admin or supervisor can ask about: what belongs to the units below theirs. */
export function routingOptions(actor: StaffActor, directory: Directory): AnswerOf<'listRoutingOptions'> {
  const units = directory.unitsBelow(actor.departmentId).flatMap((id) => directory.unit(id) ?? []);
  const unitOf = (departmentId: Staff['departmentId']) => units.find(({ _id }) => _id.equals(departmentId));
  const inReach = (rows: readonly { code: string; name: string; departmentId: Staff['departmentId'] }[]) =>
    rows.flatMap(({ code, name, departmentId }) => {
      const unit = unitOf(departmentId);
      return unit ? [{ code, name, department: unit.code }] : [];
    });
  return {
    counters: inReach(directory.counters().map((counter) => ({ ...counter, code: counter.scanCode }))),
    serviceItems: inReach(directory.serviceItems()),
    departments: units.map(({ code, name }) => ({ code, name })),
  };
}

/**
 * Where the ticket of such a rating would go: the same reckoning as for a real one, about everyone who serves at the
 * counter. Nothing is assigned.
 * @throws not-found when counter or item are unknown or out of reach
 */
export async function queryRouting(
  actor: StaffActor,
  body: BodyOf<'queryRouting'>,
  needs: AssignmentNeeds,
): Promise<AnswerOf<'queryRouting'>> {
  const { directory, openCounts, isAbsent } = needs;
  const { match, way, people, leftOut } = candidatesFor(
    directory,
    isAbsent,
    sourceOf(actor, body, directory),
  );
  const open = await openCounts.of(people.map(({ _id }) => _id));
  const chosen = await leastBusy(openCounts, people);
  const present = ({ _id, name, departmentId }: Staff) => ({
    id: _id.toHexString(),
    name,
    department: directory.unit(departmentId)?.name ?? '',
  });
  return {
    rule: match && { position: match.position + 1, name: match.rule.name, group: match.group.name },
    way,
    handler: chosen && present(chosen),
    candidates: people.map((member) => ({ ...present(member), openTickets: open(member._id) })),
    leftOut: leftOut.map(({ member, reason }) => ({ ...present(member), reason })),
  };
}

function sourceOf(actor: StaffActor, body: BodyOf<'queryRouting'>, directory: Directory): RoutedSource {
  const counter = directory.counterByScanCode(body.counter.toUpperCase())?.counter;
  const item = body.serviceItem === null ? null : directory.serviceItemByCode(body.serviceItem);
  const reach = directory.unitsBelow(actor.departmentId);
  if (!counter || !reach.some((id) => id.equals(counter.departmentId))) throw new ApiError('not-found');
  if (body.serviceItem !== null && !item) throw new ApiError('not-found');
  return {
    departmentId: counter.departmentId,
    ratedStaffIds: directory.staffAtCounter(counter._id).map(({ _id }) => _id),
    subject: {
      kind: 'rating',
      counterId: counter._id,
      serviceItemId: item?._id ?? null,
      grade: body.grade,
      tags: body.tags,
    },
    personal: { comment: body.comment },
  };
}
