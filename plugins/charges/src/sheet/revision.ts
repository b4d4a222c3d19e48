import type { CallContext, OrderFacts, OwnChange, OwnStatement, Question, ShownLine } from '@docket/sdk';
import type { Charge } from '../rules/charge.ts';
import { rateDigits } from '../rules/typed-charge.ts';
import { decimalText } from '../rules/decimals.ts';
import { quantityDecimals, taxDecimals } from '../rules/amount.ts';
import { addCharge, addVersion, advance, withdrawCharge } from './statements.ts';

/** What becomes of one charge: what it was, nothing where it is new, and what it is. */
export interface Revision {
  readonly before: Charge | undefined;
  readonly after: Charge;
}

/** The right without which a contact learns nothing of any charge (T-27). */
const sight = 'charges';

/** What a revision writes. */
export function statementsOf({ tenant }: CallContext, order: string, { before, after }: Revision): OwnStatement[] {
  if (after.withdrawn) return [withdrawCharge({ id: after.id, ...after.withdrawn })];
  const version = addVersion({ ...after, tenant: tenant.id, order, evidence: JSON.stringify(after.evidence) });
  if (before) return [version, advance(after)];
  return [addCharge({ ...after, tenant: tenant.id, order }), version];
}

/** What a revision tells: whom it asks, what holds no more, the line of history and the audit. */
export function changeOf({ tenant }: CallContext, order: OrderFacts, { before, after }: Revision): OwnChange {
  const type = after.withdrawn ? 'withdrawn' : before ? 'amended' : 'added';
  return {
    order: order.id,
    action: { added: 'charges.add', amended: 'charges.amend', withdrawn: 'charges.withdraw' }[type],
    ...(before && { before: recordOf(before) }),
    ...(type !== 'withdrawn' && { after: recordOf(after) }),
    history: { type: `charges.${type}`, shown: true, data: { title: after.description } },
    sight,
    ...(type !== 'withdrawn' && after.asks && { asks: [questionAbout(after, order.files, tenant.timeZone)] }),
    // A new question about a charge takes the place of the one before; where nothing is asked any more, it has to be said.
    ...(before?.asks &&
      (after.withdrawn || !after.asks) && { voids: [{ subject: after.id, reason: `charges.void.${type}` }] }),
  };
}

const recordOf = ({ description, quantity, basis, rate, amount, currency, version, reason }: Charge) => ({
  description,
  basis,
  quantity: decimalText(quantity, quantityDecimals),
  rate: decimalText(rate, rateDigits(basis, currency)),
  amount,
  currency,
  version,
  reason,
});

/** Everything that the customer agrees to: the amount, how it comes about, and what it rests on. */
function questionAbout(charge: Charge, files: OrderFacts['files'], zone: string): Question {
  const { currency, amount, tax, evidence, reason } = charge;
  const named = files.filter(({ id }) => evidence.files.includes(id)).map(({ name }) => name);
  const line = (key: string, value: ShownLine['value'] | null): readonly ShownLine[] =>
    value === null ? [] : [{ label: `charges.line.${key}`, value }];
  const text = (words: string | null): ShownLine['value'] | null => (words ? { type: 'text', text: words } : null);
  const moment = (at: string | null): ShownLine['value'] | null => (at === null ? null : { type: 'moment', at, zone });
  return {
    subject: charge.id,
    version: charge.version,
    title: 'charges.question',
    values: { title: charge.description },
    lines: [
      ...line('amount', { type: 'money', minor: amount, currency }),
      ...line('counted', countedWords(charge)),
      ...line('tax', tax > 0 ? text(`${decimalText(tax, taxDecimals)} %`) : null),
      ...line('noted', text(evidence.noted)),
      ...line('from', moment(evidence.from)),
      ...line('to', moment(evidence.to)),
      ...line('files', text(named.join(', '))),
      ...line('reason', text(reason)),
    ],
    sight,
    counter: { type: 'money', currency },
  };
}

/** How the amount is counted, where that is more than once at this price. */
function countedWords({ basis, quantity, rate, currency }: Charge): ShownLine['value'] | null {
  if (basis === 'flat' && quantity === 1000) return null;
  const values = {
    quantity: decimalText(quantity, quantityDecimals),
    rate: decimalText(rate, rateDigits(basis, currency)),
    currency,
  };
  return { type: 'words', key: `charges.counted.${basis}`, values };
}
