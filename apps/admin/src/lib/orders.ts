import type { Status } from '@docket/sdk';
import { orderLabel, type OrderNumber } from '@docket/sdk/order-label';
import type { Translate } from '@docket/sdk/messages';
import type { StatusTone } from '@docket/ui';

/** A change or cancellation to look at; what was taken at once waits to be seen. */
export interface OpenWish {
  readonly id: string;
  readonly intent: 'change' | 'cancel';
  readonly state: 'waiting' | 'accepted';
}

/** An order in a list. */
export interface OrderLine {
  readonly id: string;
  readonly number: number;
  /** The number as people read it. */
  readonly label: string;
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
  /** Where it came in: `portal` or `public`. */
  readonly door: string;
  /** What its customer asked and nobody has settled or seen. */
  readonly wish: OpenWish | null;
}

/** A status of a kind as lists and boards know it. */
export interface StatusColumn {
  readonly kind: string;
  readonly id: string;
  readonly tone: Status['tone'];
  readonly final?: boolean | undefined;
  /** Letters of orders in it, where it has its own: they are quotes. */
  readonly numberedAs?: string | undefined;
  /** How many orders are in it; a hundred stands for more. */
  readonly count: number;
}

/** Message key of a status' name. */
export const statusKey = (kind: string, status: string): string => `status.${kind}.${status}`;

/** What an order went by before, in words. Letters say that it was a quote then. */
export const wasWords = (t: Translate, former: OrderNumber): string =>
  t(former.prefix === '' ? 'admin.order.was' : 'admin.order.wasQuote', { number: orderLabel(former) });

/** The look of a status' chip: pipelines say `working` where the kit says `production`. */
export const chipTone = (tone: Status['tone'] | undefined): StatusTone =>
  tone === 'working' ? 'production' : (tone ?? 'draft');

/** The status of an order among those of its shop; undefined when its kind is switched off. */
export const columnOf = (
  columns: readonly StatusColumn[],
  { kind, status }: Pick<OrderLine, 'kind' | 'status'>,
): StatusColumn | undefined => columns.find((column) => column.kind === kind && column.id === status);

/** True when it should have been done before today (`YYYY-MM-DD` at the shop), and is neither done nor over. */
export const isOverdue = (dueOn: string | null, today: string, column: StatusColumn | undefined): boolean =>
  dueOn !== null && dueOn < today && column?.final !== true && column?.tone !== 'done';

/** What a plugin's form did: in its own words `done.<plugin>.<mutation>`, else that it is saved. */
export function doneWords(t: Translate, done: string): string {
  const key = `done.${done}`;
  const said = t(key);
  return said === key ? t('admin.order.saved') : said;
}
