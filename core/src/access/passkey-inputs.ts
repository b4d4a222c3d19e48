import * as z from 'zod';

/** Bytes as browsers write them in JSON; `most` is counted in characters. */
const Bytes = (most: number) =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .max(most);

const Signed = { id: Bytes(1400), clientDataJSON: Bytes(8000) };

/** What an authenticator answers when it signs. A passkey that was named to it need not say whose it is. */
export const PasskeyAnswer = z.strictObject({
  ...Signed,
  authenticatorData: Bytes(8000),
  signature: Bytes(8000),
  userHandle: Bytes(100).optional(),
});
export type PasskeyAnswer = z.output<typeof PasskeyAnswer>;

/** What an authenticator answers when it makes a passkey. */
export const NewPasskey = z.strictObject({
  ...Signed,
  attestationObject: Bytes(40_000),
  // Browsers invent ways to reach one; they are repeated to browsers alone.
  transports: z.array(z.string().regex(/^[a-z-]{1,20}$/)).max(10),
});
export type NewPasskey = z.output<typeof NewPasskey>;

/** What people call a passkey. */
export const PasskeyName = z.string().trim().min(1).max(60);
