import { byline, type CallContext, type OwnStatement, type Question } from '@docket/sdk';
import type { Asked, Making, Mockup } from '../rules/proof.ts';
import { questionAbout } from '../rules/question.ts';
import type { ProofSettings } from '../settings.ts';
import type { WorkSheet } from './sheet.ts';
import { addRound, forgetWanted } from './statements.ts';

/** A question to the customer, with the rows that keep what was asked. */
export interface Asking {
  readonly question: Question;
  readonly statements: readonly OwnStatement[];
}

/** What the shop asks of every work, as it is set now. */
export const askedBy = ({ terms, termsVersion, checklist }: ProofSettings): Asked => ({
  terms,
  termsVersion,
  ticks: checklist,
});

/** Asks about a work as it is now, with this mockup. */
export function askAbout(
  context: CallContext,
  order: string,
  { id: work, subject, rounds, making }: WorkSheet & { readonly making: Making },
  mockup: Mockup,
  asked: Asked,
): Asking {
  const version = (rounds.at(-1)?.version ?? 0) + 1;
  const round = {
    ...asked,
    tenant: context.tenant.id,
    order,
    work,
    version,
    mockup: mockup.version,
    looks: making.looks,
  };
  return {
    question: questionAbout({ subject, version }, making, mockup, asked),
    statements: [forgetWanted({ order, work }), addRound({ ...round, ...byline(context) })],
  };
}
