import { sql, type RawBuilder } from 'kysely';
import type { ColumnPrivacy } from '@docket/sdk';
import { statement, type Call, type Place } from '../kernel/statement.ts';
import type { ClassifiedTable } from './classified.ts';
import { auditPlaces, doerPlaces } from './pattern.ts';
import { listOf, type Belongings } from './store-person.ts';

/** Whose rows, and what is looked for in them. */
export interface Erasure extends Belongings {
  readonly tenant: string;
  readonly pattern: string;
  /** Places in the contents of orders that tell of people; null where only the pattern is looked for. */
  readonly content: string | null;
}

type Where = Belongings & { readonly tenant: string };

const ofTenant = (place: Place<Where>) => sql`t.tenant_id = ${place('tenant')}::uuid`;

/** The rows of a table that belong to the person: one of its owners is in the person's lists. */
export function belongs(place: Place<Where>, { owners = {} }: ClassifiedTable): RawBuilder<unknown> {
  const conditions = Object.entries(owners).map(([column, owner]) =>
    owner === 'email'
      ? sql`lower(${sql.raw(column)}) = any(${place('emails')}::text[])`
      : sql`${sql.raw(column)} = any(${place(listOf[owner])}::uuid[])`,
  );
  return sql`${ofTenant(place)} and (${sql.join(conditions, sql` or `)})`;
}

const columnsOf = ({ columns }: ClassifiedTable, wanted: (column: ColumnPrivacy) => boolean): readonly string[] =>
  Object.entries(columns)
    .filter(([, column]) => wanted(column))
    .map(([name]) => name);

const hasOwners = ({ owners = {} }: ClassifiedTable): boolean => Object.keys(owners).length > 0;

/** Deletes the person's rows of a table that keeps none. */
const deleteRows = (table: ClassifiedTable) =>
  statement<Where>(
    `privacy.delete-${table.name}`,
    (place) => sql`delete from ${sql.table(table.name)} t where ${belongs(place, table)}`,
  );

const literals = {
  null: sql`null`,
  "''": sql`''`,
  '{}': sql`'{}'::jsonb`,
  '[]': sql`'[]'::jsonb`,
  name: sql`'Erased person'`,
};

const isLiteral = (erased: string): erased is keyof typeof literals => erased in literals;

/** Empties what is personal in the person's rows of a table that keeps them. */
function emptyColumns(table: ClassifiedTable): ((args: Where) => Call) | undefined {
  const sets = Object.entries(table.columns).flatMap(([name, column]) =>
    column.class === 'personal' && isLiteral(column.erased) ? [sql`${sql.ref(name)} = ${literals[column.erased]}`] : [],
  );
  if (sets.length === 0 || !hasOwners(table)) return undefined;
  return statement<Where>(
    `privacy.empty-${table.name}`,
    (place) => sql`update ${sql.table(table.name)} t set ${sql.join(sets)} where ${belongs(place, table)}`,
  );
}

/** The places in a document of this column whose texts go whole, as SQL. */
function placesIn(place: Place<Erasure>, name: string): RawBuilder<unknown> {
  if (name === 'by') return sql`case when ${place('content')}::text is not null then ${sql.lit(doerPlaces)} end`;
  return name === 'content' || name === 'submitted' ? sql`${place('content')}::text` : sql`null`;
}

/** Takes the person out of texts and documents of the own rows; of tables without owners, in every row that speaks of it. */
function cleanTexts(table: ClassifiedTable): ((args: Erasure) => Call) | undefined {
  const texts = columnsOf(table, (column) => column.class === 'text');
  if (texts.length === 0) return undefined;
  return statement<Erasure>(`privacy.clean-${table.name}`, (place) => {
    const sets = texts.map(
      (name) => sql`${sql.ref(name)} = core.erased(t.${sql.ref(name)}, ${place('pattern')}, ${placesIn(place, name)})`,
    );
    const rows = hasOwners(table) ? belongs(place, table) : sql`${ofTenant(place)} and ${speaks(place, texts)}`;
    return sql`update ${sql.table(table.name)} t set ${sql.join(sets)} where ${rows}`;
  });
}

