import type { EndpointId, routes } from '@linli/shared/api/routes.ts';
import type { AnswerOf, BodyOf } from '@linli/shared/api/types.ts';
import { asCaller } from './api';
import type { ChosenFile } from './chosen-file';
import { addressOf, type CallInput, parsed, refusalOf, understood } from './exchange';
import { fetchFile, type LocalFile, sendFile } from './transfer';

/** Endpoints of the contract that take a file, and that give one. */
type FileEndpoint<Key extends 'takes' | 'gives'> = {
  [Id in EndpointId]: (typeof routes)[Id] extends Record<Key, 'file'> ? Id : never;
}[EndpointId];

interface Sending<Id extends EndpointId> {
  file: ChosenFile;
  fields: BodyOf<Id> & Record<string, string>;
  onProgress: (percent: number) => void;
}

/** Sends a file as whoever it is for. Throws a `CallError` whose message can be shown as it stands. */
export function upload<Id extends FileEndpoint<'takes'>>(
  id: Id,
  input: Omit<CallInput<Id>, 'body'>,
  { file, fields, onProgress }: Sending<Id>,
): Promise<AnswerOf<Id>> {
  return asCaller(id, async (accessToken) => {
    const answer = await sendFile({ url: addressOf(id, input), accessToken, file, fields, onProgress });
    return parsed(understood(answer, true)) as AnswerOf<Id>; // typed by the contract, as in `exchange`
  });
}

/** Fetches a file; whoever shows it closes it. Throws a `CallError`. */
export function download<Id extends FileEndpoint<'gives'>>(id: Id, input: CallInput<Id>): Promise<LocalFile> {
  return asCaller(id, async (accessToken) => {
    const answer = await fetchFile({ url: addressOf(id, input), accessToken });
    if ('file' in answer) return answer.file;
    throw refusalOf(answer.refused, true);
  });
}
