import type { Admission, Claim, IntakeRequest } from '@docket/sdk';
import type { ImportSettings } from '../settings.ts';
import { flowId } from './origin.ts';

type Rules = Pick<
  ImportSettings,
  'createAutomatically' | 'updates' | 'applyChanges' | 'applyCancellations' | 'referencePolicy'
>;

/** By what is asked: whether it happens by itself, and the words for staff where it does not. */
const decided = {
  create: ({ createAutomatically }: Rules) => [createAutomatically, 'Orders are not created automatically.'],
  change: ({ updates, applyChanges }: Rules) => [updates && applyChanges, 'Changes are not applied automatically.'],
  cancel: ({ applyCancellations }: Rules) => [applyCancellations, 'Cancellations are not applied automatically.'],
} as const satisfies Partial<Record<IntakeRequest['intent'], (rules: Rules) => readonly [boolean, string]>>;

/** What becomes of a request of this flow; nothing for those of others. */
export function admissionOf(request: IntakeRequest, rules: Rules): Admission | undefined {
  const { flow, intent } = request;
  if (flow !== flowId || intent === 'repeat') return undefined;
  const [byItself, reason] = decided[intent](rules);
  const { createAutomatically, updates, applyChanges, applyCancellations, referencePolicy } = rules;
  return {
    decision: byItself ? 'accept' : 'wait',
    reason: byItself ? '' : reason,
    ...(intent !== 'cancel' && claimOf(request, referencePolicy)),
    settings: { createAutomatically, updates, applyChanges, applyCancellations, referencePolicy },
  };
}

/** The customer's reference ties whatever comes later to its order, so no other order may have it. */
function claimOf({ reference }: IntakeRequest, policy: Claim['policy']): Pick<Admission, 'claim'> {
  const value = reference?.value.trim() ?? '';
  return value === '' ? {} : { claim: { value, policy } };
}
