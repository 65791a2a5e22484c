import { expect, test } from 'vitest';
import { type ListenerSocket, LiveConnection } from './connection.ts';

/** What a connection does with its socket. */
class FakeSocket implements ListenerSocket {
  bufferedAmount = 0;
  sent: string[] = [];
  dropped = false;
  send(text: string) {
    this.sent.push(text);
  }
  close() {}
  terminate() {
    this.dropped = true;
  }
}

function connect(position = 0) {
  const socket = new FakeSocket();
  const connection = new LiveConnection(socket, {
    authorization: 'Bearer token',
    listener: { kind: 'staff', id: 'me', sessionId: 's', roles: ['handler'], departmentId: 'd' },
    audience: new Map([
      ['handler:me', 'own-tickets'],
      ['unit:d', 'unit-tickets'],
    ]),
    position,
  });
  return { socket, connection };
}

test('who lets too much lie unread is dropped', () => {
  const { socket, connection } = connect();
  connection.tell([{ _id: 1, changes: [{ topic: 'unit:d' }] }]);
  expect([socket.sent.length, socket.dropped]).toEqual([1, false]);
  socket.bufferedAmount = 64 * 1024 + 1;
  connection.tell([{ _id: 2, changes: [{ topic: 'unit:d' }] }]);
  expect([socket.sent.length, socket.dropped]).toEqual([1, true]);
});

test('several changes are one message that names each kind once', () => {
  const { socket, connection } = connect();
  const own = { topic: 'handler:me' } as const;
  connection.tell([
    { _id: 1, changes: [own, { topic: 'unit:other' }] },
    { _id: 2, changes: [own, { topic: 'unit:d' }, { topic: 'unit:d', hiddenFrom: ['me'] }] },
  ]);
  expect(socket.sent.map((text) => JSON.parse(text))).toEqual([
    { type: 'changed', cursor: '2', changed: ['own-tickets', 'unit-tickets'] },
  ]);
});

test('what was told before is not told again', () => {
  const { socket, connection } = connect(2);
  connection.tell([{ _id: 2, changes: [{ topic: 'unit:d' }] }]);
  expect(socket.sent).toEqual([]);
});

test('what is nobody’s business here, or hidden, is not told', () => {
  const { socket, connection } = connect();
  connection.tell([{ _id: 1, changes: [{ topic: 'unit:other' }, { topic: 'unit:d', hiddenFrom: ['me'] }] }]);
  expect(socket.sent).toEqual([]);
  connection.tellAll(9);
  expect(JSON.parse(socket.sent[0] ?? '')).toMatchObject({
    cursor: '9',
    changed: ['own-tickets', 'unit-tickets'],
  });
});
