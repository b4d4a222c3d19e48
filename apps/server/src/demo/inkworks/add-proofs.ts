import { PlatformError, type Decision, type Json } from '@docket/sdk';
import { day } from '../demo.ts';
import type { Workshop } from './fill.ts';
import { drawMockup, type Mocked } from './mockups.ts';

const plugin = 'proofs';

/** An order as its proofs need to know it. */
export interface ProvenOrder {
  readonly id: string;
  readonly customer: string;
  readonly contact: string;
  readonly at: Date;
  readonly status: string;
  readonly draft: Json;
}

/** A print of a garment. */
interface Printed extends Mocked {
  readonly work: string;
}

/** Where an order stands before production, with its art agreed on. */
const agreed: ReadonlySet<string> = new Set(['art-approved', 'goods', 'pre-press']);
/** Where art is still talked about. */
const open: ReadonlySet<string> = new Set(['quote', 'art-requested', 'art-in-work']);

const settings = {
  checklist: ['spelling', 'size', 'placement'],
  terms: 'We make exactly what is shown here.\nColors on a screen differ a little from ink on cloth.',
  termsVersion: '2026-01',
};

const approved: Decision = { choice: 'approve', ticked: settings.checklist };
const smaller: Decision = {
  choice: 'revise',
  reason: 'A little smaller, please: it looks crowded next to the buttons.',
};
const declined: Decision = {
  choice: 'decline',
  reason: 'The board wants another design. Please call me before you go on.',
};

/**
 * Mockups of what is made: those of the orders that wait for production are approved, of the latest some are talked about, first of
 * all one of this customer.
 */
export async function addProofs(workshop: Workshop, orders: readonly ProvenOrder[], customer: string): Promise<void> {
  const { platform, shop } = workshop;
  if (!platform.registry.plugins.some(({ descriptor }) => descriptor.id === plugin)) return;
  await platform.seed.activate(shop, plugin);
  // Where the orders stand by now is made up already: what is approved moves none of them.
  await platform.seed.settings(shop, plugin, { ...settings, approvedStatus: '' });
  const before = orders.filter(({ status }) => agreed.has(status));
  const talked = orders
    .filter((order) => open.has(order.status) && printsOf(order).length <= 3)
    .toReversed()
    .toSorted((one, other) => Number(other.customer === customer) - Number(one.customer === customer));
  const [first, second, third, revised, refused, better] = talked;
  const rounds = new Map<ProvenOrder, readonly (Decision | undefined)[]>();
  for (const order of before) rounds.set(order, [approved]);
  for (const order of [first, second, third]) if (order) rounds.set(order, [undefined]);
  if (revised) rounds.set(revised, [smaller]);
  if (refused) rounds.set(refused, [declined]);
  if (better) rounds.set(better, [smaller, undefined]);
  for (let round = 0; round < 2; round += 1) {
    const going = [...rounds].filter(([, decisions]) => decisions.length > round);
    for (const [order] of going) await give(workshop, order, round);
    await platform.seed.looked();
    for (const [order, decisions] of going)
      if (!(await ask(workshop, order, round, decisions[round]))) rounds.delete(order);
  }
  await platform.seed.settings(shop, plugin, settings);
}

/** Nobody draws a mockup within the minute in which an order came in. */
const momentOf = ({ now }: Workshop, { at }: ProvenOrder, share: number): Date =>
  new Date(at.getTime() + Math.min((now.getTime() - at.getTime()) * share, 4 * day * share));

async function give(workshop: Workshop, order: ProvenOrder, round: number): Promise<void> {
  const { platform, shop, owner: staff } = workshop;
  const at = momentOf(workshop, order, 0.3 + 0.4 * round);
  for (const { work, ...mocked } of printsOf(order)) {
    const bytes = await drawMockup({ ...mocked, scale: 1 - 0.25 * round });
    const input = { work, note: round === 0 ? '' : 'A quarter smaller, as you wished.' };
    const files = [{ name: `mockup-${mocked.location}.png`, bytes }];
    await platform.seed.give(shop, { plugin, upload: 'mockups', order: order.id, staff, at, input, files });
  }
}

/** Why a mockup cannot be sent (yet). */
const unsendable: readonly string[] = ['proofs.not-drawn', 'proofs.still-looking'];

/**
 * Answers whether it was sent: on a machine with much else to do, a picture may take longer than inspection waits for one, and a
 * malware scanner may be away.
 */
async function ask(
  workshop: Workshop,
  order: ProvenOrder,
  round: number,
  decision: Decision | undefined,
): Promise<boolean> {
  const { platform, shop, owner: staff } = workshop;
  const works = printsOf(order).map(({ work }) => work);
  // Every mockup is a version of the sheet, and so was the sending of the round before, and what was noted of each of its answers.
  const sheet = works.length * (2 * round + 1) + round;
  const at = momentOf(workshop, order, 0.4 + 0.4 * round);
  try {
    await platform.seed.deed(shop, { plugin, does: 'send', staff, at, input: { order: order.id, works, sheet } });
  } catch (error) {
    if (error instanceof PlatformError && unsendable.includes(error.code)) return false;
    throw error;
  }
  if (!decision) return true;
  const { customer, contact, id } = order;
  const answered = momentOf(workshop, order, 0.5 + 0.4 * round);
  await platform.seed.answer(shop, { order: id, customer, contact, at: answered, decide: () => decision });
  return true;
}

interface Draft {
  readonly garments: readonly { readonly id: string; readonly type: string; readonly colorway: string }[];
  readonly imprints: readonly { readonly id: string; readonly location: string }[];
}

/** Every print is on every garment there, see `demoGarmentOrder`. */
function printsOf({ draft }: ProvenOrder): readonly Printed[] {
  const { garments, imprints } = draft as unknown as Draft;
  return garments.flatMap(({ id, type, colorway }) =>
    imprints.map((imprint) => ({ work: `${id}.${imprint.id}`, type, colorway, location: imprint.location })),
  );
}
