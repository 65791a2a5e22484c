import { expect, test } from 'vitest';
import { errors } from '../errors.ts';
import type { EndpointSchemas } from './endpoint.ts';
import type { Route } from './route.ts';
import { type EndpointId, routes } from './routes.ts';
import { schemas } from './schemas.ts';

const endpoints = Object.entries(routes) as [EndpointId, Route][];

test('every route has schemas and every schema has a route', () => {
  expect(Object.keys(schemas).sort()).toEqual(Object.keys(routes).sort());
});

test('no two endpoints share method and path', () => {
  const places = endpoints.map(([, route]) => `${route.method} ${route.path}`);
  expect(new Set(places).size).toBe(places.length);
});

test.each(endpoints)('%s names each parameter of its path in its schema', (id, route) => {
  const schema: EndpointSchemas = schemas[id];
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
  expect(Object.keys(schema.params?.shape ?? {})).toEqual(inPath);
});

test.each(Object.entries(errors))(
  'the error %s tells a person in Chinese what to do',
  (_code, { status, message }) => {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(message).toMatch(/[\u4e00-\u9fff]/);
  },
);

test('a rating is anonymous without a contact, or real-name with one', () => {
  const body = schemas.submitRating.body;
  const rating = { scene: 'c.A01', grade: 2, tags: [], idempotencyKey: 'a'.repeat(16) };
  const contact = { name: '王秀兰', phone: '13800001234' };
  expect(body.safeParse({ ...rating, anonymous: true }).success).toBe(true);
  expect(body.safeParse({ ...rating, anonymous: false, contact }).success).toBe(true);
  expect(body.safeParse({ ...rating, anonymous: false }).success).toBe(false);
  expect(body.safeParse({ ...rating, anonymous: true, contact }).success).toBe(false);
});
