import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

type Cbor = number | string | Uint8Array | Map<Cbor, Cbor>;

/** What of CBOR (RFC 8949) an authenticator writes: integers, texts, bytes and maps. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flat().map(cbor)]);
}

function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size]);
  return size < 256 ? Buffer.from([(major << 5) | 24, size]) : Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
}

/** A public key as COSE writes one of P-256 for ES256 (RFC 9053). */
function coseOf(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' });
  const point = [x, y].map((part) => Buffer.from(part!, 'base64url')) as [Buffer, Buffer];
  return cbor(new Map<Cbor, Cbor>([[1, 2], [3, -7], [-1, 1], [-2, point[0]], [-3, point[1]]])); // prettier-ignore
}

const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const counted = (counter: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(counter);
  return bytes;
};

const flags = { present: 1, verified: 4, attested: 64 } as const;

/** What a passkey does otherwise than it should. */
export interface Quirks {
  /** The page on which it believes to be. */
  readonly origin?: string;
  readonly rpId?: string;
  /** False: a person pressed something, and proved nothing. */
  readonly verified?: boolean;
  /** The count that it tells. */
  readonly counter?: number;
  /** False: it does not say whose it is. */
  readonly handle?: boolean;
  readonly type?: string;
}

/** What a server asks to be made, as far as an authenticator looks at it. */
interface Making {
  readonly challenge: string;
  readonly rp: { readonly id?: string | undefined };
  readonly user: { readonly id: string };
}

/** What a server asks to be signed. */
interface Signing {
  readonly challenge: string;
  readonly rpId?: string | undefined;
}

/** A passkey in software: keys of P-256, signatures and bytes as a real one makes them. */
export function authenticator(origin = 'https://shop.test') {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let [handle, counter] = [text(randomBytes(32)), 0];

  const client = (type: string, challenge: string, quirks: Quirks): Buffer =>
    Buffer.from(
      JSON.stringify({ type: quirks.type ?? type, challenge, origin: quirks.origin ?? origin, crossOrigin: false }),
    );
  const data = (rpId: string, quirks: Quirks, more: number): Buffer => {
    const verified = quirks.verified === false ? 0 : flags.verified;
    return Buffer.concat([
      sha256(quirks.rpId ?? rpId),
      Buffer.from([flags.present | verified | more]),
      counted(quirks.counter ?? counter),
    ]);
  };

  return {
    /** The id that it gave the passkey. */
    id: text(id),
    /** Makes its passkey for the person of `asked`. */
    make(asked: Making, quirks: Quirks = {}) {
      handle = asked.user.id;
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseOf(publicKey)]);
      const authData = Buffer.concat([data(asked.rp.id!, quirks, flags.attested), attested]);
      const statement = new Map<Cbor, Cbor>([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]]); // prettier-ignore
      return {
        id: text(id),
        clientDataJSON: text(client('webauthn.create', asked.challenge, quirks)),
        attestationObject: text(cbor(statement)),
        transports: ['internal' as const],
      };
    },
    /** Signs with it, and counts. */
    sign(asked: Signing, quirks: Quirks = {}) {
      counter += 1;
      const [clientData, authData] = [client('webauthn.get', asked.challenge, quirks), data(asked.rpId!, quirks, 0)];
      return {
        id: text(id),
        clientDataJSON: text(clientData),
        authenticatorData: text(authData),
        signature: text(sign('sha256', Buffer.concat([authData, sha256(clientData)]), privateKey)),
        ...(quirks.handle !== false && { userHandle: handle }),
      };
    },
  };
}

export type Authenticator = ReturnType<typeof authenticator>;
