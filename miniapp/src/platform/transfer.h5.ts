import { connectionError } from './call-error';
import type { HttpAnswer } from './request';
import type { FileAnswer, FileRequest, FileToSend } from './transfer';

export type { FileAnswer, FileRequest, FileToSend, LocalFile } from './transfer';

const timeoutMilliseconds = 300_000;

/** Sends one file and answers with whatever came back. Throws a `CallError` when nothing did. */
export async function sendFile({
  url,
  accessToken,
  file,
  fields,
  onProgress,
}: FileToSend): Promise<HttpAnswer> {
  const form = new FormData();
  for (const name of Object.keys(fields)) form.append(name, fields[name] ?? '');
  form.append('file', file.content);
  const request = await send('POST', url, accessToken, 'text', form, onProgress);
  return { status: request.status, body: request.responseText, retryAfterMs: undefined };
}

/** Brings a file into the memory of this page. Throws a `CallError` when nothing came. */
export async function fetchFile({ url, accessToken }: FileRequest): Promise<FileAnswer> {
  const request = await send('GET', url, accessToken, 'blob');
  const content: Blob = request.response;
  if (request.status !== 200) {
    const body = await textOf(content);
    return { refused: { status: request.status, body, retryAfterMs: undefined } };
  }
  const path = URL.createObjectURL(content);
  return { file: { path, close: () => URL.revokeObjectURL(path) } };
}

/** fetch cannot tell how much of a file has been sent. */
function send(
  method: string,
  url: string,
  accessToken: string,
  responseType: 'text' | 'blob',
  body: FormData | null = null,
  onProgress?: (percent: number) => void,
): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.responseType = responseType;
    request.timeout = timeoutMilliseconds;
    request.setRequestHeader('authorization', `Bearer ${accessToken}`);
    if (onProgress) {
      request.upload.onprogress = ({ loaded, total }) => onProgress(Math.round((loaded / total) * 100));
    }
    request.onload = () => resolve(request);
    request.onerror = () => reject(connectionError('offline'));
    request.ontimeout = () => reject(connectionError('timeout'));
    request.send(body);
  });
}

function textOf(content: Blob): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => resolve('');
    reader.readAsText(content);
  });
}
