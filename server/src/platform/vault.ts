import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps personal data unreadable in the database (law 6 of the data). */
export interface Vault {
  /** Encrypts one value for one field; what was sealed for another field does not open here. */
  seal(field: string, text: string): string;
  /**
   * Encrypts so that the same text gives the same value, which tells no more than that two are the same: for what is
   * handed out and comes back, and must not differ between two answers.
   */
  sealStable(field: string, text: string): string;
  /** Throws when the value was changed, or sealed with another key or for another field. */
  open(field: string, sealed: string): string;
  /** The same text always gives the same digest: for look-ups and unique indexes. */
  digest(field: string, text: string): string;
}

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
/** Leads each sealed value, so that a later scheme can be told apart. */
const scheme = 'v1';

/** @param key 32 bytes from the configuration (`DATA_KEY`) */
export function createVault(key: Buffer): Vault {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', key, '', `linli ${purpose}`, 32));
  const sealKey = derive('seal');
  const digestKey = derive('digest');
  const ivKey = derive('stable nonce');
  function sealWith(iv: Buffer, field: string, text: string): string {
    const cipher = createCipheriv(algorithm, sealKey, iv).setAAD(Buffer.from(field));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `${scheme}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
  }
  return {
    seal: (field, text) => sealWith(randomBytes(ivBytes), field, text),
    // The nonce is a keyed hash of field and text (synthetic IV): another text never shares it.
    sealStable: (field, text) =>
      sealWith(
        createHmac('sha256', ivKey).update(`${field}\0${text}`).digest().subarray(0, ivBytes),
        field,
        text,
      ),
    open(field, sealed) {
      const [version, payload] = sealed.split('.');
      if (version !== scheme || payload === undefined) throw new Error(`${field}: not a sealed value`);
      const bytes = Buffer.from(payload, 'base64url');
      const decipher = createDecipheriv(algorithm, sealKey, bytes.subarray(0, ivBytes))
        .setAAD(Buffer.from(field))
        .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString(
        'utf8',
      );
    },
    digest(field, text) {
      return createHmac('sha256', digestKey).update(`${field}\0${text}`).digest('base64url');
    },
  };
}
