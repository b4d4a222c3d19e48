import { PlatformError, type Claim } from '@docket/sdk';
import { orderLabel } from '@docket/sdk/order-label';
import { errors } from '../errors.ts';
import type { Gate } from '../kernel/database.ts';
import { holderOfClaim, type HolderRow } from './store-claims.ts';

/** A name as it is compared: what people would take for the same is the same. */
export const claimKey = ({ value }: Claim): string =>
  value.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** The refusal that names who holds it; undefined when nobody does any more. */
export async function claimTaken(tables: Gate, customer: string, claim: Claim): Promise<PlatformError | undefined> {
  const [[holder]] = await tables.run(holderOfClaim({ customer, claim: claimKey(claim) }));
  return holder && takenBy(claim, holder);
}

function takenBy({ value }: Claim, { id, number, prefix }: HolderRow): PlatformError {
  const extra = { details: { requestId: id, number, prefix } };
  return number === null
    ? new PlatformError(errors['claim.waiting'], { value }, extra)
    : new PlatformError(errors['claim.taken'], { value, order: orderLabel({ prefix: prefix ?? '', number }) }, extra);
}

/** True for what the index of claims refuses: somebody else was first. */
export const isClaimTaken = (cause: unknown): boolean => violates(cause, 'request_claims');

/** True for what a unique index of ours refuses. */
export const violates = (cause: unknown, constraint: string): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  cause.code === uniqueViolation &&
  'constraint' in cause &&
  cause.constraint === constraint;

/** PostgreSQL's code for it. */
const uniqueViolation = '23505';