const speaks = (place: Place<Erasure>, columns: readonly string[]): RawBuilder<unknown> =>
  sql`(${sql.join(
    columns.map((name) => sql`t.${sql.ref(name)}::text ~* ${place('pattern')}`),
    sql` or `,
  )})`;

/** True for what more than one person of a customer may stand in. */
const isShared = ({ owners = {} }: ClassifiedTable): boolean =>
  Object.values(owners).some((owner) => owner !== 'contact' && owner !== 'email');

/** What is somebody else's in the same house may name the person, too; people may share a telephone, and keep theirs. */
function cleanAround(table: ClassifiedTable): ((args: Erasure) => Call) | undefined {
  const isWritten = (column: ColumnPrivacy): boolean =>
    column.class === 'text' || (column.class === 'personal' && column.erased !== 'kept');
  const columns = columnsOf(table, isWritten);
  if (columns.length === 0 || !isShared(table)) return undefined;
  return statement<Erasure>(`privacy.clean-around-${table.name}`, (place) => {
    const sets = columns.map(
      (name) => sql`${sql.ref(name)} = core.erased(t.${sql.ref(name)}, ${place('pattern')}, null)`,
    );
    return sql`update ${sql.table(table.name)} t set ${sql.join(sets)}
      where ${belongs(place, table)} and ${speaks(place, columns)}`;
  });
}

/** What erasing runs on the classified tables, made once. */
export interface ErasingOf {
  /** Takes the person out of texts of the own rows. */
  readonly clean: readonly ((args: Erasure) => Call)[];
  /** Takes the person out of everything else of the customer, who stays. */
  readonly cleanAround: readonly ((args: Erasure) => Call)[];
  readonly empty: readonly ((args: Where) => Call)[];
  readonly remove: readonly ((args: Where) => Call)[];
}

/** The audit has rules of its own. */
export function erasingOf(tables: readonly ClassifiedTable[]): ErasingOf {
  const others = tables.filter(({ name }) => name !== 'core.audit');
  const made = <T>(make: (table: ClassifiedTable) => T | undefined): T[] =>
    others.map(make).filter((one) => one !== undefined);
  const deleted = others.filter((table) => table.rows === 'deleted' && hasOwners(table));
  return {
    clean: made(cleanTexts),
    cleanAround: made(cleanAround),
    empty: made(emptyColumns),
    // Those that are pointed at were declared first.
    remove: deleted.toReversed().map(deleteRows),
  };
}

/**
 * Orders of these that are not final, and whose newest version or files name the person, or that refer to files that go: what rests on
 * them is judged anew.
 */
export const openOrdersNaming = statement<
  Pick<Erasure, 'tenant' | 'pattern' | 'orders'> & { readonly gone: readonly string[] },
  { id: string; version: number }
>(
  'privacy.open-orders-naming',
  (place) => sql`select o.id, o.version from core.orders o
    join core.order_version v on v.tenant_id = o.tenant_id and v.order_id = o.id and v.version = o.version
    where o.tenant_id = ${place('tenant')}::uuid and o.id = any(${place('orders')}::uuid[]) and not o.final
      and (v.content::text ~* ${place('pattern')} or exists (
        select from core.file f where f.tenant_id = o.tenant_id and (f.name ~* ${place('pattern')} or f.id = any(${place('gone')}::uuid[]))
          and (f.request_id = o.request_id
            or exists (select from core.order_file h where h.tenant_id = o.tenant_id and h.order_id = o.id and h.file_id = f.id))
      ))`,
);

/** The policies of `0002-erase.sql` open the rows of the named shop, for this transaction. */
export const nameShop = statement<{ tenant: string }>(
  'privacy.name-shop',
  (place) => sql`select set_config('docket.erase', ${place('tenant')}, true)`,
);

/** From here on the transaction is the shop's own: it sees what is the shop's, plugins' tables with it, and nothing else. */
export const becomeShop = statement<{ tenant: string }>(
  'privacy.become-shop',
  (place) => sql`select set_config('docket.tenant', ${place('tenant')}, true), set_config('role', 'docket_app', true)`,
);

/** Back to the platform, which may change what a shop may only add to. */
export const becomePlatform = statement<object>(
  'privacy.become-platform',
  () => sql`select set_config('role', 'docket_platform', true)`,
);

