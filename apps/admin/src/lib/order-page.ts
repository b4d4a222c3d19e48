import type { FormFile, Issue, Json, MarkedPart, ShownChange, Status, TraceStep } from '@docket/sdk';
import type { OrderNumber } from '@docket/sdk/order-label';
import type { OrderLine } from './orders.ts';
import type { PrefilledLine } from './prefilled.ts';

/** An order as its pages draw it. */
export interface OrderDetail extends OrderLine {
  /** Letters before the number. */
  readonly prefix: string;
  /** What it went by before, latest first. */
  readonly former: readonly OrderNumber[];
  /** The plugin that owns its kind. */
  /** Raised by every change of its content. */
  readonly version: number;
  readonly content: Json;
  readonly requestId: string;
  /** Who looks after it; null while everybody does. */
  readonly assignee: { readonly id: string; readonly name: string } | null;
  /** Who sent it: the contact, or who a stranger says to be. */
  readonly sender: { readonly name: string; readonly email: string };
  /** What was found when it came in, and how that was decided. */
  readonly issues: readonly Issue[];
  readonly trace: readonly TraceStep[];
}

/** A file of an order, with the place it belongs to. */
export interface OrderFile extends FormFile {
  readonly path: string;
}

/** Something that happened to an order; `by` is the kind of person who did it. */
export interface OrderEvent {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly type: string;
  readonly by: { readonly type: string; readonly id: string; readonly name: string };
  readonly data: Readonly<Record<string, Json>>;
}

/** One part of the order's form. Words are message keys. */
export interface OrderPart {
  readonly id: string;
  readonly title: string;
  readonly about: string;
}

/** What may happen to parts of an order, and what did. */
export interface OrderRecord {
  readonly types: readonly string[];
  readonly parts: readonly (MarkedPart & {
    /** When what happened, by type: ISO 8601. */
    readonly marks: Readonly<Record<string, string>>;
  })[];
  readonly isOpen: boolean;
}

/** Everything the pages of one order share. */
export interface OrderPage {
  readonly order: OrderDetail;
  /** Message key of the kind's name; the kind's id while its plugin is switched off. */
  readonly kindTitle: string;
  /** Place of the kind among those of the shop: decides the colour of its stub. */
  readonly kindPlace: number;
  readonly parts: readonly OrderPart[];
  /** Looks of the statuses, by id; empty while the plugin is switched off. */
  readonly statuses: readonly Status[];
  readonly moves: readonly string[];
  readonly timeline: readonly OrderEvent[];
  readonly files: readonly OrderFile[];
  /** What staff changed since it was sent. */
  readonly changes: readonly ShownChange[];
  /** What of it was filled in for whoever sent it. */
  readonly prefilled: readonly PrefilledLine[];
  /** What may be recorded of it beside its status; null where its kind records nothing. */
  readonly recordable: OrderRecord | null;
  /** `YYYY-MM-DD` at the shop. */
  readonly today: string;
}
