import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';
import type { Choices } from './kinds.ts';
import type { Member } from './recipients.ts';

/** Staff of the shop, with all that decides who is told: one reading for any number of people. */
export const staffToTell = statement<object, Member>(
  'notices.staff-to-tell',
  () => sql`select s.id, s.name, s.email, r.permissions, s.notices, s.backup_id, s.away_from::text, s.away_until::text
    from core.staff s join core.role r on r.tenant_id = s.tenant_id and r.id = s.role
    where s.state = 'active' order by s.id limit 500`,
);

/** A person's choices. */
export interface ChoicesRow {
  readonly email: string;
  readonly notices: Choices;
}

const tables = { staff: sql.raw('core.staff'), contact: sql.raw('core.contact') } as const;
const living = { staff: sql.raw(`state = 'active'`), contact: sql.raw('removed_at is null') } as const;
export type Person = keyof typeof tables;

const reading = (person: Person) =>
  statement<{ id: string }, ChoicesRow>(
    `notices.choices-of-${person}`,
    (place) => sql`select email, notices from ${tables[person]} where id = ${place('id')} and ${living[person]}`,
  );

/** What somebody chose; no row for somebody who is gone. */
export const choicesOf = { staff: reading('staff'), contact: reading('contact') } as const;

interface Choosing {
  readonly id: string;
  /** JSON of the kinds that are chosen. */
  readonly chosen: string;
  readonly by: string;
  readonly auditId: string;
  readonly now: Date;
}

const choosing = (person: Person) =>
  statement<Choosing, { id: string }>(
    `notices.choose-${person}`,
    (place) => sql`with former as (
        select tenant_id, id, notices as before from ${tables[person]} where id = ${place('id')} and ${living[person]}
      ), changed as (
        update ${tables[person]} p set notices = p.notices || ${place('chosen')}::jsonb from former
        where p.tenant_id = former.tenant_id and p.id = former.id returning p.tenant_id, p.id, former.before, p.notices as after
      ), audited as (
        insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
        select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'notices.choose', ${sql.lit(person)}, id::text, before, after
        from changed where before <> after
      )
      select id from changed`,
  );

/** Keeps what somebody chose of some kinds; others stay. No row for somebody who is gone. */
export const choose = { staff: choosing('staff'), contact: choosing('contact') } as const;

/** Who stands in for a staff member, and the others who could. */
export interface StandInRow {
  readonly backup_id: string | null;
  readonly away_from: string | null;
  readonly away_until: string | null;
  readonly others: readonly { readonly id: string; readonly name: string }[];
}

export const standInOf = statement<{ staff: string }, StandInRow>(
  'notices.stand-in-of',
  (place) => sql`select s.backup_id, s.away_from::text, s.away_until::text, (
      select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name, o.id), '[]')
      from (select id, name from core.staff where state = 'active' and id <> s.id order by name, id limit 500) o
    ) as others from core.staff s where s.id = ${place('staff')}`,
);

interface StandIn {
  readonly staff: string;
  readonly backup: string | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly by: string;
  readonly auditId: string;
  readonly now: Date;
}

const standIn = sql.raw(`jsonb_build_object('backup', s.backup_id, 'from', s.away_from, 'until', s.away_until)`);

/** Keeps who stands in for a staff member, and when. No row when that one is not of the shop. */
export const saveStandIn = statement<StandIn, { id: string }>(
  'notices.save-stand-in',
  (place) => sql`with former as (
      select s.tenant_id, s.id, ${standIn} as before from core.staff s where s.id = ${place('staff')}
    ), changed as (
      update core.staff s set backup_id = ${place('backup')}, away_from = ${place('from')}::date, away_until = ${place('until')}::date
      from former where s.tenant_id = former.tenant_id and s.id = former.id and (${place('backup')}::uuid is null
        or exists (select from core.staff o where o.id = ${place('backup')}::uuid and o.id <> s.id and o.state = 'active'))
      returning s.tenant_id, s.id, former.before, ${standIn} as after
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'notices.stand-in', 'staff', id::text, before, after
      from changed where before <> after
    )
    select id from changed`,
);
