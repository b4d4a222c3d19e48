import { PlatformError, type CallContext, type OrderFacts, type OwnChange } from '@docket/sdk';
import { errors } from './errors.ts';
import { labelNumber } from './rules/number.ts';
import { missingOf, type Missing } from './rules/missing.ts';
import { packagesOf } from './rules/standing.ts';
import { settingsOf } from './settings.ts';
import { holding, issued, taken, voided, type LabelRow } from './store.ts';

type Call = Pick<CallContext, 'data' | 'orders' | 'now' | 'settings'>;

/** An order with the labels of its packages. */
export interface Settled {
  readonly order: OrderFacts;
  readonly labels: readonly LabelRow[];
}

/** How often an order may change between being read and written before somebody is asked to come again. */
const patience = 5;

/**
 * Brings labels to what the order is now: numbers for packages without one, an end for those of packages that are gone. Packages
 * that stay keep theirs. Asked for again it changes nothing; of two at once, one gives the numbers. Looks again after it wrote:
 * the order may have changed meanwhile. Undefined for an order that the caller does not see.
 */
export async function settle(orderId: string, call: Call): Promise<Settled | undefined> {
  for (let round = 0; round < patience; round += 1) {
    const settled = await labelsOf(orderId, call);
    if (!settled) return undefined;
    const missing = missingOf(settled.labels, packagesOf(settled.order));
    if (missing.gone.length === 0 && missing.fresh.length === 0) return settled;
    await write(settled.order, missing, call);
  }
  throw new PlatformError(errors['labels.busy']);
}

/** The order and the labels that hold; writes nothing. Undefined for an order that the caller does not see. */
export async function labelsOf(
  orderId: string,
  { data, orders }: Pick<Call, 'data' | 'orders'>,
): Promise<Settled | undefined> {
  const order = (await orders.find([orderId])).get(orderId);
  if (!order) return undefined;
  const [labels] = await data.read(holding({ order: orderId }));
  return { order, labels };
}

async function write(order: OrderFacts, { gone, fresh }: Missing, call: Call): Promise<void> {
  const { data, now } = call;
  const numbers = await numbersFor(order, fresh.length, call);
  await data.write(
    [...(gone.length > 0 ? [ended(order.id, gone)] : []), ...(numbers.length > 0 ? [given(order.id, numbers)] : [])],
    voided({ numbers: gone, now }),
    issued({ order: order.id, numbers, packages: fresh, now }),
  );
}

/** Taken by themselves, before the order is locked: what is not used in the end is never used. */
async function numbersFor(order: OrderFacts, count: number, { data, settings }: Call): Promise<readonly string[]> {
  if (count === 0) return [];
  const { companyPrefix } = settingsOf(settings);
  const [[row]] = await data.write([], taken({ count }));
  const first = Number(row?.first);
  return Array.from({ length: count }, (_, at) => {
    const number = labelNumber(order, first + at, companyPrefix);
    if (number === undefined) throw new PlatformError(errors['labels.spent'], { prefix: companyPrefix });
    return number;
  });
}

const given = (order: string, numbers: readonly string[]): OwnChange => ({
  order,
  action: 'labels.issue',
  after: { numbers },
  history: { type: 'labels.issued', shown: false, data: { count: numbers.length } },
});

/** The customer sees it too: labels may be stuck on already. */
const ended = (order: string, numbers: readonly string[]): OwnChange => ({
  order,
  action: 'labels.void',
  before: { numbers },
  history: { type: 'labels.voided', shown: true, data: { count: numbers.length } },
});
