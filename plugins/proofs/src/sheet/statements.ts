import { ownStatement } from '@docket/sdk';
import type { Check } from '../rules/checklist.ts';
import type { MadeOf, Round, Wanted } from '../rules/proof.ts';

/** A mockup as its row holds it; its files are gone where it was removed. */
export interface MockupRow {
  readonly work: string;
  readonly version: number;
  readonly files: readonly MadeOf[];
  readonly note: string;
  readonly at: Date;
  readonly removed: boolean;
}

/** A round as its row holds it. */
export type RoundRow = Omit<Round, 'sentAt'> & { readonly sentAt: Date };

/** The sheet of an order; no row where there was never a mockup. */
export const sheetOf = ownStatement<{ order: string }, { version: number; movedFor: readonly string[] }>(
  'sheet-of',
  'select version, to_jsonb(moved_for) as "movedFor" from px_proofs.sheet where order_id = :order',
);

/** The mockups of an order, also those that were removed, oldest first. */
export const mockupsOf = ownStatement<{ order: string }, MockupRow>(
  'mockups-of',
  `select work, version, files, note, at, removed_at is not null as removed
   from px_proofs.mockup where order_id = :order order by work, version`,
);

/** Every time that the customer was asked about a work of an order, oldest first. */
export const roundsOf = ownStatement<{ order: string }, RoundRow>(
  'rounds-of',
  `select work, version, mockup, looks, terms, terms_version as "termsVersion", to_jsonb(ticks) as ticks, sent_at as "sentAt",
     withdrawn_reason as "withdrawnReason", wants, due::text as due,
     waits_until::text as "waitsUntil"
   from px_proofs.proof where order_id = :order order by work, version`,
);

/** Turns the sheet to its next version, if nobody did since it was read; `seen` is 0 where there was none. */
export const turnSheet = ownStatement<{ tenant: string; order: string; seen: number }, { version: number }>(
  'turn-sheet',
  `insert into px_proofs.sheet (tenant_id, order_id, version) values (:tenant, :order, 1)
   on conflict (tenant_id, order_id) do update set version = px_proofs.sheet.version + 1 where px_proofs.sheet.version = :seen
   returning version`,
  { expects: 1 },
);

/** Notes the approvals for which the order was moved on. */
export const noteMoved = ownStatement<{ order: string; rounds: readonly string[] }>(
  'note-moved',
  'update px_proofs.sheet set moved_for = :rounds::text[] where order_id = :order',
);

interface OfWork {
  readonly order: string;
  readonly work: string;
}

interface AddedMockup extends OfWork {
  readonly tenant: string;
  readonly version: number;
  /** JSON. */
  readonly files: string;
  readonly note: string;
  readonly at: string;
  readonly by: string | null;
}

/** Whoever was faster has the number: then nothing is written, as where the sheet was turned meanwhile. */
export const addMockup = ownStatement<AddedMockup, { version: number }>(
  'add-mockup',
  `insert into px_proofs.mockup (tenant_id, order_id, work, version, files, note, at, by)
   values (:tenant, :order, :work, :version, :files::text::jsonb, :note, :at, :by)
   on conflict (tenant_id, order_id, work, version) do nothing returning version`,
  { expects: 1 },
);

/** Keeps the number, so that it is not given again. */
export const removeMockup = ownStatement<OfWork & { version: number; at: string }, { version: number }>(
  'remove-mockup',
  `update px_proofs.mockup set removed_at = :at
   where order_id = :order and work = :work and version = :version and removed_at is null returning version`,
  { expects: 1 },
);

interface AddedRound extends OfWork {
  readonly tenant: string;
  readonly version: number;
  readonly mockup: number;
  readonly looks: string;
  readonly terms: string;
  readonly termsVersion: string;
  readonly ticks: readonly Check[];
  readonly due: string | null;
  /** JSON: what it is made from, where, and how. */
  readonly art: string;
  readonly place: string;
  readonly design: string;
  readonly at: string;
  readonly by: string | null;
}

/** As with mockups. */
export const addRound = ownStatement<AddedRound, { version: number }>(
  'add-round',
  `insert into px_proofs.proof (tenant_id, order_id, work, version, mockup, looks, terms, terms_version, ticks, due, waits_until, art, place, design, sent_at, by)
   values (:tenant, :order, :work, :version, :mockup, :looks, :terms, :termsVersion, :ticks::text[], :due::date, :due::date,
     :art::text::jsonb, :place::text::jsonb, :design::text::jsonb, :at, :by)
   on conflict (tenant_id, order_id, work, version) do nothing returning version`,
  { expects: 1 },
);

export const withdrawRound = ownStatement<OfWork & { version: number; reason: string }, { version: number }>(
  'withdraw-round',
  `update px_proofs.proof set withdrawn_reason = :reason
   where order_id = :order and work = :work and version = :version returning version`,
  { expects: 1 },
);

/** Notes that somebody has to follow up, and since when. */
export const noteWanted = ownStatement<OfWork & { version: number; wants: Wanted; since: string }>(
  'note-wanted',
  `update px_proofs.proof set wants = :wants, wants_since = :since
   where order_id = :order and work = :work and version = :version`,
);

/** Nobody has to follow up a work any more. */
export const forgetFollowUp = ownStatement<OfWork>(
  'forget-follow-up',
  `update px_proofs.proof set wants = null, wants_since = null, waits_until = null
   where order_id = :order and work = :work and (wants is not null or waits_until is not null)`,
);

/** A work to follow up. */
export interface WantingRow extends OfWork {
  readonly version: number;
  readonly wants: Wanted;
  /** Number of a newer mockup, which is not sent; null where there is none. */
  readonly draft: number | null;
}

/** Orders that somebody has to follow up, each with the work that was answered last, newest first. */
export const wanting = ownStatement<{ most: number }, WantingRow>(
  'wanting',
  `select newest.order_id as "order", newest.work, newest.version, newest.wants,
     (select max(m.version) from px_proofs.mockup m where m.order_id = newest.order_id and m.work = newest.work
        and m.version > newest.mockup and m.removed_at is null) as draft
   from (
     select distinct on (order_id) order_id, work, version, mockup, wants, wants_since
     from px_proofs.proof where wants is not null order by order_id, wants_since desc
   ) newest
   order by newest.wants_since desc limit :most`,
);

/** Orders of which an answer is missing although its day has passed, each with the work that waits longest, the longest first. */
export const overdue = ownStatement<
  { today: string; most: number },
  { order: string; work: string; version: number; due: string }
>(
  'overdue',
  `select longest.order_id as "order", longest.work, longest.version, longest.waits_until::text as due
   from (
     select distinct on (order_id) order_id, work, version, waits_until
     from px_proofs.proof where waits_until < :today::date order by order_id, waits_until, work
   ) longest
   order by longest.waits_until, longest.order_id limit :most`,
);
