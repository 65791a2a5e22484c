import {
  findPersonalData,
  type KnownWords,
  maskPersonalData,
  personalDataLabels,
} from '@linli/shared/personal-data.ts';
import { dayOf } from '@linli/shared/working-time.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Vault } from '../../platform/vault.ts';
import type { Organization } from '../organization/index.ts';
import { openContact } from './contact.ts';
import type { TicketProgress } from './index.ts';
import type { Ticket } from './ticket.ts';

export interface PublishingNeeds {
  organization: Organization;
  vault: Vault;
  publishing: {
    /** Numbers of the office itself. */
    publicNumbers: readonly string[];
    /** Staff are named to everyone. */
    staffNames: boolean;
  };
}

/** What a resident said, about whom. */
export type Spoken = Pick<Ticket, 'ratedStaffIds'> & {
  personal: Pick<Ticket['personal'], 'comment' | 'contact'>;
};

/** Words that must not reach everyone: the resident's own name, and that of who was rated. */
function knownWords(
  { personal, ratedStaffIds }: Spoken,
  { organization, vault, publishing }: PublishingNeeds,
): KnownWords {
  const directory = organization.directory();
  const resident = personal.contact ? [openContact(personal.contact, vault).name] : [];
  const staff = publishing.staffNames
    ? []
    : ratedStaffIds.flatMap((id) => directory.staffMember(id)?.name ?? []);
  return { names: [...resident, ...staff], publicNumbers: publishing.publicNumbers };
}

/** @throws reply-has-personal-data with each place and what it is */
export function checkReply(text: string, ticket: Spoken, needs: PublishingNeeds): void {
  const places = findPersonalData(text, knownWords(ticket, needs));
  if (places.length === 0) return;
  throw new ApiError('reply-has-personal-data', {
    details: {
      places: places.map((place) => ({ ...place, message: `像是${personalDataLabels[place.kind]}` })),
    },
  });
}

/** What everyone would read of the resident's comment; null when there is none. */
export function maskedComment(ticket: Spoken, needs: PublishingNeeds): string | null {
  const { comment } = ticket.personal;
  return comment && maskPersonalData(comment, knownWords(ticket, needs));
}

/** What everyone reads of the handling: what was found only with the answer, and no time finer than the day. */
export function presentForEveryone(ticket: TicketProgress | null) {
  if (!ticket) return { handling: 'none' as const, ...nothingYet };
  const replied = ticket.history.findLast(({ kind }) => kind === 'reply');
  if (!replied || ticket.reply === null) return { handling: 'under-way' as const, ...nothingYet };
  const { finding, state, excluded, reply, publicComment } = ticket;
  return {
    handling: 'answered' as const,
    finding: state === 'reviewing' ? null : finding,
    excluded,
    reply,
    repliedOn: dayOf(replied.at),
    comment: publicComment ?? null,
  };
}

const nothingYet = { finding: null, excluded: false, reply: null, repliedOn: null, comment: null };
