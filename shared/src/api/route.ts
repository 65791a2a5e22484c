import type { Role } from '../roles.ts';

/**
 * Who may call an endpoint: anyone; a resident; any signed-in person; staff with one of these roles; another system,
 * which signs its calls; or the small screen at a counter, by the token it was given.
 * Whether they may touch this particular ticket or rating is the feature's policy.
 */
export type Access = 'public' | 'resident' | 'signed-in' | 'partner' | 'device' | readonly [Role, ...Role[]];

/** An endpoint without its schemas, light enough for the mini-program's bundle. Paths use `:name` parameters. */
export interface Route {
  method: 'GET' | 'POST';
  path: `/api/v1/${string}` | `/open/v1/${string}`;
  access: Access;
  /** One line for the published description. */
  summary: string;
  /** Of a public answer that is the same for everyone: caches may keep it this long; it carries an ETag. */
  cacheSeconds?: number;
  /** The field of a public answer that says when it last changed; it is also sent as Last-Modified. */
  lastModified?: 'updatedAt';
  /** The answer is a text of this type instead of JSON, sent while it is still being made. */
  streams?: 'text/csv' | 'application/jsonl';
  /** The call carries one file, as multipart/form-data; the body's schema is that of the texts beside it. */
  takes?: 'file';
  /** The answer is a file; a Range may ask for a part of it. */
  gives?: 'file';
}

export type RouteTable = Record<string, Route>;
