import { ownStatement } from '@docket/sdk';
import type { Charge } from '../rules/charge.ts';

/** A charge as its rows hold it. */
export type ChargeRow = Omit<Charge, 'at' | 'withdrawn'> & {
  readonly at: Date;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_by: string | null;
  readonly withdrawn_reason: string | null;
};

/** An earlier version, as staff look back at it. */
export interface PastRow {
  readonly id: string;
  readonly version: number;
  readonly amount: number;
  readonly cause: Charge['cause'];
  readonly reason: string | null;
  readonly at: Date;
}

/** The version of an order's sheet; no row where nothing was ever charged. */
export const sheetOf = ownStatement<{ order: string }, { version: number }>(
  'sheet-of',
  'select version from px_charges.sheet where order_id = :order',
);

/** The charges of an order in the sequence in which they came, each as it is now. */
export const chargesOf = ownStatement<{ order: string }, ChargeRow>(
  'charges-of',
  `select c.id, c.code, c.currency, v.version, v.description, v.basis, v.quantity::float8 as quantity, v.rate::float8 as rate,
     to_jsonb(v.parts) as parts, v.sum::float8 as sum, v.amount::float8 as amount, v.tax, v.evidence, v.source, v.cause, v.reason,
     v.asks, v.why, v.threshold::float8 as threshold, v.at, v.by, c.withdrawn_at, c.withdrawn_by, c.withdrawn_reason
   from px_charges.charge c
   join px_charges.charge_version v on v.tenant_id = c.tenant_id and v.charge_id = c.id and v.version = c.version
   where c.order_id = :order
   order by c.added_at, c.id`,
);

/** What the charges of an order were before, newest first. */
export const pastOf = ownStatement<{ order: string }, PastRow>(
  'past-of',
  `select v.charge_id as id, v.version, v.amount::float8 as amount, v.cause, v.reason, v.at
   from px_charges.charge_version v
   join px_charges.charge c on c.tenant_id = v.tenant_id and c.id = v.charge_id
   where v.order_id = :order and v.version < c.version
   order by v.version desc`,
);

/** Turns the sheet to its next version, if nobody did since it was read; `seen` is 0 where there was none. */
export const turnSheet = ownStatement<{ tenant: string; order: string; seen: number }, { version: number }>(
  'turn-sheet',
  `insert into px_charges.sheet (tenant_id, order_id, version) values (:tenant, :order, 1)
   on conflict (tenant_id, order_id) do update set version = px_charges.sheet.version + 1 where px_charges.sheet.version = :seen
   returning version`,
  { expects: 1 },
);

export interface AddedArgs {
  readonly tenant: string;
  readonly order: string;
  readonly id: string;
  readonly code: string;
  readonly currency: string;
  readonly at: string;
}

export const addCharge = ownStatement<AddedArgs>(
  'add-charge',
  `insert into px_charges.charge (tenant_id, id, order_id, code, currency, version, added_at)
   values (:tenant, :id, :order, :code, :currency, 1, :at)`,
);

export interface VersionArgs extends Pick<
  Charge,
  | 'id'
  | 'version'
  | 'description'
  | 'basis'
  | 'quantity'
  | 'rate'
  | 'sum'
  | 'amount'
  | 'tax'
  | 'source'
  | 'cause'
  | 'reason'
  | 'asks'
  | 'why'
  | 'threshold'
  | 'at'
  | 'by'
> {
  readonly tenant: string;
  readonly order: string;
  readonly parts: readonly string[];
  /** JSON. */
  readonly evidence: string;
}

export const addVersion = ownStatement<VersionArgs>(
  'add-version',
  `insert into px_charges.charge_version (tenant_id, order_id, charge_id, version, description, basis, quantity, rate, parts, sum,
     amount, tax, evidence, source, cause, reason, asks, why, threshold, at, by)
   values (:tenant, :order, :id, :version, :description, :basis, :quantity, :rate, :parts::uuid[], :sum, :amount, :tax,
     :evidence::text::jsonb, :source, :cause, :reason, :asks, :why, :threshold, :at, :by)`,
);

/** Makes a version the one that holds. */
export const advance = ownStatement<{ id: string; version: number }, { id: string }>(
  'advance',
  'update px_charges.charge set version = :version where id = :id and withdrawn_at is null returning id',
  { expects: 1 },
);

export const withdrawCharge = ownStatement<
  { id: string; at: string; by: string | null; reason: string },
  { id: string }
>(
  'withdraw',
  `update px_charges.charge set withdrawn_at = :at, withdrawn_by = :by, withdrawn_reason = :reason
   where id = :id and withdrawn_at is null returning id`,
  { expects: 1 },
);
