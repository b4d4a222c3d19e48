import type { Admission } from '@docket/sdk';

interface Arrival {
  readonly door: string;
  readonly trap: boolean;
  readonly begun: Date;
  readonly now: Date;
}

/** Nobody reads a form, types and sends it in less. */
const fastest = 2000;

/**
 * The core's own answer when no plugin has one: accept, but keep what a machine seems to have sent where staff look.
 * Nothing is lost by a wrong guess.
 */
export function standardAdmission({ door, trap, begun, now }: Arrival): Admission {
  if (door === 'public' && trap)
    return { decision: 'quarantine', reason: 'A field that people do not see was filled in.' };
  if (door === 'public' && now.getTime() - begun.getTime() < fastest) {
    return { decision: 'quarantine', reason: 'It was sent within two seconds of opening the form.' };
  }
  return { decision: 'accept', reason: 'No rule says otherwise.' };
}
