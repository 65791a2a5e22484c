// A client of Linli's open interface: node open-client.mjs URL KEY SECRET < service-record.json
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';

const [url, key, secret] = process.argv.slice(2);

/** Signs and sends one call; answers with status and body. */
async function call(method, path, body = '') {
  const time = new Date().toISOString();
  const nonce = randomUUID();
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const signature = createHmac('sha256', secret)
    .update([method, path, time, nonce, bodyHash].join('\n'))
    .digest('hex');
  const response = await fetch(url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      'x-linli-key': key,
      'x-linli-time': time,
      'x-linli-nonce': nonce,
      'x-linli-signature': signature,
    },
    ...(body && { body }),
  });
  return { status: response.status, body: await response.json() };
}
const { status, body } = await call('POST', '/open/v1/service-records', await text(process.stdin));
console.error(status, JSON.stringify(body));
process.exitCode = status === 201 ? 0 : 1;
