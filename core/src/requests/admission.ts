import type { Admission } from '@docket/sdk';

/** How a stranger's request came in. */
interface Arrival {
  /** The field that people do not see was filled in. */
  readonly trap: boolean;
  readonly begun: Date;
  readonly now: Date;
  /** The network has sent so much that a puzzle was to be solved, and none was. */
  readonly owesWork: boolean;
}

/** Nobody reads a form, types and sends it in less. */
const fastest = 2000;

/** What speaks for a machine, in words for staff; nothing for a person. */
export const suspicionsOf = ({ trap, begun, now, owesWork }: Arrival): readonly string[] => [
  ...(trap ? ['A field that people do not see was filled in.'] : []),
  ...(now.getTime() - begun.getTime() < fastest ? ['It was sent within two seconds of opening the form.'] : []),
  ...(owesWork ? ['Much came from the same network within the hour, and the browser did no work for this one.'] : []),
];

/**
 * What is refused stays refused; else what a machine seems to have sent is kept where staff look, whatever plugins say:
 * nothing is lost by a wrong guess. The core's own answer is to accept.
 */
export function admissionOf(suspicions: readonly string[], answer: Admission | undefined): Admission {
  if (answer?.decision === 'refuse') return answer;
  if (suspicions.length > 0) return { decision: 'quarantine', reason: suspicions.join(' ') };
  return answer ?? { decision: 'accept', reason: 'No rule says otherwise.' };
}

/** What staff release waits when a plugin would have had it wait, and is accepted else. */
export const releasedAs = (answer: Admission | undefined): Admission =>
  answer?.decision === 'wait' ? answer : { decision: 'accept', reason: 'Staff released it.' };
