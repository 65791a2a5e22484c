import type { ZodObject, ZodType } from 'zod';
import type { ErrorCode } from '../errors.ts';
import type { RouteTable } from './route.ts';

/** What an endpoint reads and answers. Objects are strict: a key that is not named is refused. */
export interface EndpointSchemas {
  params?: ZodObject;
  query?: ZodObject;
  body?: ZodType;
  /** Absent: 204, nothing to say. */
  answer?: ZodType;
  /** Of a successful answer; 200 when absent. */
  status?: 200 | 201;
  /** Errors a caller should be ready for, beyond those every endpoint can give. */
  errors?: readonly ErrorCode[];
}

/** Schemas for each route of a table, and for nothing else. */
export type SchemasFor<Routes extends RouteTable> = Record<keyof Routes, EndpointSchemas>;
