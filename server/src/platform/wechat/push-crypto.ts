import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * How WeChat signs and encrypts what it pushes
 * (https://developers.weixin.qq.com/doc/oplatform/developers/dev/push/encryption.html).
 */

/** The signature of a push: of token, time and nonce, and where the message is encrypted of that, too. */
export function pushSignature(token: string, ...parts: string[]): string {
  return createHash('sha1')
    .update([token, ...parts].sort().join(''))
    .digest('hex');
}

export function sameSignature(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const ivBytes = 16;
const nonceBytes = 16;
const lengthBytes = 4;
/** WeChat pads to 32 bytes, twice what AES needs. */
const blockBytes = 32;

/** The AES key out of the 43 characters that the account's settings call EncodingAESKey. */
export const pushKey = (encodingAesKey: string): Buffer => Buffer.from(`${encodingAesKey}=`, 'base64');

/**
 * The message in an encrypted push: 16 random bytes, its length, itself, the AppID.
 * @throws Error when it was not encrypted with this key for this account
 */
export function decryptPush(encrypted: string, key: Buffer, appId: string): string {
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, ivBytes)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  const content = padded.subarray(nonceBytes, padded.length - padding);
  if (padding < 1 || padding > blockBytes || content.length < lengthBytes)
    throw new Error('not a push of ours');
  const end = lengthBytes + content.readUInt32BE(0);
  if (content.subarray(end).toString('utf8') !== appId) throw new Error('a push for another account');
  return content.subarray(lengthBytes, end).toString('utf8');
}

/** The other way round: what WeChat does, and its stand-in. */
export function encryptPush(message: string, key: Buffer, appId: string): string {
  const body = Buffer.from(message);
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(body.length);
  const content = Buffer.concat([randomBytes(nonceBytes), length, body, Buffer.from(appId)]);
  const padding = blockBytes - (content.length % blockBytes);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, ivBytes)).setAutoPadding(false);
  const padded = Buffer.concat([content, Buffer.alloc(padding, padding)]);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}
