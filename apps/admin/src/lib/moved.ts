import type { OrderPage } from './order-page.ts';

/** A move that was just made. */
export interface Moved {
  readonly id: string;
  /** The number as people read it, after the move. */
  readonly label: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}

/** What the address of an order's page adds where a move led there: the status that the order was in. */
export const movedFrom = (status: string): string => `moved=${encodeURIComponent(status)}`;

/** The move that an address tells of; undefined for any but the latest that the order made. */
export function movedOf(
  { searchParams }: URL,
  { order, timeline }: Pick<OrderPage, 'order' | 'timeline'>,
): Moved | undefined {
  const { id, label, kind, status: to } = order;
  const from = searchParams.get('moved');
  const latest = timeline.find(({ type }) => type === 'status')?.data;
  if (from === null || latest?.['from'] !== from || latest['to'] !== to) return undefined;
  return { id, label, kind, from, to };
}
