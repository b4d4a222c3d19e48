import { PlatformError } from '@docket/sdk';
import { byActor } from '../audit/audit.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Caller } from './access.ts';
import { hashToken, newToken } from './secrets.ts';
import * as store from './store-keys.ts';

/** What `keys.list` needs. */
export const keysPreload = (customer: string) => [store.keysOf({ customer })];

/** The keys of the preloaded rows. */
export const keysFrom = (rows: readonly (readonly unknown[])[]) =>
  (rows[0] as store.KeyRow[]).map(({ id, name, contact_id: contact, contact_name: contactName, ...row }) => ({
    id,
    name,
    contact,
    contactName,
    madeAt: row.made_at,
    usedAt: row.used_at,
  }));

/** A key that was just made; it is told this once. */
export interface MadeKey {
  readonly id: string;
  readonly key: string;
}

/** Whom a key is to stand for, and what its program is called. */
export interface WantedKey {
  readonly contact: string;
  readonly name: string;
  /** Chosen by who asks. */
  readonly id?: string | undefined;
}

/** Keys that customers' programs call with. */
export type Keys = ReturnType<typeof createKeys>;

export function createKeys({ database, newId }: { readonly database: Database; readonly newId: NewId }) {
  return { make, revoke };

  /**
   * A key that stands for the contact, with the contact's rights at each moment. A form that is posted once more, with the id
   * that it chose, makes no second one: `key.made`.
   */
  async function make(call: Caller, { contact, name, id = newId(call.now) }: WantedKey): Promise<MadeKey> {
    const key = newToken();
    const staff = call.actor.type === 'staff' ? call.actor.id : null;
    const row = { id, contact, name, hash: hashToken(key), staff, ...audited(call) };
    const [[found]] = await database.withTenant(call.shop.tenant.id).run(store.insertKey(row));
    if (!found) throw new PlatformError(errors['not-found']);
    if (!found.made) throw new PlatformError(errors['key.made']);
    return { id, key };
  }

  /** It opens nothing from now on. */
  async function revoke(call: Caller, id: string): Promise<void> {
    const [[ended]] = await database.withTenant(call.shop.tenant.id).run(store.revokeKey({ id, ...audited(call) }));
    if (!ended) throw new PlatformError(errors['not-found']);
  }

  function audited(call: Caller) {
    return { by: byActor(call.actor), auditId: newId(call.now), now: call.now };
  }
}
