import type { IntakeRequest } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { settings, type ImportSettings } from '../settings.ts';
import { admissionOf } from './admission.ts';

const asked = (change: Partial<IntakeRequest> = {}): IntakeRequest => ({
  id: '00000000-0000-4000-8000-000000000001',
  intent: 'create',
  kind: 'transport',
  door: 'portal',
  proof: 'session',
  content: {},
  flow: 'order-import',
  refers: true,
  receivedAt: new Date('2026-06-16T10:00:00Z'),
  reference: { path: 'reference', value: ' ACME-1 ' },
  ...change,
});
const decision = (change: Partial<IntakeRequest>, rules: Partial<ImportSettings> = {}) =>
  admissionOf(asked(change), settings.parse(rules));

describe('what becomes of a request', () => {
  it.each<[string, IntakeRequest['intent'], Partial<ImportSettings>, string]>([
    ['[T-39]', 'create', {}, 'accept'],
    ['[T-40]', 'create', { createAutomatically: false }, 'wait'],
    ['[T-43]', 'change', { updates: true }, 'wait'],
    ['[T-42]', 'change', { updates: true, applyChanges: true }, 'accept'],
    ['[T-48]', 'cancel', { updates: true, applyChanges: true }, 'wait'],
    ['[T-46]', 'cancel', { applyCancellations: true }, 'accept'],
  ])('%s of a %s by %j: %s', (_, intent, rules, what) => {
    expect(decision({ intent }, rules)).toMatchObject({ decision: what });
  });

  it('keeps the switches that decided, and says to staff why it waits', () => {
    expect(decision({}, { createAutomatically: false })).toMatchObject({
      reason: 'Orders are not created automatically.',
      settings: { createAutomatically: false, updates: false, applyChanges: false, applyCancellations: false },
    });
  });

  it('[T-50] holds the reference of what becomes or changes an order', () => {
    expect(decision({})?.claim).toEqual({ value: 'ACME-1', policy: 'refuse' });
    expect(decision({ intent: 'change' }, { referencePolicy: 'warn' })?.claim?.policy).toBe('warn');
    expect(decision({ intent: 'cancel' })?.claim).toBeUndefined();
    const { reference: _, ...without } = asked();
    expect(admissionOf(without, settings.parse({}))?.claim).toBeUndefined();
  });

  it('[T-65] is not for it to say of orders that came in by another flow', () => {
    expect(decision({ flow: 'transport-orders' })).toBeUndefined();
  });
});
