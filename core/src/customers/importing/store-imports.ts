import { sql } from 'kysely';
import { statement } from '../../kernel/statement.ts';
import type { Audited } from '../store.ts';
import type { Columns } from './mapping.ts';
import type { Row } from './reading.ts';

export type ImportState = 'read' | 'running' | 'done' | 'undone';

/** An import as lists show it. `present` counts customers that were there already, `wrong` rows that were left out. */
export interface ImportRow {
  readonly id: string;
  readonly file: string;
  readonly created_at: Date;
  readonly state: ImportState;
  readonly total: number;
  readonly passed: number;
  readonly made: number;
  readonly present: number;
  readonly wrong: number;
  readonly finished_at: Date | null;
}

/** Why the undo of an import left a customer alone. */
export type Use = 'ordered' | 'asked' | 'let-in' | 'changed';

/** An import without its rows. */
export interface ImportDetailRow extends ImportRow {
  readonly header: readonly string[];
  readonly columns: Columns;
  /** What the undo left alone. */
  readonly kept: readonly { readonly id: string; readonly name: string; readonly why: Use }[];
}

const shown = sql`i.id, i.file, i.created_at, i.state, i.total, i.passed, cardinality(i.made) as made,
      jsonb_array_length(i.results) - cardinality(i.made) as present, i.wrong, i.finished_at`;

/** The newest ones first. */
export const importsRecent = statement<{ limit: number }, ImportRow>(
  'customers.imports-recent',
  (place) => sql`select ${shown} from core.customer_import i order by i.id desc limit ${place('limit')}`,
);

export const importById = statement<{ id: string }, ImportDetailRow>(
  'customers.import-by-id',
  (place) => sql`select ${shown}, i.header, i.columns,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'why', k.value ->> 'why') order by c.name, c.id), '[]')
        from jsonb_array_elements(i.kept) k join core.customer c on c.id = (k.value ->> 'id')::uuid) as kept
    from core.customer_import i where i.id = ${place('id')}`,
);

/** What a file holds, and what its columns are. */
export interface ImportLinesRow {
  readonly header: readonly string[];
  readonly lines: readonly Row[];
  readonly columns: Columns;
  readonly state: ImportState;
}

export const importLines = statement<{ id: string }, ImportLinesRow>(
  'customers.import-lines',
  (place) => sql`select header, lines, columns, state from core.customer_import where id = ${place('id')}`,
);

/** What became of a customer of the file: the row that names it, and the customer that it is. */
export interface ResultRow {
  readonly at: number;
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly is_made: boolean;
}

/** Those that still are there, in the sequence of the file. */
export const importResults = statement<{ id: string; limit: number }, ResultRow>(
  'customers.import-results',
  (place) => sql`select (r.value ->> 'at')::int as at, c.id, c.name, c.slug, c.id = any(i.made) as is_made
    from core.customer_import i cross join jsonb_array_elements(i.results) with ordinality r(value, nth)
    join core.customer c on c.id = (r.value ->> 'customer')::uuid
    where i.id = ${place('id')} order by r.nth limit ${place('limit')}`,
);

interface NewImport {
  readonly tenant: string;
  readonly id: string;
  readonly by: string;
  readonly file: string;
  readonly now: Date;
  /** JSON. */
  readonly header: string;
  readonly lines: string;
  readonly columns: string;
}

/** Keeps what was read; nothing else is written yet. */
export const insertImport = statement<NewImport>(
  'customers.insert-import',
  (place) => sql`insert into core.customer_import (tenant_id, id, by, file, created_at, state, header, lines, columns)
    values (${place('tenant')}, ${place('id')}, ${place('by')}::jsonb, ${place('file')}, ${place('now')}, 'read',
      ${place('header')}::jsonb, ${place('lines')}::jsonb, ${place('columns')}::jsonb)`,
);

/** Says anew what the columns hold. No row when there are other columns, or it has begun. */
export const mapImport = statement<{ id: string; columns: string }, { id: string }>(
  'customers.map-import',
  (place) => sql`update core.customer_import set columns = ${place('columns')}::jsonb
    where id = ${place('id')} and state = 'read' and jsonb_array_length(header) = jsonb_array_length(${place('columns')}::jsonb) returning id`,
);

interface Start extends Audited {
  /** JSON, as it was shown. */
  readonly columns: string;
  readonly total: number;
  readonly wrong: number;
  readonly outboxId: string;
  /** Who writes the customers. */
  readonly subscriber: string;
}

/** Confirms what was shown, and hands it over. No row when it was begun already, or the columns hold something else by now. */
export const startImport = statement<Start, { id: string }>(
  'customers.start-import',
  (place) => sql`with begun as (
      update core.customer_import set state = 'running', total = ${place('total')}, wrong = ${place('wrong')}, started_at = ${place('now')}
      where id = ${place('id')} and state = 'read' and columns = ${place('columns')}::jsonb
      returning tenant_id, id, total, wrong, jsonb_array_length(lines) as lines
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.import', 'customers', id::text,
        jsonb_build_object('rows', lines, 'customers', total, 'rowsLeftOut', wrong) from begun
    ), sent as (
      insert into core.outbox (tenant_id, id, event, payload, at)
      select tenant_id, ${place('outboxId')}, 'customers.import', jsonb_build_object('importId', id), ${place('now')} from begun
      returning tenant_id, id
    ), delivered as (
      insert into core.delivery (tenant_id, outbox_id, subscriber, next_at)
      select tenant_id, id, ${place('subscriber')}, ${place('now')} from sent
    )
    select id from begun`,
);
