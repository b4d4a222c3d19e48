import { sql } from 'kysely';
import type { ColumnPrivacy } from '@docket/sdk';
import { statement, type Call } from '../kernel/statement.ts';
import type { ClassifiedTable } from './classified.ts';
import { belongs } from './store-erase.ts';
import type { Belongings } from './store-person.ts';

/** For whom data are put together. */
export type Audience = 'the person' | 'the shop';

const isFor = (column: ColumnPrivacy, audience: Audience): boolean =>
  column.class !== 'technical' &&
  (column.exported === 'to the person' || (column.exported === 'to the shop' && audience === 'the shop'));

type Asked = Belongings & { readonly tenant: string };

/** A table as it is exported. */
export interface ExportedTable {
  /** `customer`; a plugin's with its schema. */
  readonly name: string;
  readonly read: (asked: Asked) => Call<{ row: Readonly<Record<string, unknown>> }>;
  /** True when a row may be found in more than one way. */
  readonly isFoundTwice: boolean;
}

/** The tables that have something of people for this audience, with the columns that it may have. */
export const exportedTables = (tables: readonly ClassifiedTable[], audience: Audience): readonly ExportedTable[] =>
  tables.flatMap((table) => {
    const columns = Object.entries(table.columns).flatMap(([name, column]) => (isFor(column, audience) ? [name] : []));
    const owners = Object.keys(table.owners ?? {});
    if (columns.length === 0 || owners.length === 0) return [];
    const read = statement<Asked, { row: Readonly<Record<string, unknown>> }>(
      `privacy.export-${table.name}-${audience === 'the shop' ? 'shop' : 'person'}`,
      (place) => sql`select to_jsonb(x) as row from (
        select ${sql.join(columns.map((name) => sql.ref(`t.${name}`)))} from ${sql.table(table.name)} t where ${belongs(place, table)}
      ) x`,
    );
    return [{ name: table.name.replace(/^core\./, ''), read, isFoundTwice: owners.length > 1 }];
  });

/** A file that goes along. */
export interface FileRow {
  readonly id: string;
  readonly name: string;
}

/** Those that could do harm stay where they are. */
export const filesToSend = statement<{ ids: readonly string[] }, FileRow>(
  'privacy.files-to-send',
  (place) =>
    sql`select id, name from core.file where id = any(${place('ids')}::uuid[]) and state = 'stored' order by id`,
);

/** A link to somebody's data. */
export interface ExportRow {
  readonly id: string;
  readonly customer_id: string;
  readonly contact_id: string | null;
  readonly asked_by_type: 'contact' | 'staff';
  readonly asked_by: string;
  readonly created_at: Date;
  readonly expires_at: Date;
}

interface NewExport {
  readonly id: string;
  readonly customer: string;
  readonly contact: string | null;
  readonly askedByType: 'contact' | 'staff';
  readonly askedBy: string;
  readonly now: Date;
  readonly expiresAt: Date;
  readonly by: string;
  readonly auditId: string;
}

/** No row for somebody whom the shop does not have. */
export const insertExport = statement<NewExport, { id: string }>(
  'privacy.insert-export',
  (place) => sql`with made as (
      insert into core.export (tenant_id, id, customer_id, contact_id, asked_by_type, asked_by, created_at, expires_at)
      select c.tenant_id, ${place('id')}, c.id, ${place('contact')}::uuid, ${place('askedByType')}, ${place('askedBy')}, ${place('now')}, ${place('expiresAt')}
      from core.customer c where c.id = ${place('customer')}::uuid
        and (${place('contact')}::uuid is null or exists (
          select from core.contact t where t.tenant_id = c.tenant_id and t.customer_id = c.id and t.id = ${place('contact')}::uuid))
      returning tenant_id, id, customer_id, contact_id
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'privacy.export', 'customer', customer_id::text,
        jsonb_build_object('contact', contact_id, 'export', id) from made
    )
    select id from made`,
);

const columns = sql.raw('id, customer_id, contact_id, asked_by_type, asked_by, created_at, expires_at');

export const exportById = statement<{ id: string }, ExportRow>(
  'privacy.export-by-id',
  (place) => sql`select ${columns} from core.export where id = ${place('id')}`,
);

/** Living links of who asked for them, newest first. */
export const exportsAskedBy = statement<
  { asker: string; customer: string; contact: string | null; now: Date },
  ExportRow
>(
  'privacy.exports-asked-by',
  (place) => sql`select ${columns} from core.export
    where asked_by = ${place('asker')} and customer_id = ${place('customer')}::uuid and contact_id is not distinct from ${place('contact')}::uuid
      and expires_at > ${place('now')} order by created_at desc, id desc limit 20`,
);

/** The contact to whom a session belongs, in the round trip of the session. */
export const exportsOfToken = statement<{ token: Buffer; now: Date }, ExportRow>(
  'privacy.exports-of-token',
  (
    place,
  ) => sql`select e.id, e.customer_id, e.contact_id, e.asked_by_type, e.asked_by, e.created_at, e.expires_at from core.session s
    join core.export e on e.tenant_id = s.tenant_id and e.asked_by = s.actor_id
    where s.token_hash = ${place('token')} and s.actor_type = 'contact' and e.expires_at > ${place('now')}
    order by e.created_at desc, e.id desc limit 20`,
);
