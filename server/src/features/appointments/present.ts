import type { AppointmentState } from '@linli/shared/appointments.ts';
import { checkInScene } from '@linli/shared/consultations.ts';
import { dayOf } from '@linli/shared/working-time.ts';
import type { Types } from 'mongoose';
import QRCode from 'qrcode';
import { later, minuteMs } from '../../platform/clock.ts';
import type { Vault } from '../../platform/vault.ts';
import type { LegalService, Station } from '../legal-service/index.ts';
import type { Organization } from '../organization/index.ts';
import { openContact } from '../tickets/index.ts';
import { isAttachable, presentAttachments } from './attachments/present.ts';
import type { Appointment, BookedSlot, Case, WaitlistEntry } from './model.ts';
import type { Slot } from './slots.ts';

export interface PresentNeeds {
  legalService: LegalService;
  organization: Organization;
  vault: Vault;
  /** Until so long before it starts an appointment can be changed. */
  changeMinutes: number;
}

type Id = Types.ObjectId | string;

export function presentStation({ _id, code, name, address, phone, hours = null, location }: Station) {
  return { id: _id.toHexString(), code, name, address, phone, hours, location };
}

/** The station of an appointment. One that is not there any more keeps its place. */
export function stationOf({ stationId }: BookedSlot, { legalService }: PresentNeeds) {
  const station = legalService.directory().station(stationId);
  return station
    ? presentStation(station)
    : {
        id: stationId.toHexString(),
        code: '',
        name: '',
        address: '',
        phone: '',
        hours: null,
        location: null,
      };
}

/** Name and firm of a lawyer. One who is not there any more keeps an appointment's place. */
export function presentLawyer(id: Id, { legalService, organization }: PresentNeeds) {
  const directory = legalService.directory();
  const lawyer = directory.lawyer(id);
  const member = lawyer && organization.directory().staffMember(lawyer.staffId);
  const firm = lawyer && directory.firm(lawyer.firmId);
  return { id: String(id), name: member?.name ?? '', firm: firm?.name ?? '' };
}

export function presentSlot(slot: Slot | BookedSlot, needs: PresentNeeds) {
  const station = needs.legalService.directory().station(slot.stationId);
  return {
    lawyer: presentLawyer(slot.lawyerId, needs),
    station: { id: String(slot.stationId), name: station?.name ?? '' },
    mode: slot.mode,
    startsAt: slot.startsAt.toISOString(),
    endsAt: slot.endsAt.toISOString(),
  };
}

export function presentOpenSlot(slot: Slot, free: number, needs: PresentNeeds) {
  return { ...presentSlot(slot, needs), seats: slot.seats, free };
}

export type AppointmentRowFields = Pick<Appointment, '_id' | 'state' | 'slot' | 'expiresAt' | 'insteadOf'> & {
  case: Pick<Case, 'matter'> | null;
};

/** What a list needs of an appointment. */
export const rowFields = { state: 1, slot: 1, expiresAt: 1, insteadOf: 1, 'case.matter': 1 } as const;

export function presentRow(
  { _id, state, slot, expiresAt, insteadOf, case: told }: AppointmentRowFields,
  needs: PresentNeeds,
) {
  return {
    id: _id.toHexString(),
    state,
    slot: presentSlot(slot, needs),
    matter: told?.matter ?? null,
    insteadOf: insteadOf?.toHexString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

/** Why an appointment was closed, and what is there instead. */
export interface ClosureOf {
  reason: string;
  instead: Appointment | null;
  alternatives: readonly { slot: Slot; free: number }[];
}

function presentClosure({ reason, instead, alternatives }: ClosureOf, needs: PresentNeeds) {
  return {
    reason,
    instead: instead && {
      id: instead._id.toHexString(),
      state: instead.state,
      slot: presentSlot(instead.slot, needs),
      expiresAt: instead.expiresAt?.toISOString() ?? null,
    },
    alternatives: alternatives.map(({ slot, free }) => presentOpenSlot(slot, free, needs)),
  };
}

/** An appointment for its own resident. */
export async function presentOwn(
  appointment: Appointment,
  needs: PresentNeeds,
  closure: ClosureOf | null = null,
) {
  const { slot, case: told, checkInCode, version } = appointment;
  return {
    ...presentRow(appointment, needs),
    version,
    station: stationOf(slot, needs),
    given: told?.contact ? { ...openCase(told, needs.vault), attachments: presentAttachments(told) } : null,
    attachable: isAttachable(appointment),
    closure: closure && presentClosure(closure, needs),
    urgent: (told?.urgencies.length ?? 0) > 0,
    checkInCode,
    checkInQr: checkInCode && (await drawCode(checkInScene(checkInCode, appointment._id.toHexString()))),
    phoneConfirmation: appointment.state === 'booked' && appointment.phoneConfirmation === 'asked',
    videoLink: videoLinkOf(appointment, needs),
    changeableUntil: changeableUntil(slot, needs.changeMinutes).toISOString(),
  };
}

/** The code as a camera reads it, as a picture that WeChat and browsers draw alike. */
function drawCode(text: string): Promise<string> {
  return QRCode.toDataURL(text, { errorCorrectionLevel: 'M', margin: 2, scale: 6 });
}

/** States in which a video consultation can be joined. */
const joinable: readonly AppointmentState[] = ['booked', 'arrived', 'serving'];

/** Where a video consultation takes place: the lawyer's own room, or the station's, or the installation's. */
export function videoLinkOf(
  { slot, state }: Pick<Appointment, 'slot' | 'state'>,
  { legalService }: Pick<PresentNeeds, 'legalService'>,
): string | null {
  if (slot.mode !== 'video' || !joinable.includes(state)) return null;
  return legalService.videoLinkOf(slot);
}

export function changeableUntil({ startsAt }: Pick<BookedSlot, 'startsAt'>, changeMinutes: number): Date {
  return later(startsAt, -changeMinutes * minuteMs);
}

/** What the resident said of the case, in the clear; empty once it has been erased. */
export function openCase({ contact, description, otherParty, onBehalfOf }: Case, vault: Vault) {
  const open = (field: string, sealed: string | null) => sealed && vault.open(`appointment.${field}`, sealed);
  return {
    ...(contact ? openContact(contact, vault) : { name: '', phone: '' }),
    description: open('description', description),
    otherParty: open('otherParty', otherParty),
    onBehalfOf,
  };
}

export function presentWait(
  entry: WaitlistEntry,
  { ahead, offerId }: { ahead: number | null; offerId: Types.ObjectId | null },
  needs: PresentNeeds,
) {
  const lawyer = entry.lawyerId && presentLawyer(entry.lawyerId, needs);
  return {
    id: entry._id.toHexString(),
    state: entry.state,
    lawyer: lawyer && { id: lawyer.id, name: lawyer.name },
    mode: entry.mode,
    // An entry of any day stands for a closed appointment, and is shown there.
    day: entry.day ?? dayOf(entry.createdAt),
    matter: entry.matter,
    ahead,
    offerId: offerId?.toHexString() ?? null,
    createdAt: entry.createdAt.toISOString(),
  };
}

/** Slots by the day they are on, with what is free. */
export function presentDays(
  slots: readonly { slot: Slot; free: number }[],
  days: readonly string[],
  needs: PresentNeeds,
) {
  return days.map((day) => {
    const own = slots.filter(({ slot }) => dayOf(slot.startsAt) === day);
    return {
      day,
      free: own.reduce((sum, { free }) => sum + free, 0),
      slots: own.map(({ slot, free }) => presentOpenSlot(slot, free, needs)),
    };
  });
}
