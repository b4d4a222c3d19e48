import { sql } from 'kysely';
import { statement, type Call } from '../kernel/statement.ts';
import { json } from '../kernel/statement.ts';
import type { Suggestion } from './roles.ts';

/** A role of the shop; no name while it has the one that it came with. */
export interface RoleRow {
  readonly id: string;
  readonly name: string | null;
  readonly permissions: string[];
}

export const rolesOf = statement<object, RoleRow>(
  'access.roles',
  () => sql`select id, name, permissions from core.role order by created_at, id limit 200`,
);

export const roleById = statement<{ id: string }, RoleRow>(
  'access.role-by-id',
  (place) => sql`select id, name, permissions from core.role where id = ${place('id')}`,
);

interface Stamp {
  readonly now: Date;
  readonly by: string;
  readonly auditId: string;
}

/** What the actor may give at most, as the condition of a write; null for owners, who may give everything. */
interface Bounded {
  readonly most: readonly string[] | null;
}

interface Saving extends Stamp, Bounded {
  readonly id: string;
  readonly name: string | null;
  readonly permissions: readonly string[];
  /** What the role held when it was read. */
  readonly was: readonly string[];
}

/** Changes a role. No row when it was changed meanwhile. */
export const saveRole = statement<Saving, { id: string }>(
  'access.save-role',
  (place) => sql`with changed as (
      update core.role r set name = ${place('name')}, permissions = ${place('permissions')}::text[] from core.role old
      where r.id = ${place('id')} and old.tenant_id = r.tenant_id and old.id = r.id and r.permissions = ${place('was')}::text[]
        and (${place('most')}::text[] is null or r.permissions <@ ${place('most')}::text[])
      returning r.tenant_id, r.id, r.name, r.permissions, old.name as former
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'access.change-role', 'role', id,
        jsonb_build_object('name', former, 'permissions', to_jsonb(${place('was')}::text[])),
        jsonb_build_object('name', name, 'permissions', to_jsonb(permissions)) from changed
    )
    select id from changed`,
);

interface Duplicating extends Stamp, Bounded {
  readonly id: string;
  readonly name: string;
  /** The role that it is made of. */
  readonly from: string;
}

/** Makes a role that holds what another one does. No row when that one holds too much by now, or is gone. */
export const duplicateRole = statement<Duplicating, { id: string }>(
  'access.duplicate-role',
  (place) => sql`with made as (
      insert into core.role (tenant_id, id, name, permissions, created_at)
      select tenant_id, ${place('id')}, ${place('name')}, permissions, ${place('now')} from core.role
      where id = ${place('from')} and (${place('most')}::text[] is null or permissions <@ ${place('most')}::text[])
      returning tenant_id, id, name, permissions
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'access.add-role', 'role', id,
        jsonb_build_object('name', name, 'permissions', to_jsonb(permissions)) from made
    )
    select id from made`,
);

/** Removes a role that nobody has, also nobody who was removed. */
export const removeRole = statement<Stamp & { id: string }, { id: string }>(
  'access.remove-role',
  (place) => sql`with gone as (
      delete from core.role r where r.id = ${place('id')}
        and not exists (select from core.staff f where f.tenant_id = r.tenant_id and f.role = r.id)
      returning tenant_id, id, name, permissions
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'access.remove-role', 'role', id,
        jsonb_build_object('name', name, 'permissions', to_jsonb(permissions)) from gone
    )
    select id from gone`,
);

const addSuggested = statement<{ suggestions: string }>(
  'access.add-suggested',
  (place) => sql`update core.role r set permissions = array(select distinct unnest(r.permissions || s.added))
    from (
      select role, array_agg(permission) as added
      from jsonb_to_recordset(${place('suggestions')}::jsonb) x(role text, permission text) group by role
    ) s
    where r.id = s.role and not r.permissions @> s.added`,
);

/** Gives roles of the shop what a plugin suggests for them; roles that it no longer has are passed over. */
export const suggestPermissions = (suggestions: readonly Suggestion[]): Call =>
  addSuggested({ suggestions: json(suggestions) });
