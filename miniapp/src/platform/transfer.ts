import Taro from '@tarojs/taro';
import { connectionError } from './call-error';
import type { ChosenFile } from './chosen-file';
import type { HttpAnswer } from './request';

/** Ours is the limit of 50 MB; on a slow line that takes its time. */
const timeoutMilliseconds = 300_000;

export interface FileRequest {
  url: string;
  accessToken: string;
}

export interface FileToSend extends FileRequest {
  file: ChosenFile;
  /** Texts beside the file. */
  fields: Record<string, string>;
  /** How far it is, in per cent. */
  onProgress: (percent: number) => void;
}

/** A file as it lies on this device until it is closed: a path here, an address in memory on the web. */
export interface LocalFile {
  path: string;
  close: () => void;
}

/** The file, or the answer that came in its place. */
export type FileAnswer = { file: LocalFile } | { refused: HttpAnswer };

/** Sends one file and answers with whatever came back. Throws a `CallError` when nothing did. */
export function sendFile({ url, accessToken, file, fields, onProgress }: FileToSend): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const task = Taro.uploadFile({
      url,
      filePath: file.content,
      name: 'file',
      formData: fields,
      header: { authorization: `Bearer ${accessToken}` },
      timeout: timeoutMilliseconds,
      success: ({ statusCode, data }) => resolve({ status: statusCode, body: data, retryAfterMs: undefined }),
      fail: () => reject(connectionError('offline')),
    });
    task.onProgressUpdate(({ progress }) => onProgress(progress));
  });
}

/** Brings a file to this device. Throws a `CallError` when nothing came. */
export function fetchFile({ url, accessToken }: FileRequest): Promise<FileAnswer> {
  return new Promise((resolve, reject) => {
    void Taro.downloadFile({
      url,
      header: { authorization: `Bearer ${accessToken}` },
      timeout: timeoutMilliseconds,
      success: ({ statusCode, tempFilePath }) => {
        // WeChat removes what lies there by itself, and writes refusals to a file, too.
        if (statusCode === 200) resolve({ file: { path: tempFilePath, close: () => {} } });
        else
          resolve({
            refused: { status: statusCode, body: readRefusal(tempFilePath), retryAfterMs: undefined },
          });
      },
      fail: () => reject(connectionError('offline')),
    });
  });
}

function readRefusal(path: string | undefined): string {
  try {
    return path ? String(Taro.getFileSystemManager().readFileSync(path, 'utf8')) : '';
  } catch {
    return '';
  }
}