/** Requests that became no order go; their files went before. Nobody's request names the people any more. */
export const dropRequests = statement<Where>(
  'privacy.drop-requests',
  (place) =>
    sql`delete from core.request t where ${ofTenant(place)} and t.id = any(${place('requests')}::uuid[]) and t.outcome_id is null`,
);

export const forgetSenders = statement<Where>(
  'privacy.forget-senders',
  (place) =>
    sql`update core.request t set contact_id = null where ${ofTenant(place)} and t.contact_id = any(${place('contacts')}::uuid[])`,
);

/** Words of the content that orders were found by; what is left is found by its numbers, title and reference. */
export const shortenSearch = statement<Where>(
  'privacy.shorten-search',
  (
    place,
  ) => sql`update core.orders t set search = concat_ws(' ', core.order_labels(t.tenant_id, t.id, t.prefix, t.number), t.title, t.reference)
    where ${ofTenant(place)} and t.id = any(${place('orders')}::uuid[])`,
);

/** A link that says nothing, and out of every list. Settings of the customer that a process remembers are of an older shop. */
export const closeCustomer = statement<Where>(
  'privacy.close-customer',
  (place) => sql`with closed as (
      update core.customer t set slug = 'erased-' || t.id::text, state = 'erased'
      where ${ofTenant(place)} and t.id = any(${place('customers')}::uuid[]) returning t.tenant_id
    )
    update core.tenant t set config_version = t.config_version + 1 where t.id in (select tenant_id from closed)`,
);

/** Invitations name people by their id. */
export const endInvitations = statement<Where>(
  'privacy.end-invitations',
  (place) =>
    sql`delete from core.challenge t where ${ofTenant(place)} and t.subject = any(${place('contacts')}::text[])`,
);

/** Links to data that are no more. */
export const endExports = statement<Where>(
  'privacy.end-exports',
  (place) => sql`delete from core.export t where ${ofTenant(place)}
    and (t.customer_id = any(${place('customers')}::uuid[]) or t.contact_id = any(${place('contacts')}::uuid[]))`,
);

/** Of what is written of the people themselves ids and states stay; of their orders all but what names them. */
export const cleanAudit = statement<Erasure & { readonly house: readonly string[] }>(
  'privacy.clean-audit',
  (
    place,
  ) => sql`select core.erase_in_audit(${place('customers')}::text[], ${place('contacts')}::text[], ${place('house')}::text[],
    ${place('pattern')}::text, ${place('content')}::text, ${sql.lit(auditPlaces)}, ${sql.lit(doerPlaces)})`,
);

/** Whether there are background jobs at all, and this transaction may read them. */
export const jobsThere = statement<object, { there: boolean }>(
  'privacy.jobs-there',
  () => sql`select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'jobs' and c.relname = 'job' and has_table_privilege(c.oid, 'update')) as there`,
);

/** Jobs hold ids, and after a failure what went wrong. */
export const cleanJobs = statement<Pick<Erasure, 'tenant' | 'pattern'>>(
  'privacy.clean-jobs',
  (
    place,
  ) => sql`update jobs.job set data = core.erased(data, ${place('pattern')}, null), output = core.erased(output, ${place('pattern')}, null)
    where data ->> 'tenantId' = ${place('tenant')}::text and (data::text ~* ${place('pattern')} or output::text ~* ${place('pattern')})`,
);

interface Record {
  readonly tenant: string;
  readonly auditId: string;
  readonly now: Date;
  readonly by: string;
  readonly type: 'customer' | 'contact';
  readonly id: string;
  readonly counts: string;
}

/** That somebody was erased, by whom and how much it was; who it was, only as an id. */
export const recordErasure = statement<Record>(
  'privacy.record-erasure',
  (place) => sql`insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
    values (${place('tenant')}::uuid, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'privacy.erase', ${place('type')}, ${place('id')},
      ${place('counts')}::jsonb)`,
);

/** That a person of the customer was erased before, alone or with it. */
export const erasedBefore = statement<{ tenant: string; customer: string; contact: string }, { id: string }>(
  'privacy.erased-before',
  (place) => sql`select id from core.audit
    where tenant_id = ${place('tenant')}::uuid and action = 'privacy.erase' and subject_type = 'contact' and subject_id = ${place('contact')}::text
      and after ->> 'customer' = ${place('customer')}::text limit 1`,
);
