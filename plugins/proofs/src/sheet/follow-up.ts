import { staff, type Approval, type OrderFacts } from '@docket/sdk';
import { missingNames } from '@docket/sdk/answers';
import * as z from 'zod';
import type { FollowedUp, ShownFollowUp, ShownFollowUps, ShownOverdue } from '../rules/shown.ts';
import { placeOf } from '../rules/place.ts';
import { calledIn } from './called.ts';
import { todayAt } from './expecting.ts';
import { subjectOf } from './sheet.ts';
import { overdue, wanting, type WantingRow } from './statements.ts';

/** Orders of each sort at once: who follows up twenty has no use for more. */
const most = 20;

/**
 * Orders whose customers want something else, newest first (D-7: what becomes of them, staff decide), until they are asked again, and those whose answer is missing
 * although its day has passed, the longest first. Nothing where there are none.
 */
export const followUp = staff('proofs.read').query(
  z.strictObject({}),
  async (_, context): Promise<ShownFollowUps | null> => {
    const asked = { today: todayAt(context), most };
    const [wanted, late] = await context.data.read(wanting({ most }), overdue(asked));
    const ids = [...new Set([...wanted, ...late].map(({ order }) => order))];
    if (ids.length === 0) return null;
    const [orders, questions] = await Promise.all([context.orders.find(ids), context.approvals.ofOrders(ids)]);
    const about = ({ order, work, version }: Named): About | undefined => {
      const [facts, subject] = [orders.get(order), subjectOf(order, work)];
      const question = questions.find((one) => one.subject === subject && one.version === version);
      const made = facts?.works().find(({ id }) => id === work);
      const [called, place] = made ? [calledIn(context, made), placeOf(work)] : ['', 'proofs'];
      return facts && { facts, work: called, place, question };
    };
    const shown: ShownFollowUps = {
      orders: wanted.flatMap((row) => shownFollowUp(about(row), row)),
      overdue: late.flatMap((row) => shownOverdue(about(row), row.due)),
    };
    return shown.orders.length + shown.overdue.length === 0 ? null : shown;
  },
);

/** A round of a work. */
interface Named {
  readonly order: string;
  readonly work: string;
  readonly version: number;
}

interface About {
  readonly facts: OrderFacts;
  /** What the work is called; empty where it is not made any more. */
  readonly work: string;
  readonly place: string;
  readonly question: Approval | undefined;
}

function shownFollowUp(
  about: About | undefined,
  { wants: choice, draft }: Pick<WantingRow, 'wants' | 'draft'>,
): readonly ShownFollowUp[] {
  if (!about) return [];
  const decided = about.question?.decided;
  return [{ ...named(about), choice, reason: decided?.decision.reason ?? null, at: decided?.at ?? '', draft }];
}

/** What was answered in this moment is not told as missing. */
function shownOverdue(about: About | undefined, due: string): readonly ShownOverdue[] {
  if (about?.question?.state !== 'open') return [];
  return [{ ...named(about), due, missing: missingNames(about.question) }];
}

const named = ({ facts, work, place }: About): FollowedUp => ({
  order: facts.id,
  number: facts.number,
  prefix: facts.prefix,
  title: facts.title,
  work,
  place,
});
