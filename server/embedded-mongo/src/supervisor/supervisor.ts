import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DirectoryError, type Durability } from '../storage/open.ts';
import type { Address } from '../wire/server.ts';
import { type Configuration, isReport } from './protocol.ts';

/** Where the data live: a directory, or only as long as the process does. */
export type EmbeddedMongoOptions =
  | { readonly directory: string; readonly durability?: 'full' | 'normal' }
  | { readonly memory: true };

export interface EmbeddedMongo {
  /** The connection string for the stock driver. It stays the same when the database is restarted. */
  readonly uri: string;
  /** The process id of the database's process, for monitoring; it changes with a restart. */
  readonly pid: number | undefined;
  /** Ends the database in order. */
  stop(): Promise<void>;
}

/** Linux allows 107 bytes for the path of a socket, macOS 103. */
const maxSocketPath = 103;
const socketName = 'mongo.sock';
/** The first restart comes at once; a database that cannot stay up is retried at this pace. */
const restartPauseMs = 500;
const stopTimeoutMs = 10_000;

/**
 * Compiled code from an earlier start, which halves the time of a restart. In the package's own folder, which nobody else
 * writes to; where it cannot be written, starts are slower and that is all.
 */
const compileCache = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

const childModule = fileURLToPath(new URL('./child.ts', import.meta.url));

/** Starts the database in a process of its own and keeps it running. Throws `DirectoryError`. */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const temporary = 'memory' in options;
  const directory = temporary ? mkdtempSync(join(tmpdir(), 'embedded-mongo-')) : resolve(options.directory);
  const durability: Durability = temporary ? 'none' : (options.durability ?? 'full');
  const supervisor = new Supervisor({ directory, durability, temporary, address: addressFor(directory) });
  await supervisor.start();
  return supervisor;
}

/** The socket lies in the data directory; in one of its own if that path is too long. */
function addressFor(directory: string): Address {
  if (process.platform === 'win32') return { port: 0 };
  const socket = socketIn(directory);
  return { socket: socket ?? join(mkdtempSync(join(tmpdir(), 'mongo-')), socketName) };
}

function socketIn(directory: string): string | undefined {
  const socket = join(resolve(directory), socketName);
  return Buffer.byteLength(socket) <= maxSocketPath ? socket : undefined;
}

/** The connection string of a database that another process runs on the directory, if it can be told from there. */
export function uriOfRunning(directory: string): string | undefined {
  const socket = socketIn(directory);
  return socket !== undefined && existsSync(socket) ? uriOf({ socket }) : undefined;
}

function uriOf(address: Address): string {
  const host = 'socket' in address ? encodeURIComponent(address.socket) : `127.0.0.1:${address.port}`;
  return `mongodb://${host}/?directConnection=true`;
}

class Supervisor implements EmbeddedMongo {
  #configuration: Configuration;
  #child: ChildProcess | undefined;
  #starting: Promise<void> | undefined;
  #stopping = false;
  #lastStart = 0;

  constructor(configuration: Configuration) {
    this.#configuration = configuration;
  }

  get uri(): string {
    return uriOf(this.#configuration.address);
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  start(): Promise<void> {
    this.#starting = this.#launch();
    return this.#starting;
  }

  async #launch(): Promise<void> {
    this.#lastStart = Date.now();
    // Under `node --watch` a child would report its imports to us, as if we were the watcher.
    const { WATCH_REPORT_DEPENDENCIES: _, ...env } = process.env;
    const child = fork(childModule, [JSON.stringify(this.#configuration)], {
      env: { NODE_COMPILE_CACHE: compileCache, ...env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: [],
    });
    this.#child = child;
    try {
      const address = await readiness(child, this.#configuration.directory);
      this.#configuration = { ...this.#configuration, address };
    } catch (error) {
      this.#removeOwnFiles();
      throw error;
    }
    child.unref();
    child.channel?.unref();
    child.once('exit', () => this.#restart());
  }

  #restart(): void {
    if (this.#stopping) return;
    const pause = Date.now() - this.#lastStart < restartPauseMs ? restartPauseMs : 0;
    setTimeout(() => {
      if (this.#stopping) return;
      this.start().catch((error: unknown) => {
        console.error(`embedded-mongo: ${error instanceof Error ? error.message : String(error)}`);
        this.#restart();
      });
    }, pause);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    // A child that is still starting would not hear the message.
    await this.#starting?.catch(() => undefined);
    await this.#end();
    this.#removeOwnFiles();
  }

  async #end(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    if (child.connected) child.send('stop');
    await exited;
    clearTimeout(timer);
  }

  #removeOwnFiles(): void {
    const { temporary, directory, address } = this.#configuration;
    if (temporary) rmSync(directory, { recursive: true, force: true });
    if ('socket' in address && !address.socket.startsWith(directory)) {
      rmSync(join(address.socket, '..'), { recursive: true, force: true });
    }
  }
}

async function readiness(child: ChildProcess, directory: string): Promise<Address> {
  return await new Promise((fulfil, reject) => {
    child.once('message', (message) => {
      if (!isReport(message)) return;
      if (message.kind === 'ready') fulfil(message.address);
      else if (message.code === 'failed') reject(new Error(message.message));
      else reject(new DirectoryError(message.code, message.message));
    });
    child.once('exit', (code) =>
      reject(new Error(`the embedded database for ${directory} ended with code ${code} while starting`)),
    );
    child.once('error', reject);
  });
}
