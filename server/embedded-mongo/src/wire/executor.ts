import { Doc } from '../bson/doc.ts';
import { toNumber } from '../bson/number.ts';
import { type Command, checkFields, type Request, type Services, type Task } from '../commands/command.ts';
import { commandNamed } from '../commands/registry.ts';
import { errorReply } from '../commands/write-errors.ts';
import { MongoError } from '../errors.ts';
import type { View } from '../query/scan.ts';
import { Slice } from '../query/slice.ts';
import type { Connection } from '../storage/connection.ts';
import { isDamaged, isDiskFull, isUnreachable } from '../storage/open.ts';

type Respond = (reply: Doc) => void;

interface Job {
  readonly request: Request;
  readonly respond: Respond;
  readonly deadline: number;
  command: Command | undefined;
  task: Task | undefined;
  view: View | undefined;
}

/**
 * Runs commands in turns of the event loop. All writes of a turn share one transaction and are answered only
 * after it is on disk. Commands that take longer pause and go on in the next turn, so that the others get theirs.
 */
export class Executor {
  readonly #services: Services;
  #arrived: Job[] = [];
  #writing: Job[] = [];
  #reading: Job[] = [];
  #answers: { job: Job; reply: Doc }[] = [];
  #scheduled = false;
  #stopped = false;

  constructor(services: Services) {
    this.#services = services;
  }

  submit(request: Request, respond: Respond): void {
    const limit = toNumber(request.body.get('maxTimeMS'));
    const deadline = limit > 0 ? performance.now() + limit : Number.POSITIVE_INFINITY;
    this.#arrived.push({ request, respond, deadline, command: undefined, task: undefined, view: undefined });
    this.#schedule();
  }

  /** Answers what is still open with ShutdownInProgress and takes nothing more. */
  stop(): void {
    this.#stopped = true;
    const open = [...this.#arrived, ...this.#writing, ...this.#reading];
    for (const job of open) {
      this.#releaseReader(job);
      job.respond(errorReply(new MongoError('ShutdownInProgress', 'the embedded database is shutting down')));
    }
    this.#arrived = [];
    this.#writing = [];
    this.#reading = [];
  }

  #schedule(): void {
    if (this.#scheduled || this.#stopped) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (!this.#stopped) this.#turn();
    });
  }

  #turn(): void {
    const arrived = this.#arrived;
    const writing = this.#writing;
    this.#arrived = [];
    this.#writing = [];
    for (const job of writing) this.#write(job);
    for (const job of arrived) this.#start(job);
    this.#commit();
    this.#answer();
    const reading = this.#reading;
    this.#reading = [];
    for (const job of reading) this.#read(job);
    this.#answer();
    if (this.#writing.length > 0 || this.#reading.length > 0) this.#schedule();
  }

  #start(job: Job): void {
    try {
      const command = commandNamed(job.request.name);
      checkFields(job.request, command);
      job.command = command;
      if (command.kind === 'write') {
        this.#write(job);
        return;
      }
      const outcome = command.run(job.request, this.#services);
      if (typeof outcome === 'function') this.#startReading(job, outcome);
      else this.#answers.push({ job, reply: outcome });
    } catch (error) {
      this.#fail(job, error);
    }
  }

  #startReading(job: Job, begin: (view: View) => Task): void {
    const start = (connection: Connection): void => {
      job.view = { connection, slice: new Slice() };
      job.task = begin(job.view);
      this.#reading.push(job);
    };
    const reader = this.#services.store.tryReader();
    if (reader !== undefined) {
      start(reader);
      return;
    }
    void this.#services.store.acquireReader().then((connection) => {
      start(connection);
      this.#schedule();
    });
  }

  #read(job: Job): void {
    try {
      job.view?.slice.renew();
      const step = this.#step(job);
      if (step === undefined) {
        this.#reading.push(job);
        return;
      }
      this.#releaseReader(job);
      this.#answers.push({ job, reply: step });
    } catch (error) {
      this.#releaseReader(job);
      this.#fail(job, error);
    }
  }

  /** Runs a job until it pauses (undefined) or ends with its reply. */
  #step(job: Job): Doc | undefined {
    if (performance.now() > job.deadline)
      throw new MongoError('MaxTimeMSExpired', 'operation exceeded time limit');
    const next = job.task?.next();
    return next?.done === true ? next.value : undefined;
  }

  #releaseReader(job: Job): void {
    if (job.command?.kind !== 'read' || job.view === undefined) return;
    this.#services.store.releaseReader(job.view.connection);
    job.view = undefined;
  }

  #write(job: Job): void {
    const { store } = this.#services;
    try {
      if (!store.inTransaction) store.begin();
      store.savepoint();
      const reply = this.#writeStep(job);
      store.release();
      if (reply === undefined) this.#writing.push(job);
      else this.#answers.push({ job, reply });
    } catch (error) {
      this.#undo(error);
      this.#fail(job, error);
    }
  }

  #writeStep(job: Job): Doc | undefined {
    const { store } = this.#services;
    try {
      if (job.task === undefined && job.command?.kind === 'write') {
        job.view = { connection: store.main, slice: new Slice() };
        const outcome = job.command.run(job.request, this.#services, job.view);
        if (outcome instanceof Doc) return outcome;
        job.task = outcome;
      }
      job.view?.slice.renew();
      return this.#step(job);
    } catch (error) {
      // As in MongoDB, what a command did before its error stays.
      if (error instanceof MongoError) return errorReply(error);
      throw error;
    }
  }

  /** After a fault: takes back the one command, or everything when SQLite has given up the transaction. */
  #undo(error: unknown): void {
    const { store } = this.#services;
    if (store.main.db.isTransaction && !isDiskFull(error)) {
      store.rollbackToSavepoint();
      return;
    }
    this.#rollback(error);
  }

  #rollback(error: unknown): void {
    if (!this.#services.store.inTransaction) return;
    this.#services.store.rollback();
    const lost = this.#answers;
    this.#answers = [];
    for (const { job } of lost) this.#fail(job, error);
    const unfinished = this.#writing;
    this.#writing = [];
    for (const job of unfinished) this.#fail(job, error);
  }

  #commit(): void {
    const { store } = this.#services;
    if (!store.inTransaction) return;
    try {
      store.commit();
    } catch (error) {
      this.#rollback(error);
    }
  }

  #fail(job: Job, error: unknown): void {
    this.#answers.push({ job, reply: errorReply(asReplyError(error)) });
  }

  #answer(): void {
    const answers = this.#answers;
    this.#answers = [];
    for (const { job, reply } of answers) job.respond(reply);
  }
}

function asReplyError(error: unknown): MongoError {
  if (error instanceof MongoError) return error;
  if (isDiskFull(error)) return new MongoError('OutOfDiskSpace', 'the disk of the embedded database is full');
  if (isDamaged(error))
    return new MongoError('DataCorruptionDetected', 'the file of the embedded database is damaged');
  if (isUnreachable(error))
    return new MongoError('FileStreamFailed', 'the system does not let the embedded database use its file');
  if (error instanceof RangeError && error.message.includes('call stack'))
    return new MongoError('Overflow', 'the command or its result is nested too deeply');
  console.error(error);
  return new MongoError('InternalError', error instanceof Error ? error.message : String(error));
}
