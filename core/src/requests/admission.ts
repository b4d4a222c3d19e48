import { referrals, type Admission, type Issue } from '@docket/sdk';
import type { Override } from './overrides.ts';

/** How a stranger's request came in. */
interface Arrival {
  /** The field that people do not see was filled in. */
  readonly trap: boolean;
  readonly begun: Date;
  readonly now: Date;
  /** How many the network may send without work, when it has sent them and no puzzle was solved for this one. */
  readonly owesWorkBeyond: number | undefined;
}

/** Why the core decided as it did: a code, whose words are the pages', with what they name. */
export type Reason =
  | { readonly code: 'trap-filled' | 'no-objection' | 'released' }
  /** A rule put it before staff; its issues say which. */
  | { readonly code: 'referred' }
  /** Whole seconds between opening the form and sending it. */
  | { readonly code: 'too-fast'; readonly params: { readonly seconds: number } }
  /** Of a change: others changed the same meanwhile. */
  | { readonly code: 'conflicted'; readonly params: { readonly groups: string } }
  /** It ended because the customer did something else. */
  | { readonly code: 'withdrawn' | 'superseded' | 'cancel-asked' }
  /** How many were free of work. */
  | { readonly code: 'work-owed'; readonly params: { readonly count: number } };

/** What becomes of a request and why: a plugin says so in words of its own, the core in codes. */
export interface Verdict extends Admission {
  readonly reasons: readonly Reason[];
  readonly override?: Override;
}

/** Nobody reads a form, types and sends it in less. */
const fastest = 2000;

/** What speaks for a machine; nothing for a person. */
export function suspicionsOf({ trap, begun, now, owesWorkBeyond }: Arrival): readonly Reason[] {
  const taken = now.getTime() - begun.getTime();
  return [
    ...(trap ? [{ code: 'trap-filled' } as const] : []),
    ...(taken < fastest
      ? [{ code: 'too-fast', params: { seconds: Math.max(0, Math.floor(taken / 1000)) } } as const]
      : []),
    ...(owesWorkBeyond === undefined ? [] : [{ code: 'work-owed', params: { count: owesWorkBeyond } } as const]),
  ];
}

/** What a rule has put before staff waits for them, whoever would have taken it in. */
export const referred = (issues: readonly Issue[]): readonly Reason[] =>
  referrals(issues).length > 0 ? [{ code: 'referred' }] : [];

/**
 * What is refused stays refused; else what a machine seems to have sent is kept where staff look, whatever plugins say:
 * nothing is lost by a wrong guess. The core's own answer is to accept.
 */
export function verdictOf(
  suspicions: readonly Reason[],
  answer: Admission | undefined,
  issues: readonly Issue[] = [],
): Verdict {
  if (answer?.decision !== 'refuse' && suspicions.length > 0)
    return { decision: 'quarantine', reason: '', reasons: suspicions };
  const reasons = referred(issues);
  if (reasons.length > 0 && (answer === undefined || answer.decision === 'accept'))
    return { reason: '', ...answer, decision: 'wait', reasons };
  return answer ? { ...answer, reasons: [] } : accepted('no-objection');
}

/** What staff release waits when a plugin or a rule would have had it wait, and is accepted else; what it holds a plugin says. */
export function releasedAs(answer: Admission | undefined, found: readonly Issue[] = []): Verdict {
  const reasons = referred(found);
  return answer?.decision === 'wait' || reasons.length > 0
    ? { reason: '', ...answer, decision: 'wait', reasons }
    : { ...accepted('released'), ...(answer?.claim && { claim: answer.claim }) };
}

const accepted = (code: 'no-objection' | 'released'): Verdict => ({
  decision: 'accept',
  reason: '',
  reasons: [{ code }],
});
