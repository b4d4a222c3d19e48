import { sql } from 'kysely';
import type { Json } from '@docket/sdk';
import { statement } from '../kernel/statement.ts';
import { countedFirst, type Counted, type Within } from './store.ts';

/** A file that a plugin was given, as it is kept. */
export interface GivenRow {
  readonly id: string;
  readonly order_id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly state: string;
  readonly facts: Json;
  readonly shown: boolean;
  readonly created_at: Date;
}

interface NewGiven extends Counted {
  readonly id: string;
  readonly order: string;
  readonly plugin: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly by: string;
  readonly now: Date;
}

/** Not there for anybody until `changeGiven` keeps it. No id without the order, or when the sender has sent too much. */
export const insertGiven = statement<NewGiven, Within & { readonly id: string | null }>(
  'files.insert-given',
  (place) => sql`with ${countedFirst(place)}, kept as (
      insert into core.file (tenant_id, id, order_id, plugin, name, bytes, sha256, state, uploaded_by, created_at)
      select ${place('tenant')}, ${place('id')}, o.id, ${place('plugin')}, ${place('name')}, ${place('bytes')}::bigint, ${place('sha256')},
        'receiving', ${place('by')}::jsonb, ${place('now')}::timestamptz
      from core.orders o, within where o.id = ${place('order')} and within.number and within.kilobytes
      returning id
    )
    select within.number as within_number, within.kilobytes as within_kilobytes, kept.id from within left join kept on true`,
);

const columns = sql.raw('f.id, f.order_id, f.name, f.bytes, f.sha256, f.state, f.facts, f.shown, f.created_at');

/** Of these files those that nothing keeps yet. */
export const unkept = statement<{ ids: readonly string[] }, GivenRow>(
  'files.unkept',
  (place) =>
    sql`select ${columns} from core.file f where f.id = any(${place('ids')}::uuid[]) and f.state = 'receiving'`,
);

/** Removes of these files those that nothing keeps, and answers which. */
export const removeGiven = statement<{ ids: readonly string[] }, { id: string }>(
  'files.remove-given',
  (place) => sql`delete from core.file
    where id = any(${place('ids')}::uuid[]) and order_id is not null and state = 'receiving' returning id`,
);

/** What a process that ended had taken in and not kept; its sender was not told that anything was. */
export const removeUnkept = statement<{ before: Date }>(
  'files.remove-unkept',
  (place) => sql`delete from core.file where state = 'receiving' and created_at < ${place('before')}`,
);

interface Asked {
  readonly plugin: string;
  readonly orders: readonly string[];
  /** Whose portal they are seen in; null for all of the shop's. */
  readonly customer: string | null;
}

export const givenOfOrders = statement<Asked, GivenRow>(
  'files.given-of-orders',
  (
    place,
  ) => sql`select ${columns} from core.file f join core.orders o on o.tenant_id = f.tenant_id and o.id = f.order_id
    where f.order_id = any(${place('orders')}::uuid[]) and f.plugin = ${place('plugin')} and f.state <> 'receiving'
      and (${place('customer')}::uuid is null or (o.customer_id = ${place('customer')}::uuid and o.in_portal and f.shown))
    order by f.created_at, f.id`,
);

interface Pictured extends Omit<Asked, 'orders'> {
  readonly id: string;
}

/** What inspection says of the picture that it drew. */
export interface PictureRow {
  readonly preview: { readonly width: number; readonly height: number; readonly mime: string };
}

/** The picture of a file of an order, or of one that the plugin was given. */
export const pictureOf = statement<Pictured, PictureRow>(
  'files.picture-of',
  (place) => sql`select f.facts -> 'preview' as preview from core.file f
    where f.id = ${place('id')} and f.state in ('pending', 'stored') and jsonb_typeof(f.facts -> 'preview') = 'object' and exists (
      select from core.orders o
      where o.tenant_id = f.tenant_id and (
          (f.plugin = ${place('plugin')} and o.id = f.order_id)
          or (f.plugin is null and (o.request_id = f.request_id
            or o.id in (select h.order_id from core.order_file h where h.tenant_id = f.tenant_id and h.file_id = f.id)))
        )
        and (${place('customer')}::uuid is null
          or (o.customer_id = ${place('customer')}::uuid and o.in_portal and (f.plugin is null or f.shown)))
    )`,
);

/** `keep` and `keep-shown` for one that was only stored so far, `prove` whether it was or not. */
export type Becoming = 'keep' | 'keep-shown' | 'show' | 'hide' | 'remove' | 'prove';

interface Wanted {
  readonly plugin: string;
  /**
   * JSON, one object per file and wish: `order_id`, `file_id`, `does` (`Becoming`), `sha256` (null: whatever it is), `seen` (only
   * where it was looked at).
   */
  readonly changes: string;
}

/** A file that it was done with. */
export interface ChangedRow {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly became: 'kept' | 'turned' | 'removed' | 'proof' | 'unseen';
}

/**
 * Keeps, shows, hides and removes files of the plugin. Answers those it did that with; as `proof` those that were to be removed and
 * prove an answer, and as `unseen` those that nobody has looked at yet and that should have been: then none of it may stay. One that
 * is none of these is not there.
 */
export const changeGiven = statement<Wanted, ChangedRow>(
  'files.change-given',
  (place) => sql`with wanted as (
      select f.tenant_id, f.id, f.name, f.bytes, f.state, w.does, w.sha256, w.seen and f.state in ('receiving', 'pending') as unseen
      from jsonb_to_recordset(${place('changes')}::jsonb) w(order_id uuid, file_id uuid, does text, sha256 text, seen boolean)
      join core.file f on f.id = w.file_id and f.order_id = w.order_id and f.plugin = ${place('plugin')}
        and (w.sha256 is null or f.sha256 = w.sha256)
    ), turned as (
      update core.file f set
        shown = case when w.does in ('show', 'keep-shown') then true when w.does = 'hide' then false else f.shown end,
        state = case when f.state = 'receiving' then 'pending' else f.state end
      from wanted w
      where f.tenant_id = w.tenant_id and f.id = w.id and (w.sha256 is null or f.state <> 'blocked')
        and case when w.does in ('keep', 'keep-shown') then f.state = 'receiving' when w.does = 'prove' then true
          when w.does = 'remove' then false else f.state <> 'receiving' end
      returning f.id, f.name, f.bytes, f.sha256, case when w.state = 'receiving' then 'kept' else 'turned' end as became
    ), proof as (
      select f.tenant_id, f.id, f.name, f.bytes, f.sha256, 'proof' as became from wanted w
      join core.file f on f.tenant_id = w.tenant_id and f.id = w.id
      where w.does = 'remove' and exists (
        select from core.approval a join core.approval_answer n on n.tenant_id = a.tenant_id and n.approval_id = a.id
        where a.tenant_id = f.tenant_id and a.order_id = f.order_id
          and n.offline -> 'evidence' @> jsonb_build_array(jsonb_build_object('file', f.id)))
    ), removed as (
      delete from core.file f using wanted w
      where f.tenant_id = w.tenant_id and f.id = w.id and w.does = 'remove' and f.state <> 'receiving'
      returning f.id, f.name, f.bytes, f.sha256, 'removed' as became
    )
    select * from turned union all select * from removed union all select id, name, bytes, sha256, became from proof
    union all select id, name, bytes, sha256, 'unseen' from wanted where unseen`,
);
