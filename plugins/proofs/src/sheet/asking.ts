import { byline, type CallContext, type OwnStatement, type Question } from '@docket/sdk';
import type { Expected } from '../rules/expected.ts';
import { designLines } from '../rules/design.ts';
import type { Asked, Making, Mockup } from '../rules/proof.ts';
import { questionAbout } from '../rules/question.ts';
import type { ProofSettings } from '../settings.ts';
import type { WorkSheet } from './sheet.ts';
import { addRound, forgetFollowUp } from './statements.ts';

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

/** What is asked, with which mockup, of whom and by when. */
interface Wording {
  readonly mockup: Mockup;
  readonly asked: Asked;
  readonly expected: Expected;
}

/** Asks about a work as it is now. */
export function askAbout(
  context: CallContext,
  order: string,
  { id: work, subject, rounds, making }: WorkSheet & { readonly making: Making },
  { mockup, asked, expected: { approvers, due } }: Wording,
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
    due,
    art: JSON.stringify(making.art),
    place: JSON.stringify(making.work.place),
    design: JSON.stringify(designLines(making.work)),
  };
  return {
    question: {
      ...questionAbout({ subject, version }, making, mockup, asked),
      ...(approvers && { approvers }),
      ...(due && { due }),
    },
    statements: [forgetFollowUp({ order, work }), addRound({ ...round, ...byline(context) })],
  };
}
