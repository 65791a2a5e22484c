import type { LegalDirectory } from '../legal-service/index.ts';
import type { Directory } from '../organization/index.ts';

/** What says nothing about who a company is. */
const companyForms = /(股份有限公司|有限责任公司|有限公司|集团|公司)$/;

/** A name as it is compared: without spaces, brackets and the form of the company. */
function core(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s()（）《》“”"'·.,，。]/g, '')
    .toLowerCase()
    .replace(companyForms, '');
}

/** Shorter names would be found in others by chance. */
const leastCore = 2;

function names(one: string, other: string): boolean {
  const [a, b] = [core(one), core(other)];
  if (a.length < leastCore || b.length < leastCore) return false;
  return a.includes(b) || b.includes(a);
}

/**
 * Whether a firm may not advise against this party (律师法 39, which reaches the whole firm): it is one of its
 * clients, or the street or one of its units, which pay for the service.
 */
export function conflicts(
  otherParty: string,
  firmId: string,
  legal: LegalDirectory,
  organization: Pick<Directory, 'units'>,
): boolean {
  const clients = legal.firm(firmId)?.clients ?? [];
  const units = organization.units().filter(({ kind }) => kind !== 'district');
  return [...clients, ...units.map(({ name }) => name)].some((name) => names(otherParty, name));
}
