import { portal, staff, type Approval } from '@docket/sdk';
import * as z from 'zod';
import { quantityDecimals, taxDecimals } from '../rules/amount.ts';
import type { Charge } from '../rules/charge.ts';
import { decimalText } from '../rules/decimals.ts';
import { momentText } from '@docket/sdk/moments';
import type { ShownCharge, ShownCharges, ShownDecision, ShownPast, StaffCharge, StaffCharges } from '../rules/shown.ts';
import { questionOf, standingOf } from '../rules/standing.ts';
import { totalsOf } from '../rules/totals.ts';
import { rateDigits } from '../rules/typed-charge.ts';
import { settingsOf } from '../settings.ts';
import { freshId } from './fresh-id.ts';
import { readSheet, type Sheet } from './sheet.ts';
import { pastOf, type PastRow } from './statements.ts';

const ofOrder = z.strictObject({ order: z.uuid() });

/** The charges of an order for contacts who may see them (T-27, T-28); nothing where there are none. */
export const shown = portal('charges').query(ofOrder, async ({ order }, context): Promise<ShownCharges | null> => {
  const sheet = await readSheet(context, order);
  if (sheet.charges.length === 0) return null;
  const charges = sheet.charges.map((charge) => shownCharge(charge, sheet));
  return { currency: context.tenant.currency, charges, totals: totalsOf(charges) };
});

/** The same for staff, with everything that amending them needs. */
export const sheet = staff('charges.read').query(ofOrder, async ({ order }, context): Promise<StaffCharges> => {
  const [opened, [past]] = await Promise.all([readSheet(context, order), context.data.read(pastOf({ order }))]);
  const { currency, timeZone } = context.tenant;
  const charges = opened.charges.map((charge) => staffCharge(charge, opened, past, timeZone));
  const types = settingsOf(context.settings).types.map(({ id, title, basis, rate }) => ({
    id,
    title,
    basis,
    rate: rate === undefined ? '' : String(rate),
  }));
  return {
    currency,
    charges,
    totals: totalsOf(charges),
    files: opened.order.files,
    fresh: freshId(context.now),
    types,
  };
});

function shownCharge(charge: Charge, { questions, order }: Sheet): ShownCharge {
  const { id, version, description, basis, quantity, rate, sum, amount, tax, at, cause, reason, withdrawn } = charge;
  const { noted, from, to, files } = charge.evidence;
  const question = questionOf(charge, questions);
  return {
    id,
    version,
    description,
    basis,
    quantity,
    rate,
    sum,
    amount,
    tax,
    at,
    evidence: { noted, from, to, files: order.files.filter((file) => files.includes(file.id)) },
    standing: standingOf(charge, questions),
    changed: cause === 'added' ? null : { cause, reason },
    decision: charge.asks ? decisionOf(question) : null,
    question: question?.state === 'open' && charge.asks && !withdrawn ? { id: question.id, hash: question.hash } : null,
    withdrawn: withdrawn && { at: withdrawn.at, reason: withdrawn.reason },
  };
}

function staffCharge(charge: Charge, opened: Sheet, past: readonly PastRow[], zone: string): StaffCharge {
  const { code, why, threshold, parts, quantity, rate, tax, basis, currency, evidence } = charge;
  const moment = (at: string | null): string => (at === null ? '' : momentText(at, zone));
  return {
    ...shownCharge(charge, opened),
    code,
    why,
    threshold,
    parts,
    past: past.filter(({ id }) => id === charge.id).map((row) => pastVersion(row, opened.questions)),
    typed: {
      quantity: decimalText(quantity, quantityDecimals),
      rate: decimalText(rate, rateDigits(basis, currency)),
      tax: decimalText(tax, taxDecimals),
      from: moment(evidence.from),
      to: moment(evidence.to),
    },
  };
}

function pastVersion({ id, version, amount, cause, reason, at }: PastRow, questions: readonly Approval[]): ShownPast {
  const decided = questions.find((one) => one.subject === id && one.version === version && one.decided);
  const decision = decisionOf(decided);
  return {
    version,
    amount,
    cause,
    reason,
    at: at.toISOString(),
    decision: decision && { ...decision, approved: decided?.decided?.decision.choice === 'approve' },
  };
}

function decisionOf(question: Approval | undefined): ShownDecision | null {
  if (!question?.decided) return null;
  const { at, by, decision } = question.decided;
  return { at, by: by.name, reason: decision.reason ?? null, counter: decision.counter?.minor ?? null };
}
