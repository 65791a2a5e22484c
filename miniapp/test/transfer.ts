import { vi } from 'vitest';

/** How the tests of pages that send and fetch files play the browser's part. */

/** Requests that carry files, each answered by the test. */
export const transfers: XMLHttpRequest[] = [];
export const sendTransfer = vi.fn<(body: unknown) => void>();

/** What the browser does with a file, as far as our code looks at it. */
class Transfer {
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  status = 0;
  responseText = '';
  response: unknown = null;
  onload = () => {};
  onerror = () => {};
  address = '';
  open(_method: string, address: string) {
    this.address = address;
  }
  setRequestHeader() {}
  send(body: unknown) {
    transfers.push(this as unknown as XMLHttpRequest); // only what is above is used
    sendTransfer(body);
  }
  answer(status: number, body: object) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload();
  }
}

export const lastTransfer = () => {
  const transfer = transfers[transfers.length - 1];
  if (!(transfer instanceof Transfer)) throw new Error('nothing was sent');
  return transfer;
};

/** The person picks this file in the browser's dialogue. */
export function pick(file: File) {
  vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
    Object.defineProperty(this, 'files', { value: [file] });
    this.dispatchEvent(new Event('change'));
  });
}

export function fileOf(size: number, name = 'photo.jpg'): File {
  const file = new File(['x'], name);
  Object.defineProperty(file, 'size', { value: size });
  return file;
}

/** Every transfer from here on waits for the test's answer. Undone by `vi.unstubAllGlobals`. */
export function useTransfers(): void {
  transfers.length = 0;
  sendTransfer.mockReset();
  vi.stubGlobal('XMLHttpRequest', Transfer);
}
