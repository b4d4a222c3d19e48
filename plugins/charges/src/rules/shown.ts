import type { Basis } from './bases.ts';
import type { Cause } from './charge.ts';
import type { Standing } from './standing.ts';
import type { Totals } from './totals.ts';
import type { Why } from './asking.ts';

/** How somebody decided. Minor units; ISO 8601. */
export interface ShownDecision {
  readonly at: string;
  readonly by: string;
  readonly reason: string | null;
  /** What would be right instead, in the words of who declined. */
  readonly counter: number | null;
}

/** A file of the order, by its name. */
export interface ShownFile {
  readonly id: string;
  readonly name: string;
}

/** A charge as its customer sees it. */
export interface ShownCharge {
  readonly id: string;
  readonly version: number;
  readonly description: string;
  readonly basis: Basis;
  readonly quantity: number;
  readonly rate: number;
  readonly sum: number | null;
  readonly amount: number;
  readonly tax: number;
  readonly evidence: {
    readonly noted: string;
    readonly from: string | null;
    readonly to: string | null;
    /** Of the order; those that are gone are left out. */
    readonly files: readonly ShownFile[];
  };
  readonly standing: Standing;
  /** Why this version is there; null for the first one. */
  readonly changed: { readonly cause: Cause; readonly reason: string | null } | null;
  readonly at: string;
  readonly decision: ShownDecision | null;
  /** What an answer has to name; null where there is nothing to decide. */
  readonly question: { readonly id: string; readonly hash: string } | null;
  readonly withdrawn: { readonly at: string; readonly reason: string } | null;
}

/** All charges of an order as its customer sees them. */
export interface ShownCharges {
  readonly currency: string;
  readonly charges: readonly ShownCharge[];
  readonly totals: Totals;
}

/** A version that a charge had before. */
export interface ShownPast {
  readonly version: number;
  readonly amount: number;
  readonly cause: Cause;
  readonly reason: string | null;
  readonly at: string;
  /** How the customer had decided about it. */
  readonly decision: (ShownDecision & { readonly approved: boolean }) | null;
}

/** A charge as staff see it: also why the customer is asked, and how a form shows its figures. */
export interface StaffCharge extends ShownCharge {
  readonly code: string;
  readonly why: Why;
  readonly threshold: number;
  readonly parts: readonly string[];
  readonly past: readonly ShownPast[];
  readonly typed: {
    readonly quantity: string;
    readonly rate: string;
    readonly tax: string;
    readonly from: string;
    readonly to: string;
  };
}

/** All charges of an order as staff see them, and what a new one is made of. */
export interface StaffCharges {
  readonly currency: string;
  readonly charges: readonly StaffCharge[];
  readonly totals: Totals;
  /** What a charge may rest on. */
  readonly files: readonly ShownFile[];
  /** The id that a new charge gets. */
  readonly fresh: string;
  readonly types: readonly {
    readonly id: string;
    readonly title: string;
    readonly basis: Basis;
    readonly rate: string;
  }[];
}
