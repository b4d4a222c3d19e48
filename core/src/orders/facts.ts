import { status, type Fact } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import type { OrderDetailRow } from './store.ts';

/** How far an order is, whatever its status: what the plugins say of its content and of what staff recorded. */
export async function factsOf(
  call: Caller,
  { id, kind, content, marks }: Pick<OrderDetailRow, 'id' | 'kind' | 'content' | 'marks'>,
): Promise<readonly Fact[]> {
  const { answers } = await call.shop.hooks.gather(status.facts, { orderId: id, kind, content, marks }, call);
  return answers.flatMap(({ value }) => value);
}
