import type { StaffCaller } from '@docket/core/api';
import { textOf } from './posted.ts';

type Input<Call extends (input: never) => unknown> = Parameters<Call>[0];

/** True for a form that a passkey's button posted. */
export const isSigned = (form: FormData): boolean => form.has('signature');

/** What a passkey signed, as its button posts it. */
export function signedIn(form: FormData): Input<StaffCaller['passkeys']['signIn']> {
  const handle = textOf(form, 'userHandle');
  return {
    id: textOf(form, 'id'),
    clientDataJSON: textOf(form, 'clientDataJSON'),
    authenticatorData: textOf(form, 'authenticatorData'),
    signature: textOf(form, 'signature'),
    ...(handle && { userHandle: handle }),
  };
}

/** A passkey that was made, as its button posts it. */
export const madeIn = (form: FormData): Input<StaffCaller['passkeys']['add']> => ({
  id: textOf(form, 'id'),
  clientDataJSON: textOf(form, 'clientDataJSON'),
  attestationObject: textOf(form, 'attestationObject'),
  transports: form.getAll('transports').filter((transport) => typeof transport === 'string'),
});
