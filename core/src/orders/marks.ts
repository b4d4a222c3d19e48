import { PlatformError, type Kind, type MarkedPart, type Marks } from '@docket/sdk';
import { errors } from '../errors.ts';
import type { OrderDetailRow } from './store.ts';

/** What is to be recorded of a part of an order, or taken back. */
export interface AskedMark {
  readonly part: string;
  readonly type: string;
  readonly done: boolean;
  readonly note: string | null;
}

/** What may be recorded of an order, for its page. */
export interface Recordable {
  readonly types: readonly string[];
  readonly parts: readonly MarkedPart[];
  /** False in a status in which nothing is recorded. */
  readonly isOpen: boolean;
}

/** A part of an order with what happened there, in the sequence in which it does. */
export interface MarkedHistory extends MarkedPart {
  readonly happened: readonly { readonly type: string; readonly at: string }[];
}

/** What has happened to the parts that an order has, for its customer; parts that nothing happened to are left out. */
export const happenedTo = ({ types, parts }: Recordable, marks: Marks): readonly MarkedHistory[] =>
  parts.flatMap((part) => {
    const own = Object.hasOwn(marks, part.id) ? marks[part.id]! : {};
    const happened = types.flatMap((type) => (Object.hasOwn(own, type) ? [{ type, at: own[type]! }] : []));
    return happened.length > 0 ? [{ ...part, happened }] : [];
  });

/** Null where the kind records nothing beside the status. */
export const recordableOf = (
  kind: Kind | undefined,
  { content, status }: Pick<OrderDetailRow, 'content' | 'status'>,
): Recordable | null =>
  kind?.marking
    ? {
        types: kind.marking.types,
        parts: kind.marking.parts(content),
        isOpen: kind.marking.statuses.includes(status),
      }
    : null;

/** True where it is recorded. */
export const isMarked = (marks: Marks, { part, type }: Pick<AskedMark, 'part' | 'type'>): boolean =>
  Object.hasOwn(marks, part) && Object.hasOwn(marks[part]!, type);

/**
 * What the part is called, once it may be recorded of it. What was recorded of a part that is gone can still be taken back.
 * Refuses everything else with `order.mark-not-possible`.
 */
export function markable(
  kind: Kind,
  order: Pick<OrderDetailRow, 'status' | 'content' | 'marks'>,
  asked: AskedMark,
): string {
  const { marking } = kind;
  const { part, type } = asked;
  const name = marking?.parts(order.content).find(({ id }) => id === part)?.name;
  const isPart = name !== undefined || (!asked.done && isMarked(order.marks, asked));
  if (!isPart || !marking?.types.includes(type) || !marking.statuses.includes(order.status))
    throw new PlatformError(errors['order.mark-not-possible'], { type, part, status: order.status });
  return name ?? part;
}
