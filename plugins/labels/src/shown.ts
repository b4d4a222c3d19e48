import { mostPackages, PlatformError, type CallContext } from '@docket/sdk';
import { standingOf, type LabelledOrder, type Standing } from './rules/standing.ts';
import { labelsOf, settle } from './settle.ts';
import { settingsOf } from './settings.ts';

type Call = Pick<CallContext, 'data' | 'orders' | 'now' | 'settings'>;

/** What a customer is told of the labels of an order. Types, not interfaces: only these are assignable to JSON. */
export type ShownLabels = {
  readonly standing: Standing;
  readonly packages: number;
  readonly most: number;
};

/** What staff are told of one label. */
export type ShownLabel = {
  /** Null where the number is still to be given. */
  readonly number: string | null;
  readonly description: string;
  /** Which one of the order, from 1. */
  readonly at: number;
  readonly of: number;
  /** Whom it goes to, in a line. */
  readonly to: string;
  /** ISO 8601; null until it is printed. */
  readonly printedAt: string | null;
};

/** What staff are told of the labels of an order. */
export type ShownToStaff = ShownLabels & { readonly labels: readonly ShownLabel[] };

/** Whether the page after sending opens the labels by itself. */
export type ShownWhenSent = ShownLabels & { readonly autoprint: boolean };

/** For the customer; null for an order that the caller does not see. Writes nothing: it is asked as often as a page is opened. */
export async function shownToCustomer(orderId: string, call: Call): Promise<ShownLabels | null> {
  const found = await labelsOf(orderId, call);
  return found ? shown(found.order) : null;
}

/**
 * For the staff: every package with its number. Brings labels to what the order is, since their own changes of it are told by no
 * event: they come back to this page after each. Where numbers cannot be given the packages are shown without.
 */
export async function shownToStaff(orderId: string, call: Call): Promise<ShownToStaff | null> {
  const found = await settle(orderId, call).catch((error: unknown) => {
    if (error instanceof PlatformError) return labelsOf(orderId, call);
    throw error;
  });
  if (!found) return null;
  const { order, labels } = found;
  const packages = order.packages();
  const rows = new Map(labels.map((label) => [label.package, label]));
  const told = shown(order);
  return {
    ...told,
    labels: (told.standing === 'valid' ? packages : []).map(({ id, description, to }, at) => ({
      number: rows.get(id)?.number ?? null,
      description,
      at: at + 1,
      of: packages.length,
      to: [to[0], to.at(-2)].filter(Boolean).join(', '),
      printedAt: isoOf(rows.get(id)?.printed_at),
    })),
  };
}

/**
 * For the page after sending. By itself it prints in the ordinary flow alone: by another one the order may still change or wait
 * (T-63, T-65).
 */
export async function shownWhenSent(orderId: string, call: Call): Promise<ShownWhenSent | null> {
  const found = await labelsOf(orderId, call);
  if (!found) return null;
  const { order } = found;
  const told = shown(order);
  const isOrdinary = order.flow === order.owner;
  return { ...told, autoprint: settingsOf(call.settings).autoprint && isOrdinary && told.standing === 'valid' };
}

const shown = (order: LabelledOrder): ShownLabels => ({
  standing: standingOf(order),
  packages: Math.min(order.packages().length, mostPackages),
  most: mostPackages,
});

const isoOf = (moment: Date | string | null | undefined): string | null =>
  moment == null ? null : new Date(moment).toISOString();
