import { stepOf, totpCode } from '../access/totp.ts';
import type { TestBrowser } from './browser.ts';

/** What a person keeps of a second factor: the secret in the app, and the recovery codes on paper. */
export interface HeldFactor {
  readonly secret: string;
  readonly codes: readonly string[];
}

/** Sets up the second factor of an operator who is signed in with `current`; `now` is the platform's moment. */
export async function setUpFactor(
  { operator: { access } }: TestBrowser,
  current: string,
  now = new Date(),
): Promise<HeldFactor> {
  const { secret, sealed } = await access.offerFactor.mutate({ current });
  const { codes } = await access.enableFactor.mutate({ sealed, code: totpCode(secret, stepOf(now)) });
  return { secret, codes };
}
