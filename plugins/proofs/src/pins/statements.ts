import { ownStatement } from '@docket/sdk';
import type { Area } from '../rules/pin.ts';

/** A note as its row holds it. */
export interface PinRow {
  readonly id: string;
  readonly work: string;
  readonly round: number;
  readonly number: number;
  readonly picture: string;
  readonly x: number | null;
  readonly y: number | null;
  readonly area: Area | null;
  readonly words: string;
  readonly contact: string | null;
  readonly at: Date;
  readonly doneAt: Date | null;
}

/** The notes on the mockups of an order, by their numbers. */
export const pinsOf = ownStatement<{ order: string }, PinRow>(
  'pins-of',
  `select id, work, round, number, picture, x, y, area, words, contact, at, done_at as "doneAt"
   from px_proofs.pin where order_id = :order and removed_at is null order by work, round, number`,
);

interface AddedPin {
  readonly tenant: string;
  readonly order: string;
  readonly work: string;
  readonly round: number;
  readonly id: string;
  readonly picture: string;
  readonly x: number | null;
  readonly y: number | null;
  readonly area: Area | null;
  readonly words: string;
  readonly contact: string;
  readonly at: string;
}

/** Adds a note with the next number of its round. The same note of the same person once more adds nothing. */
export const addPin = ownStatement<AddedPin>(
  'add-pin',
  `insert into px_proofs.pin (tenant_id, order_id, work, round, number, id, picture, x, y, area, words, contact, at)
   select :tenant, :order, :work, :round::integer,
     coalesce((select max(number) from px_proofs.pin where order_id = :order and work = :work and round = :round::integer), 0) + 1,
     :id, :picture, :x::float8, :y::float8, :area, :words, :contact, :at
   where not exists (select from px_proofs.pin where order_id = :order and work = :work and round = :round::integer
     and picture = :picture::uuid and x is not distinct from :x::float8 and y is not distinct from :y::float8
     and area is not distinct from :area::text and words = :words::text and contact = :contact::uuid and removed_at is null)`,
);

/** Takes a note back; its number is not given again. No row for one of somebody else, or that is done. */
export const removePin = ownStatement<{ order: string; pin: string; contact: string; at: string }, { number: number }>(
  'remove-pin',
  `update px_proofs.pin set removed_at = :at
   where order_id = :order and id = :pin and contact = :contact and removed_at is null and done_at is null returning number`,
  { expects: 1 },
);

/** Says that a note is done, or open again. */
export const markPin = ownStatement<
  { order: string; pin: string; at: string | null; by: string | null },
  { number: number }
>(
  'mark-pin',
  `update px_proofs.pin set done_at = :at, done_by = :by
   where order_id = :order and id = :pin and removed_at is null returning number`,
  { expects: 1 },
);
