import { decryptSecret, encryptSecret, type SecretKeys, type SecretPlace } from '../kernel/secret-box.ts';

/** Whose secret it is: a staff member of a shop, or somebody who runs the deployment. */
export type TotpOwner = { readonly tenant: string; readonly staff: string } | { readonly operator: string };

/** Bound into the sealed text: another person's row cannot hold it. */
function placeOf(owner: TotpOwner, use: 'totp' | 'totp-offer'): SecretPlace {
  if ('operator' in owner) return { tenantId: 'operators', plugin: 'core', key: `${use}:${owner.operator}` };
  return { tenantId: owner.tenant, plugin: 'core', key: `${use}:${owner.staff}` };
}

/** Seals the secret of somebody's codes for the database. */
export const sealTotp = (keys: SecretKeys, owner: TotpOwner, secret: string): string =>
  encryptSecret(keys, placeOf(owner, 'totp'), secret);

/** Opens what `sealTotp` made; throws for another person's. */
export const openTotp = (keys: SecretKeys, owner: TotpOwner, sealed: string): string =>
  decryptSecret(keys, placeOf(owner, 'totp'), sealed);

const offerMilliseconds = 15 * 60_000;

/** Seals a secret that is offered, for the page to post back with a first code of it. */
export const sealOffer = (keys: SecretKeys, owner: TotpOwner, secret: string, now: Date): string =>
  encryptSecret(keys, placeOf(owner, 'totp-offer'), `${now.getTime()}.${secret}`);

/** The offered secret, for a quarter of an hour; undefined for what is older, another person's, or none. */
export function openOffer(keys: SecretKeys, owner: TotpOwner, sealed: string, now: Date): string | undefined {
  try {
    const [at, secret] = decryptSecret(keys, placeOf(owner, 'totp-offer'), sealed).split('.');
    return now.getTime() - Number(at) <= offerMilliseconds ? secret : undefined;
  } catch {
    return undefined;
  }
}
