import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** Where a secret belongs. Bound into its cipher text: moved to another place it cannot be read. */
export interface SecretPlace {
  readonly tenantId: string;
  readonly plugin: string;
  readonly key: string;
}

/** Keys by id: the current one seals, all of them open, so that a deployment's secret can be changed. */
export interface SecretKeys {
  readonly current: string;
  readonly byId: ReadonlyMap<string, Buffer>;
}

/** Derives the keys from the deployment's secrets, the current one first (HKDF-SHA-256, RFC 5869). */
export function secretKeys(current: string, ...older: readonly string[]): SecretKeys {
  const keys = [current, ...older].map((secret) =>
    Buffer.from(hkdfSync('sha256', secret, '', 'docket settings v1', 32)),
  );
  const named = keys.map((key) => [createHash('sha256').update(key).digest('hex').slice(0, 8), key] as const);
  return { current: named[0]![0], byId: new Map(named) };
}

/** Encrypts with AES-256-GCM (NIST SP 800-38D, 96-bit random nonce): `v1:kid:iv:tag:ct`, the last three base64url. */
export function encryptSecret({ current, byId }: SecretKeys, place: SecretPlace, text: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', byId.get(current)!, iv).setAAD(boundTo(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return ['v1', current, ...[iv, cipher.getAuthTag(), sealed].map((bytes) => bytes.toString('base64url'))].join(':');
}

/** Decrypts; throws when the key is gone, the text was changed, or it was sealed for another place. */
export function decryptSecret({ byId }: SecretKeys, place: SecretPlace, sealed: string): string {
  const [version, id, ...rest] = sealed.split(':');
  const [iv, tag, text] = rest.map((part) => Buffer.from(part, 'base64url'));
  if (version !== 'v1' || iv?.length !== 12 || tag?.length !== 16 || !text || rest.length !== 3)
    throw new TypeError('It is not a sealed secret.');
  const key = byId.get(id!);
  if (!key) throw new TypeError(`It was sealed with the key "${id}", which this deployment does not have.`);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
    .setAAD(boundTo(place))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
}

/** A JSON list, so that no two places have one text. */
const boundTo = ({ tenantId, plugin, key }: SecretPlace): Buffer =>
  Buffer.from(JSON.stringify([tenantId, plugin, key]));
