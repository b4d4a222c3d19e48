import { cookieName } from '../cookies.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { sealPassword } from './passwords.ts';
import type { Role } from './roles.ts';
import { hashToken, newToken } from './secrets.ts';
import { sessionSeconds } from './sessions.ts';
import { insertMember } from './store-staff.ts';
import { insertSession } from './store.ts';

/** A staff member with a password, put there from code. */
export interface SeededStaff {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly password: string;
}

interface Seeding {
  readonly database: Database;
  readonly newId: NewId;
  readonly tenantId: string;
  readonly now: Date;
}

/** Adds a staff member and answers the id. The password is not judged: it comes from code. */
export async function seedStaff(
  { database, newId, tenantId, now }: Seeding,
  { name, email, role, password }: SeededStaff,
): Promise<string> {
  const [id, hash] = [newId(now), await sealPassword(password)];
  await database.withTenant(tenantId).run(insertMember({ tenant: tenantId, id, name, email, role, hash, now }));
  return id;
}

/** Signs somebody in from code: the `Cookie` header of a browser that is. */
export async function seedSession(
  { database, newId, tenantId, now }: Seeding,
  who: { readonly type: 'contact' | 'staff'; readonly id: string },
  site: { readonly slug: string; readonly secure: boolean },
): Promise<string> {
  const token = newToken();
  const session = {
    tenant: tenantId,
    token: hashToken(token),
    id: newId(now),
    actorType: who.type,
    actor: who.id,
    now,
  };
  const proof = who.type === 'staff' ? 'password' : 'code';
  const expiresAt = new Date(now.getTime() + sessionSeconds[who.type] * 1000);
  await database.withTenant(tenantId).run(insertSession({ ...session, proof, expiresAt }));
  const name = cookieName(who.type === 'staff' ? 'staff' : 'portal', { secure: site.secure, shop: site.slug });
  return `${name}=${token}`;
}
