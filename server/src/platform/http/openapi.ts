import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import type { EndpointSchemas } from '@linli/shared/api/endpoint.ts';
import type { Route } from '@linli/shared/api/route.ts';
import { type EndpointId, routes } from '@linli/shared/api/routes.ts';
import { schemas } from '@linli/shared/api/schemas.ts';
import { type ErrorCode, errors } from '@linli/shared/errors.ts';
import { signatureHeaders } from '@linli/shared/exchange.ts';
import { type ZodType, z } from 'zod';

const errorAnswer = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    requestId: z.string(),
    details: z.unknown().optional(),
  }),
});

/** The contract as an OpenAPI 3.1 document. */
export function describeApi() {
  const registry = new OpenAPIRegistry();
  const bearer = registry.registerComponent('securitySchemes', 'accessToken', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  const signature = registry.registerComponent('securitySchemes', 'signature', {
    type: 'apiKey',
    in: 'header',
    name: signatureHeaders.signature,
    description: 'HMAC-SHA256 over method, path, time, nonce and body; see docs/open-interface.md',
  });
  const device = registry.registerComponent('securitySchemes', 'deviceToken', {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: '`Device` and the token of the small screen',
  });
  const schemeOf = ({ access }: Route) =>
    access === 'partner' ? signature : access === 'device' ? device : bearer;
  for (const [id, route] of Object.entries(routes) as [EndpointId, Route][]) {
    const schema: EndpointSchemas = schemas[id];
    registry.registerPath({
      operationId: id,
      method: route.method === 'GET' ? 'get' : 'post',
      path: route.path.replace(/:(\w+)/g, '{$1}'),
      summary: route.summary,
      description: `Who: ${typeof route.access === 'string' ? route.access : `staff (${route.access.join(', ')})`}.`,
      security: route.access === 'public' ? [] : [{ [schemeOf(route).name]: [] }],
      request: {
        ...(schema.params && { params: schema.params }),
        ...(schema.query && { query: schema.query }),
        ...(schema.body && {
          body: { required: true, content: contentOf(route, schema.body) },
        }),
      },
      responses: {
        ...(route.gives === 'file'
          ? fileResponses
          : schema.answer
            ? {
                [schema.status ?? 200]: {
                  description: 'Done',
                  content: { [route.streams ?? 'application/json']: { schema: schema.answer } },
                },
              }
            : { 204: { description: 'Done' } }),
        ...errorResponses(route, schema),
      },
    });
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Linli 法治邻里',
      version: '1',
      description: 'Rate a service counter, and follow what comes of it.',
    },
  });
}

const file = z.string().meta({ format: 'binary' });

function contentOf(route: Route, body: ZodType) {
  if (route.takes !== 'file' || !(body instanceof z.ZodObject))
    return { 'application/json': { schema: body } };
  return { 'multipart/form-data': { schema: body.extend({ file }) } };
}

/** Whole, in part, or beyond its end. */
const fileResponses = {
  200: { description: 'The file', content: { 'application/octet-stream': { schema: file } } },
  206: {
    description: 'The part that Range asks for',
    content: { 'application/octet-stream': { schema: file } },
  },
  416: { description: 'Range lies beyond the end' },
};

function errorResponses(route: Route, schema: EndpointSchemas) {
  const codes: ErrorCode[] = [...(schema.errors ?? [])];
  if (schema.params || schema.query || schema.body) codes.push('invalid-request');
  if (route.access !== 'public') codes.push('not-signed-in', 'session-ended', 'not-allowed');
  const byStatus = Map.groupBy(codes, (code) => errors[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: [...new Set(group)].join(', '),
        content: { 'application/json': { schema: errorAnswer } },
      },
    ]),
  );
}
