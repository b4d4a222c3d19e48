import { intake, type CallContext, type Hook, type IntakeRequest } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { server } from './server.ts';
import { settings } from './settings.ts';

/** What the plugin says at a hook, by these settings. */
const said = (hook: Hook, input: unknown, values: object = {}): unknown =>
  server
    .hooks!.find((tap) => tap.hook.name === hook.name)!
    .handler(input, {
      settings: settings.parse(values),
    } as unknown as CallContext);

describe('order imports', () => {
  const customerId = '00000000-0000-4000-8000-000000000001';
  const arriving = { intent: 'create', kind: 'transport', door: 'portal', customerId };

  it('[T-35] [T-36] take in what known customers send through the portal, while creation is on', () => {
    expect(said(intake.flow, arriving)).toEqual({ refers: true });
    expect(said(intake.flow, arriving, { creation: false })).toBeUndefined();
    expect(said(intake.flow, { ...arriving, customerId: undefined })).toBeUndefined();
    expect(said(intake.flow, { ...arriving, door: 'api' })).toEqual({ refers: true });
    for (const door of ['public', 'file', 'reorder']) expect(said(intake.flow, { ...arriving, door })).toBeUndefined();
  });

  it('[T-65] still speak for changes of their orders once creation is off', () => {
    expect(said(intake.flow, { ...arriving, intent: 'change' }, { creation: false })).toEqual({ refers: true });
  });

  it('[T-50] ask for a reference, at the kind’s own field, of what comes in by them', () => {
    const codes = (request: Partial<IntakeRequest>) =>
      (said(intake.validate, { flow: 'order-import', ...request }) as { code: string; path: string }[]).map(
        ({ code, path }) => [code, path],
      );
    const missing = [['order-import.reference-missing', 'basics.reference']];
    expect(codes({ reference: { path: 'basics.reference', value: ' ' } })).toEqual(missing);
    expect(codes({ reference: { path: 'basics.reference', value: '1' } })).toEqual([]);
    expect(codes({ reference: { path: 'basics.reference', value: '' }, flow: 'garment-orders' })).toEqual([]);
    expect(codes({})).toEqual([]);
  });

  it('[T-52] keep its field in view meanwhile', () => {
    const form = { kind: 'transport', reference: 'reference' };
    expect(said(intake.alwaysShown, form)).toEqual(['reference']);
    expect(said(intake.alwaysShown, form, { creation: false })).toBeUndefined();
    expect(said(intake.alwaysShown, { kind: 'note' })).toBeUndefined();
  });
});
