import { z } from 'zod';

/** A request as it leaves the phone. */
export interface SentRequest {
  method: string;
  /** The whole address. */
  url: string;
  /** Path and query of the address, parsed. */
  path: string;
  query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON; the fields of a form; undefined when nothing was sent. */
  body: unknown;
  /** The file of a form. */
  file?: { name: string; path: string };
}

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Answers the requests of the mini-program. Throws `NoConnection` for a network that is not there. */
export type Backend = (request: SentRequest) => Answer | Promise<Answer>;

export class NoConnection extends Error {
  constructor() {
    super('request:fail net::ERR_INTERNET_DISCONNECTED');
  }
}

/** What `wx.request` takes. */
const requestOptions = z.looseObject({
  url: z.url(),
  method: z.string().default('GET'),
  header: z.record(z.string(), z.unknown()).default({}),
  data: z.unknown().optional(),
});

/** Reads the options of `wx.request` as WeChat does: data of a GET goes into the query, of a POST into a JSON body. */
export function readRequest(options: unknown): SentRequest {
  const { url: text, method: givenMethod, header, data } = requestOptions.parse(options);
  const method = givenMethod.toUpperCase();
  const url = new URL(text);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  for (const [name, value] of Object.entries(header)) headers[name.toLowerCase()] = String(value);
  if (method === 'GET' && typeof data === 'object' && data !== null) {
    for (const [name, value] of Object.entries(data)) url.searchParams.set(name, String(value));
  }
  return {
    method,
    url: url.href,
    path: decodeURI(url.pathname),
    query: Object.fromEntries(url.searchParams),
    headers,
    body: method === 'GET' || data === undefined ? undefined : asSent(data),
  };
}

function asSent(data: unknown): unknown {
  if (typeof data !== 'string') return JSON.parse(JSON.stringify(data));
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}

/** Really sends the requests, to a server on this machine, whatever host the build was made for. */
export function loopback(origin: string): Backend {
  return async (request) => {
    const url = new URL(request.url);
    const response = await fetch(new URL(url.pathname + url.search, origin), {
      method: request.method,
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    }).catch(() => {
      throw new NoConnection();
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: text === '' ? '' : JSON.parse(text),
    };
  };
}
