import type { AppointmentDetail } from '@linli/shared/api/types.ts';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { booked } from '../../../test/appointments';
import { ok, sentRequests, serve, sessionNamed } from '../../../test/server';
import { fileOf, lastTransfer, pick, transfers, useTransfers } from '../../../test/transfer';
import { AttachmentsCard } from './attachments-card';
import { AttachmentPicker } from './picker';
import { draftPlace, dropFile, filesFor, handOver } from './waiting';

const path = `/api/v1/appointments/${booked.id}/attachments`;
const photo = { id: 'd'.repeat(24), kind: 'photo' as const, size: 482_133 };
const withPapers = (...attachments: (typeof photo)[]): AppointmentDetail => ({
  ...booked,
  given: booked.given && { ...booked.given, attachments },
});
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

function Card({ first }: { first: AppointmentDetail }) {
  const [appointment, change] = useState(first);
  return <AttachmentsCard appointment={appointment} onChanged={change} />;
}

beforeEach(() => {
  useTransfers();
  serve({
    'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')),
    [`POST ${path}/${photo.id}/removal`]: () => ok(withPapers()),
  });
});
afterEach(() => {
  for (const place of [draftPlace, booked.id]) for (const { key } of filesFor(place)) dropFile(place, key);
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('while the booking is filled in', () => {
  it('up to three photos and PDFs are chosen, and can be taken back', async () => {
    render(<AttachmentPicker />);
    for (const number of [1, 2, 3]) {
      pick(fileOf(2_000_000));
      press(number === 2 ? '加 PDF 文件' : '加照片');
      await screen.findByText(new RegExp(`^${number === 2 ? 'PDF 文件' : '照片'}${'一二三'[number - 1]}`));
    }
    expect(screen.queryByRole('button', { name: '加照片' })).toBeNull();
    press('去掉PDF 文件二');
    screen.getByRole('button', { name: '加照片' });
    expect(transfers).toHaveLength(0);
  });

  it('one of more than 50 MB is refused before anything is sent', async () => {
    render(<AttachmentPicker />);
    pick(fileOf(50 * 1024 * 1024 + 1));
    press('加照片');
    await screen.findByText(/超过 50 MB/);
    expect(filesFor(draftPlace)).toEqual([]);
  });
});

describe('once the seat is certain', () => {
  it('what was chosen is sent by itself, one after the other', async () => {
    const { unmount } = render(<AttachmentPicker />);
    for (const number of [1, 2]) {
      pick(fileOf(2_000_000));
      press('加照片');
      await screen.findByText(new RegExp(`^照片${'一二三'[number - 1]}`));
    }
    unmount();
    handOver(booked.id);
    render(<Card first={withPapers()} />);
    await waitFor(() => expect(transfers).toHaveLength(1));
    lastTransfer().upload.onprogress?.({ loaded: 42, total: 100 });
    await screen.findByText(/正在上传 42%/);
    screen.getByText(/等着上传/);
    lastTransfer().answer(201, withPapers(photo));
    await waitFor(() => expect(transfers).toHaveLength(2));
    lastTransfer().answer(201, withPapers(photo, { ...photo, id: 'e'.repeat(24) }));
    await screen.findByRole('button', { name: '照片二，471 KB' });
    expect(filesFor(booked.id)).toEqual([]);
  });

  it('what did not get through stays, and goes on with the same key', async () => {
    render(<Card first={withPapers()} />);
    pick(fileOf(2_000_000));
    press('加照片');
    await waitFor(() => expect(transfers).toHaveLength(1));
    const first = lastTransfer().address;
    expect(first).toMatch(new RegExp(`^${path}\\?idempotencyKey=[0-9a-z]{24}$`));
    lastTransfer().onerror();
    await screen.findByText('没有传上：网络没有连上，请检查网络后再试');
    press('再传一次');
    await waitFor(() => expect(transfers).toHaveLength(2));
    expect(lastTransfer().address).toBe(first);
    lastTransfer().answer(415, {
      error: { code: 'attachment-kind-refused', message: '换一种', requestId: '1' },
    });
    await screen.findByText('没有传上：换一种');
    press('这个不传了');
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(filesFor(booked.id)).toEqual([]);
  });
});

it('a paper can be removed until the consultation is over', async () => {
  const { unmount } = render(<Card first={withPapers(photo)} />);
  press('照片一，471 KB');
  press('删掉这个材料');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sentRequests().at(-1)).toMatch(new RegExp(`${photo.id}/removal`));
  expect(screen.queryByRole('list')).toBeNull();
  unmount();
  render(<Card first={{ ...withPapers(photo), attachable: false, state: 'finished' }} />);
  expect(screen.queryByRole('button', { name: '加照片' })).toBeNull();
  press('照片一，471 KB');
  expect(screen.queryByRole('button', { name: '删掉这个材料' })).toBeNull();
});
