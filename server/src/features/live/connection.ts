import type { LiveKind, LiveServerMessage } from '@linli/shared/live.ts';
import type { ChangeBatch, Listener, Topic } from '../../platform/changes.ts';

/** What is asked of a listener's socket. */
export interface ListenerSocket {
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code: number): void;
  terminate(): void;
}

/** What a listener may hear of, and what it is to them. */
export type Audience = ReadonlyMap<Topic, LiveKind>;

/** Whoever lets so much lie unread is dropped: a phone that is back asks anew, a dead one costs no memory. */
const unreadMaxBytes = 64 * 1024;

/** Beats that may stay unanswered. */
const silentBeatsMax = 2;

/** So many messages between two beats no honest client sends. */
const messagesMax = 20;

/** One socket of somebody who has said who they are. */
export class LiveConnection {
  readonly authorization: string;
  listener: Listener;
  private audience: Audience;
  private readonly socket: ListenerSocket;
  /** The number up to which it has been told. */
  private position: number;
  private silentBeats = 0;
  private messages = 0;

  constructor(
    socket: ListenerSocket,
    known: { authorization: string; listener: Listener; audience: Audience; position: number },
  ) {
    this.socket = socket;
    this.authorization = known.authorization;
    this.listener = known.listener;
    this.audience = known.audience;
    this.position = known.position;
  }

  /** Takes note of what the listener may hear of now: people change their posts. */
  know(listener: Listener, audience: Audience): void {
    this.listener = listener;
    this.audience = audience;
  }

  /** Which kinds of what the listener sees these changes concern. */
  private concerned(batches: readonly ChangeBatch[]): LiveKind[] {
    const kinds = new Set<LiveKind>();
    for (const { changes } of batches) {
      for (const { topic, hiddenFrom } of changes) {
        const kind = this.audience.get(topic);
        if (kind !== undefined && !hiddenFrom?.includes(this.listener.id)) kinds.add(kind);
      }
    }
    return [...kinds];
  }

  /** Says that it is listened to from here on, and what was missed; `missed` is null when that is not known. */
  welcome(missed: readonly ChangeBatch[] | null, beatSeconds: number): void {
    const changed = missed === null ? [] : this.concerned(missed);
    this.send({
      type: 'ready',
      cursor: String(this.position),
      changed,
      afresh: missed === null,
      beatSeconds,
    });
  }

  /** Tells of what concerns the listener, unless it was told of it before. */
  tell(batches: readonly ChangeBatch[]): void {
    const fresh = batches.filter(({ _id }) => _id > this.position);
    this.position = fresh.at(-1)?._id ?? this.position;
    const changed = this.concerned(fresh);
    if (changed.length > 0) this.send({ type: 'changed', cursor: String(this.position), changed });
  }

  /** Something was missed: everything is to be read again. */
  tellAll(position: number): void {
    this.position = position;
    const changed = [...new Set(this.audience.values())];
    this.send({ type: 'changed', cursor: String(position), changed });
  }

  /** Asks whether the listener is there; false when it has not been for long. */
  beat(): boolean {
    this.messages = 0;
    this.silentBeats += 1;
    if (this.silentBeats > silentBeatsMax) return false;
    this.send({ type: 'beat', cursor: String(this.position) });
    return true;
  }

  /** Takes note of an answer; false when there are far too many. */
  answered(): boolean {
    this.silentBeats = 0;
    this.messages += 1;
    return this.messages <= messagesMax;
  }

  close(code: number): void {
    this.socket.close(code);
  }

  drop(): void {
    this.socket.terminate();
  }

  private send(message: LiveServerMessage): void {
    if (this.socket.bufferedAmount > unreadMaxBytes) this.drop();
    else this.socket.send(JSON.stringify(message));
  }
}
