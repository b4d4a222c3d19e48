import { ownStatement } from '@docket/sdk';

/** A label that holds. Moments as the database answers them. */
export interface LabelRow {
  readonly number: string;
  readonly package: string;
  readonly issued_at: Date | string;
  readonly printed_at: Date | string | null;
}

const tenant = `nullif(current_setting('docket.tenant', true), '')::uuid`;

/** Labels of an order that hold, in the sequence in which they were given. */
export const holding = ownStatement<{ order: string }, LabelRow>(
  'holding',
  `select number, package, issued_at, printed_at from px_labels.label
   where order_id = :order and voided_at is null order by issued_at, number`,
);

/** Takes so many serials, the first of which it answers. They are gone from then on, used or not. */
export const taken = ownStatement<{ count: number }, { first: string }>(
  'taken',
  `insert into px_labels.serial as s (tenant_id, next) values (${tenant}, 1 + :count::bigint)
   on conflict (tenant_id) do update set next = s.next + :count::bigint
   returning (next - :count::bigint)::text as first`,
  { expects: 1 },
);

/** Gives numbers to packages, of two lists in the same sequence. Who comes second for a package gives it none. */
export const issued = ownStatement<
  { order: string; numbers: readonly string[]; packages: readonly string[]; now: Date },
  { number: string }
>(
  'issued',
  `insert into px_labels.label (tenant_id, number, order_id, package, issued_at)
   select ${tenant}, given.number, :order, given.package, :now
   from unnest(:numbers::text[], :packages::text[]) given(number, package)
   on conflict (tenant_id, order_id, package) where voided_at is null do nothing
   returning number`,
);

/** Labels hold no more. */
export const voided = ownStatement<{ numbers: readonly string[]; now: Date }, { number: string }>(
  'voided',
  'update px_labels.label set voided_at = :now where number = any(:numbers::text[]) and voided_at is null returning number',
);

/** Labels were printed, by a member of staff. */
export const printed = ownStatement<
  { order: string; numbers: readonly string[]; now: Date; by: string | null },
  { number: string }
>(
  'printed',
  `update px_labels.label set printed_at = :now, printed_by = :by::uuid
   where order_id = :order and number = any(:numbers::text[]) and voided_at is null returning number`,
);
