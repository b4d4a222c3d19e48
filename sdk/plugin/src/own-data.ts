import type { Question, RecordedAnswer, Void } from './approval.ts';
import type { Json } from './kind.ts';
import type { ContactRight } from './rights.ts';

/** One SQL statement over a plugin's own tables (`px_<plugin>.…`), with its values. */
export interface OwnStatement<Row = unknown> {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** How many rows it has to answer; with another count the whole write is undone and refused as stale. */
  readonly expects?: number;
  /** Never present; carries the row's type. */
  readonly row?: Row;
}

/** The rows of each statement, in the same sequence. */
export type OwnRows<Statements extends readonly OwnStatement[]> = {
  -readonly [K in keyof Statements]: Statements[K] extends OwnStatement<infer Row> ? readonly Row[] : never;
};

/** What a write does to an order, for whoever reads about it later. */
export interface OwnChange {
  /** The order it is about. Its row is locked first, so that writes about one order take turns. */
  readonly order: string;
  /** One of the descriptor's `audit`, e.g. `charges.amend`. */
  readonly action: string;
  /** For the audit: what was there, and what is. Nothing secret. */
  readonly before?: Readonly<Record<string, Json>>;
  readonly after?: Readonly<Record<string, Json>>;
  /** A line in the order's history, with the words `event.<type>`. `shown`: the customer sees it, too. */
  readonly history?: { readonly type: string; readonly shown: boolean; readonly data?: Readonly<Record<string, Json>> };
  /** The right without which a contact learns nothing of it: no line of history, no hint that the order changed. */
  readonly sight?: ContactRight;
  /**
   * Files of the plugin for this order: those that it was given or stored and keeps from now on, whether its customer sees them, or that
   * they are gone.
   */
  readonly files?: {
    readonly keep?: readonly string[];
    readonly show?: readonly string[];
    readonly hide?: readonly string[];
    /** None that proves an answer (`OfflineAnswer.evidence`): such a file stays. */
    readonly remove?: readonly string[];
  };
  /** Questions that go to the customer with it. One about the same subject that is still open is voided. */
  readonly asks?: readonly Question[];
  /**
   * Answers that were given outside of the portal, written down by the staff member who calls. One that cannot be taken, since its
   * question is answered, void or another by now, refuses the whole write with `plugin.stale`.
   */
  readonly answers?: readonly RecordedAnswer[];
  /** Subjects whose open or approved questions hold no more, and why. */
  readonly voids?: readonly Void[];
}

/** A plugin's own tables, as the shop of this call: row-level security lets nothing else through. */
export interface OwnData {
  /** All statements in one round trip. They name tables of the plugin's own schema alone. */
  read<const Statements extends readonly OwnStatement[]>(...statements: Statements): Promise<OwnRows<Statements>>;
  /**
   * All statements in one transaction with what is told of them: audit, history, questions. Refuses the whole with
   * `plugin.stale` where a statement answers other than it `expects`.
   */
  write<const Statements extends readonly OwnStatement[]>(
    changes: readonly OwnChange[],
    ...statements: Statements
  ): Promise<OwnRows<Statements>>;
}

/** A declared statement: what fills its places makes it one that runs. */
export type OwnStatementOf<Args extends object, Row> = (args: Args) => OwnStatement<Row>;

const place = /(?<!:):([a-z][a-zA-Z0-9_]*)/g;

/**
 * Declares a statement; `:name` in its text is a place that a call fills. The text is constant: lists travel as one array.
 *
 *     const ofOrder = ownStatement<{ order: string }, ChargeRow>('of-order', 'select * from px_charges.charge where order_id = :order');
 */
export function ownStatement<Args extends object, Row = never>(
  name: string,
  text: string,
  { expects }: { readonly expects?: number } = {},
): OwnStatementOf<Args, Row> {
  const keys = [...new Set([...text.matchAll(place)].map(([, key]) => key!))];
  const numbered = text.replaceAll(place, (_, key: string) => `$${keys.indexOf(key) + 1}`);
  return (args) => ({
    name,
    text: numbered,
    values: keys.map((key) => valueOf(name, args, key)),
    ...(expects !== undefined && { expects }),
  });
}

function valueOf(name: string, args: object, key: string): unknown {
  if (!(key in args)) throw new TypeError(`The statement "${name}" got no value for :${key}.`);
  return (args as Readonly<Record<string, unknown>>)[key];
}
