import { PlatformError } from '@docket/sdk';
import { errors } from '../errors.ts';
import type { SecretKeys } from '../kernel/secret-box.ts';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import { matchingStep, newTotpSecret, totpUri } from './totp.ts';
import { openOffer, openTotp, sealOffer, sealTotp, type TotpOwner } from './totp-secret.ts';

export type { TotpOwner } from './totp-secret.ts';

/** A second factor that is offered: the secret to type or to scan, and what the page posts back with its first code. */
export interface Offer {
  readonly secret: string;
  readonly uri: string;
  readonly sealed: string;
}

/** What is stored of the codes of an authenticator app. */
export interface KeptFactor {
  /** The secret, sealed. */
  readonly sealed: string;
  /** The last step whose code was used. */
  readonly step: number;
}

/** Recovery codes as they are shown, once, and what is stored of them. */
export interface RecoveryCodes {
  readonly codes: readonly string[];
  readonly hashes: readonly Buffer[];
}

/** What somebody typed: the code of a step, or what may be a recovery code. Whether it is still good, the store says. */
export type ReadCode = { readonly step: number } | { readonly codeHash: Buffer };

/** Codes of authenticator apps, and recovery codes for whoever has lost one: the same for all who sign in. It stores nothing. */
export type SecondFactor = ReturnType<typeof createSecondFactor>;

export function createSecondFactor(keys: SecretKeys) {
  return {
    /** Offers a secret for a quarter of an hour. `issuer` and `account` are what the app calls it. */
    offer(owner: TotpOwner, { issuer, account }: { issuer: string; account: string }, now: Date): Offer {
      const secret = newTotpSecret();
      const uri = totpUri({ secret, issuer, account });
      return { secret, uri, sealed: sealOffer(keys, owner, secret, now) };
    },

    /** Takes an offer for a code of it. Refuses one that is too old or another person's, and a wrong code. */
    take(
      owner: TotpOwner,
      { sealed, code }: { sealed: string; code: string },
      now: Date,
    ): KeptFactor & { readonly recovery: RecoveryCodes } {
      const secret = openOffer(keys, owner, sealed, now);
      if (secret === undefined) throw new PlatformError(errors['code.gone']);
      const step = matchingStep(secret, bare(code), now, 0);
      if (step === undefined) throw new PlatformError(errors['code.wrong']);
      return { sealed: sealTotp(keys, owner, secret), step, recovery: freshCodes() };
    },

    /** Reads what was typed when signing in. Refuses what is neither a code of the secret nor the form of a recovery code. */
    read(owner: TotpOwner, { sealed, step: last }: KeptFactor, typed: string, now: Date): ReadCode {
      const codeHash = hashRecoveryCode(bare(typed));
      if (codeHash) return { codeHash };
      const step = matchingStep(openTotp(keys, owner, sealed), bare(typed), now, last);
      if (step === undefined) throw new PlatformError(errors['code.wrong']);
      return { step };
    },
  };
}

/** Ten new recovery codes. */
export function freshCodes(): RecoveryCodes {
  const codes = newRecoveryCodes();
  return { codes, hashes: codes.map((code) => hashRecoveryCode(code)!) };
}

/** Apps and people write codes in groups. */
const bare = (typed: string): string => typed.replaceAll(/\s/g, '');
