import type { DirectoryErrorCode, Durability } from '../storage/open.ts';
import type { Address } from '../wire/server.ts';

/** What the supervisor tells its child to do. */
export interface Configuration {
  readonly directory: string;
  readonly durability: Durability;
  readonly address: Address;
  /** The directory goes with the process. */
  readonly temporary: boolean;
}

/** What the child tells the supervisor. */
export type Report =
  | { readonly kind: 'ready'; readonly address: Address }
  | { readonly kind: 'failed'; readonly code: DirectoryErrorCode | 'failed'; readonly message: string };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export function isConfiguration(value: unknown): value is Configuration {
  return isRecord(value) && typeof value.directory === 'string' && isRecord(value.address);
}

export function isReport(value: unknown): value is Report {
  return isRecord(value) && (value.kind === 'ready' || value.kind === 'failed');
}
