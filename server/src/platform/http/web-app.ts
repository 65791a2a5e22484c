import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Middleware } from 'koa';
import helmet from 'koa-helmet';
import send from 'koa-send';

/** Names with a content hash never change what they stand for. */
const hashedName = /\.[0-9a-f]{8,}\.\w+$/;
const yearMs = 365 * 24 * 60 * 60 * 1000;

/** Serves the web build of the mini-program; any path outside the API is left to the next middleware if no file is there. */
export function serveWebApp(directory: string): Middleware {
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next();
    if (ctx.path.startsWith('/api/') || ctx.path.startsWith('/open/')) return next();
    try {
      await send(ctx, ctx.path === '/' ? 'index.html' : ctx.path, {
        root: directory,
        maxage: hashedName.test(ctx.path) ? yearMs : 0,
        immutable: hashedName.test(ctx.path),
      });
    } catch (error) {
      if (!(error instanceof Error && 'status' in error && error.status === 404)) throw error;
      await next();
    }
  };
}

/** Security headers. The page's own inline scripts are allowed by their hash; nothing is loaded from elsewhere. */
export function securityHeaders(webDirectory: string | undefined): Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...(webDirectory ? inlineScriptHashes(webDirectory) : [])],
        styleSrc: ["'self'", "'unsafe-inline'"],
        // What was fetched with a token is shown from memory.
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // The server itself speaks HTTP; whoever puts TLS in front of it also promises it.
    strictTransportSecurity: false,
  });
}

function inlineScriptHashes(directory: string): string[] {
  const html = readFileSync(join(directory, 'index.html'), 'utf8');
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '');
  return scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
}
