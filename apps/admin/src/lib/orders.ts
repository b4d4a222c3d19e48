import type { Status } from '@docket/sdk';
import type { StatusTone } from '@docket/ui';

/** An order in a list. */
export interface OrderLine {
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly status: string;
  readonly title: string;
  /** The customer's own number. */
  readonly reference: string | null;
  /** `YYYY-MM-DD` at the shop. */
  readonly dueOn: string | null;
  readonly quantity: number;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly customerId: string;
  readonly customer: string;
  /** The customer is not confirmed yet. */
  readonly provisional: boolean;
}

/** A status of a kind as lists and boards know it. */
export interface StatusColumn {
  readonly kind: string;
  readonly id: string;
  readonly tone: Status['tone'];
  readonly final?: boolean | undefined;
  /** How many orders are in it; a hundred stands for more. */
  readonly count: number;
}

/** Message key of a status' name. */
export const statusKey = (kind: string, status: string): string => `status.${kind}.${status}`;

/** The look of a status' chip: pipelines say `working` where the kit says `production`. */
export const chipTone = (tone: Status['tone'] | undefined): StatusTone =>
  tone === 'working' ? 'production' : (tone ?? 'draft');

/** The status of an order among those of its shop; undefined when its kind is switched off. */
export const columnOf = (
  columns: readonly StatusColumn[],
  { kind, status }: Pick<OrderLine, 'kind' | 'status'>,
): StatusColumn | undefined => columns.find((column) => column.kind === kind && column.id === status);

/** True when it should have been done before today (`YYYY-MM-DD` at the shop). */
export const isOverdue = (dueOn: string | null, today: string, column: StatusColumn | undefined): boolean =>
  dueOn !== null && dueOn < today && !(column?.final ?? false);
