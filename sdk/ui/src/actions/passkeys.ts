/** What is done with a passkey: one is made, or one that is there signs. */
export type PasskeyWay = 'make' | 'use';

/** What an authenticator answered, as fields of a form. */
export type PasskeyFields = readonly (readonly [name: string, value: string])[];

/** Thrown when the server will not say what is to be signed: `code` names the messages `error.<code>`, `params` fills them. */
export class PasskeyRefused extends Error {
  override readonly name = 'PasskeyRefused';
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor({ code, params }: Pick<PasskeyRefused, 'code' | 'params'>) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

/** True where the browser has passkeys for this page: not in old ones, not without https, not at an address in figures. */
export const canUsePasskeys = (): boolean =>
  typeof globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON === 'function' &&
  !/^[\d.]+$|^\[/.test(location.hostname);

/**
 * Posts to `address` for what is to be signed, and has the person choose a passkey or make one. Throws `PasskeyRefused`,
 * or the browser's own error: `NotAllowedError` when the person went back, `InvalidStateError` for a passkey that is there.
 */
export async function askAuthenticator(way: PasskeyWay, address: string): Promise<PasskeyFields> {
  const options = await optionsFrom(address);
  const answer = way === 'make' ? await make(options) : await use(options);
  if (!answer) throw new DOMException('No passkey was chosen.', 'NotAllowedError');
  const { id, response } = answer as PublicKeyCredential;
  const common = [['id', id], ['clientDataJSON', textOf(response.clientDataJSON)]] as const; // prettier-ignore
  return [...common, ...(way === 'make' ? made(response as Attested) : signed(response as Signed))];
}

type Attested = AuthenticatorAttestationResponse;
type Signed = AuthenticatorAssertionResponse;

async function optionsFrom(address: string): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(address, { method: 'POST', headers, body: '{}' }).catch(() => undefined);
  if (!answer) throw new PasskeyRefused({ code: 'network.down', params: {} });
  const { result, error } = await answer.json();
  if (result) return result.data;
  throw new PasskeyRefused(error.data);
}

const make = (options: unknown) =>
  navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON),
  });

const use = (options: unknown) =>
  navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON),
  });

const made = (response: Attested): PasskeyFields => [
  ['attestationObject', textOf(response.attestationObject)],
  ...response.getTransports().map((transport) => ['transports', transport] as const),
];

const signed = ({ authenticatorData, signature, userHandle }: Signed): PasskeyFields => [
  ['authenticatorData', textOf(authenticatorData)],
  ['signature', textOf(signature)],
  ...(userHandle ? [['userHandle', textOf(userHandle)] as const] : []),
];

/** Bytes as JSON and forms carry them. */
const textOf = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
