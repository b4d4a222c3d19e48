import type { CallContext } from '@docket/sdk';
import { dayIn } from '@docket/sdk/content';
import { usuallyExpected, type Expected, type Present } from '../rules/expected.ts';
import { settingsOf } from '../settings.ts';

/** Whom the shop may ask about an order, and as it asks unless staff say otherwise. */
export interface Expecting extends Present {
  readonly usual: Expected;
}

/** The day that it is at the shop. */
export const todayAt = ({ tenant, now }: Pick<CallContext, 'tenant' | 'now'>): string => dayIn(tenant.timeZone, now);

/** Who of its customer may approve an order now. */
export const presentFor = async (context: CallContext, order: string): Promise<Present> => ({
  today: todayAt(context),
  people: (await context.approvals.approversOf([order]))[order] ?? [],
});

/** The same, with what is usual for its customer. */
export async function expectingFor(
  context: CallContext,
  { id, customerId }: { readonly id: string; readonly customerId: string },
): Promise<Expecting> {
  const [present, { values }] = await Promise.all([presentFor(context, id), context.settingsFor({ customerId })]);
  return { ...present, usual: usuallyExpected(settingsOf(values), present) };
}
