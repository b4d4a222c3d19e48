import { stagesOf, type Json, type Pipeline, type Stage, type Status } from '@docket/sdk';
import type { OrderNumber } from '@docket/sdk/order-label';
import { happenedTo, type MarkedHistory, type Recordable } from './marks.ts';
import type { OrderDetailRow, OrderFileRow, OrderRow, TimelineRow } from './store.ts';

/** Where an order stands, in the customer's terms: never the shop's own status. Null when nobody offers the kind. */
export interface Standing {
  readonly stage: Stage | null;
  readonly tone: Status['tone'] | null;
}

/** An order as its customer's list shows it. */
export type CustomerOrderRow = Omit<OrderRow, 'status'> & Standing;

/** Of an order nothing but what it is called and where it stands. */
export type CustomerStatus = Pick<CustomerOrderRow, 'id' | 'number' | 'prefix' | 'kind' | 'title' | 'updated_at'> &
  Standing;

export const statusOf = ({
  id,
  number,
  prefix,
  kind,
  title,
  updated_at,
  stage,
  tone,
}: CustomerOrderRow): CustomerStatus => ({
  id,
  number,
  prefix,
  kind,
  title,
  updated_at,
  stage,
  tone,
});

/** An order as its customer may see it whole. */
export interface CustomerOrderPage {
  readonly order: CustomerOrderRow & {
    readonly content: Json;
    readonly kind_version: number;
    readonly contact_name: string | null;
    /** Numbers that it had before, latest first. */
    readonly former: readonly OrderNumber[];
  };
  /** What happened to its parts, and when; not who recorded it. */
  readonly happened: readonly MarkedHistory[];
  /** The stages that this kind goes through, in sequence. */
  readonly stages: readonly Stage[];
  readonly timeline: readonly CustomerEvent[];
  readonly files: readonly OrderFileRow[];
  /** True where some plugin says which orders their customers may change; nobody need be asked elsewhere. */
  readonly offersChanges: boolean;
}

/** A line of history; who did it is told by kind, not by name. */
export interface CustomerEvent {
  readonly id: string;
  readonly at: Date;
  readonly type: string;
  readonly by: { readonly type: string };
  readonly data: Json;
}

const standingOf = (pipeline: Pipeline | undefined, status: string): Standing => {
  const known = pipeline?.statuses.find(({ id }) => id === status);
  return { stage: known?.stage ?? null, tone: known?.tone ?? null };
};

/** A row without the shop's own status. */
export function customerRow(row: OrderRow, pipeline: Pipeline | undefined): CustomerOrderRow {
  const { id, number, prefix, kind, door, title, reference, due_on, quantity, created_at, updated_at } = row;
  const plain = { id, number, prefix, kind, door, title, reference, due_on, quantity, created_at, updated_at };
  return { ...plain, ...standingOf(pipeline, row.status) };
}

/**
 * What of an order a contact of its customer may see: issues for staff, traces, identities and statuses stay inside, and lines of
 * history that take a right which the contact does not have.
 */
export function customerPage(
  order: OrderDetailRow,
  timeline: readonly TimelineRow[],
  files: readonly OrderFileRow[],
  pipeline: Pipeline | undefined,
  {
    offersChanges,
    recordable,
    rights,
  }: { readonly offersChanges: boolean; readonly recordable: Recordable | null; readonly rights: readonly string[] },
): CustomerOrderPage {
  return {
    order: {
      ...customerRow(order, pipeline),
      content: order.content,
      kind_version: order.kind_version,
      contact_name: order.contact_name,
      former: order.former,
    },
    happened: recordable ? happenedTo(recordable, order.marks) : [],
    stages: pipeline ? stagesOf(pipeline) : [],
    timeline: timeline.filter(isShownTo(rights)).flatMap((row) => customerEvent(row, pipeline)),
    files,
    offersChanges,
  };
}

const isShownTo =
  (rights: readonly string[]) =>
  ({ shown, sight }: TimelineRow): boolean =>
    shown && (sight === null || rights.includes(sight));

/** A move within a stage is the shop's own affair: no line, unless it gave the order another number. */
function customerEvent({ id, at, type, by, data }: TimelineRow, pipeline: Pipeline | undefined): CustomerEvent[] {
  const told = { id, at, type, by: { type: textIn(by, 'type') } };
  if (type !== 'status') return [{ ...told, data }];
  const [from, to] = [standingOf(pipeline, textIn(data, 'from')), standingOf(pipeline, textIn(data, 'to'))];
  const numbers = renumbering(data);
  if (from.stage === to.stage && numbers === undefined) return [];
  return [{ ...told, data: { stage: to.stage, tone: to.tone, ...numbers } }];
}

/** The number before a move and the one since; undefined when it kept its number. */
const renumbering = (data: Json): { readonly was: Json; readonly now: Json } | undefined => {
  const { was, now } = groupOf(data);
  return was === undefined || now === undefined ? undefined : { was, now };
};

const textIn = (value: Json, key: string): string => {
  const found = groupOf(value)[key];
  return typeof found === 'string' ? found : '';
};

const groupOf = (value: Json): Partial<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {};
