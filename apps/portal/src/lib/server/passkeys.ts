import type { PortalInputs } from '#lib/core.ts';
import { textOf } from './form-text.ts';

/** What a passkey signed, as its button posts it. */
export function signedIn(form: FormData): PortalInputs['passkeys']['signIn'] {
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
export const madeIn = (form: FormData): PortalInputs['passkeys']['add'] => ({
  id: textOf(form, 'id'),
  clientDataJSON: textOf(form, 'clientDataJSON'),
  attestationObject: textOf(form, 'attestationObject'),
  transports: form.getAll('transports').filter((transport) => typeof transport === 'string'),
});
