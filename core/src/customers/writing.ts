import { PlatformError } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';

export interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** Wakes the deliveries after a commit. */
  readonly wake?: (() => void) | undefined;
}

/** What every write of customers starts from: the shop's tables, and who is written into the audit. */
export const writingOf = ({ database, newId }: Dependencies) => ({
  tables: (call: Caller) => database.withTenant(call.shop.tenant.id),
  audited: (call: Caller) => ({
    tenant: call.shop.tenant.id,
    now: call.now,
    by: byActor(call.actor),
    auditId: newId(call.now),
  }),
});

/** The row; what is unknown and what is somebody else's have none, and answer alike. */
export function known<T>(row: T | undefined): T {
  if (row === undefined) throw new PlatformError(errors['not-found']);
  return row;
}

/**
 * Runs what chooses a free slug, again when somebody else took it between choosing and writing. The work is one
 * transaction, so that a failed one leaves nothing.
 */
export async function untilSlugIsFree<T>(work: () => Promise<T>, attempts = 5): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (attempts === 1 || !isTaken(error)) throw error;
    return untilSlugIsFree(work, attempts - 1);
  }
}

/** PostgreSQL's code for a value that must be unique and is there already. */
const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23505';
