import { orderLabel } from '@docket/sdk/order-label';
import type { OrderLine } from '../orders.ts';
import type { OrderRow } from './answers.ts';

/** A row of a list of orders, as pages draw it. */
export const orderLine = (row: OrderRow): OrderLine => ({
  id: row.id,
  number: row.number,
  label: orderLabel(row),
  kind: row.kind,
  status: row.status,
  title: row.title,
  reference: row.reference,
  dueOn: row.due_on,
  quantity: row.quantity,
  createdAt: row.created_at.toISOString(),
  customerId: row.customer_id,
  customer: row.customer_name,
  provisional: row.customer_state === 'provisional',
  door: row.door,
  wish: row.wish,
});
