import { cancelledStatuses as cancelledOf, type Json } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import type { Shop } from '../tenants/tenants.ts';
import type { OwnRow } from './store-own.ts';

/** Rows of a page. One more is read, to know whether there is a next page. */
export const ownPageSize = 50;

/** Something that a customer sent: it waits, or has come to nothing. */
export interface OwnLine {
  readonly id: string;
  readonly intent: OwnRow['intent'];
  readonly kind: string;
  /** `waiting`, `seen-not` for what was taken and nobody has looked at, `declined`, `withdrawn` or `cancelled`. */
  readonly state: 'waiting' | 'seen-not' | 'declined' | 'withdrawn' | 'cancelled';
  readonly title: string;
  /** Of its order; null where there is none. */
  readonly number: number | null;
  readonly prefix: string | null;
  /** The customer's own number. */
  readonly reference: string | null;
  /** Why it came to nothing, in somebody's words; empty where nobody gave any. */
  readonly reason: string;
  readonly at: Date;
}

/** A page of them; `next` is what to continue after, null on the last page. */
export function ownPage({ shop }: Caller, rows: readonly OwnRow[]) {
  const shown = rows.slice(0, ownPageSize);
  return {
    rows: shown.map((row) => ownLine(shop, row)),
    next: rows.length > ownPageSize ? shown.at(-1)!.id : null,
  };
}

/** The statuses that orders are cancelled into, each behind the kind that has it. */
export const cancelledStatuses = ({ kinds }: Shop): readonly string[] =>
  [...kinds.values()].flatMap(({ kind: { id, pipeline } }) => cancelledOf(pipeline).map((status) => `${id} ${status}`));

function ownLine(shop: Shop, row: OwnRow): OwnLine {
  const { id, intent, kind, title, number, prefix, submitted_at: at } = row;
  const reference = row.reference ?? referenceOf(shop, row);
  return {
    id,
    intent,
    kind,
    state: stateOf(row),
    title: title ?? '',
    number,
    prefix,
    reference,
    reason: reasonOf(row),
    at,
  };
}

function stateOf({ state, intent }: OwnRow): OwnLine['state'] {
  if (state === 'waiting' || state === 'declined' || state === 'withdrawn') return state;
  return intent === 'change' ? 'seen-not' : 'cancelled';
}

function reasonOf({ state, decision, cancelled }: OwnRow): string {
  if (state === 'waiting') return '';
  return (state === 'declined' ? textIn(decision, 'reason') : cancelled) ?? '';
}

/** What has no order yet is known by the reference in its content; of an older version of the kind nobody asks. */
function referenceOf({ kinds }: Shop, { kind: id, kind_version, intent, submitted }: OwnRow): string | null {
  const kind = kinds.get(id)?.kind;
  return kind && kind.version === kind_version && intent === 'create'
    ? (kind.summary(submitted).reference ?? null)
    : null;
}

function textIn(value: Json, key: string): string | undefined {
  const found = (value as Readonly<Record<string, Json>> | null)?.[key];
  return typeof found === 'string' ? found : undefined;
}
