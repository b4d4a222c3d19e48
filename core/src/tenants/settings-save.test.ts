import type { Json } from '@docket/sdk';
import * as fc from 'fast-check';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../kernel/faults.ts';
import { encryptSecret, secretKeys } from '../kernel/secret-box.ts';
import type { SettingsOwner } from '../kernel/settings-schema.ts';
import { createSettings, type Values } from '../kernel/settings.ts';
import { acceptSettings, maskSettings } from './settings-save.ts';

const keys = secretKeys('a secret of the deployment');
const badges: SettingsOwner = {
  id: 'badges',
  version: '1.0.0',
  settings: z.strictObject({
    days: z
      .number()
      .int()
      .min(1)
      .default(30)
      .meta({ title: 'Days', scope: ['customer'] }),
    note: z.string().optional().meta({ title: 'Note' }),
    colors: z.array(z.string()).default(['red']).meta({ title: 'Colors' }),
    token: z.string().min(3).optional().meta({ title: 'Token', visibility: 'secret' }),
  }),
};
const bare: SettingsOwner = { id: 'bare', version: '1.0.0' };
const seal = (text: string) => encryptSecret(keys, { tenantId: 't1', plugin: 'badges', key: 'token' }, text);

let faults: Failure[] = [];
const resolve = (tenant: Values) =>
  createSettings({ owners: [badges], defaults: {}, keys, faults: { record: (failure) => faults.push(failure) } }).of({
    tenantId: 't1',
    plugin: 'badges',
    version: 1,
    stored: () => ({ tenant }),
  });

describe('saving settings', () => {
  const accept = (submitted: Readonly<Record<string, Json>>, stored = {}, scope: 'tenant' | 'customer' = 'tenant') =>
    acceptSettings(badges, keys, { tenantId: 't1', scope, stored, submitted });
  const given = (values: Record<string, unknown>) => values as Record<string, Json>;

  it('changes what is submitted, keeps the rest, and removes what is null', () => {
    expect(accept(given({ days: 3, note: null }), { note: 'old', colors: ['blue'] })).toEqual({
      ok: true,
      stored: { colors: ['blue'], days: 3 },
    });
  });

  it('seals secrets, so that they resolve again but cannot be read where they are stored', () => {
    const accepted = accept(given({ token: 'sesame' }));
    if (!accepted.ok) throw new Error('It must be accepted.');
    expect(JSON.stringify(accepted)).not.toContain('sesame');
    expect(resolve(accepted.stored).values['token']).toBe('sesame');
  });

  it('keeps a secret that is not submitted, and shows only that it is set', () => {
    const stored = { token: seal('sesame'), days: 2, gone: true };
    expect(accept(given({ days: 4 }), stored)).toMatchObject({ ok: true, stored: { token: stored.token, days: 4 } });
    expect(maskSettings(badges, stored)).toEqual({ values: { days: 2 }, secretsSet: ['token'] });
    expect(maskSettings(bare, stored)).toEqual({ values: {}, secretsSet: [] });
  });

  it('refuses the whole for any fault, and names each by its key', () => {
    const accepted = accept(given({ days: 0, weeks: 1, note: 'fine', token: 'x' }));
    if (accepted.ok) throw new Error('It must be refused.');
    expect(accepted.faults.map(({ key }) => key)).toEqual(['days', 'weeks', 'token']);
    expect(accepted.faults[1]!.message).toBe('There is no such setting.');
    expect(accept(given({ note: 'mine' }), {}, 'customer')).toEqual({
      ok: false,
      faults: [{ key: 'note', message: 'It may not be set there.' }],
    });
  });

  it('stores nothing that would not resolve', () => {
    const submitted = fc.dictionary(fc.constantFrom('days', 'note', 'colors', 'token'), fc.jsonValue());
    fc.assert(
      fc.property(submitted, (values) => {
        const accepted = accept(given(values));
        if (!accepted.ok) return;
        faults = [];
        const resolved = resolve(accepted.stored);
        expect(faults).toEqual([]);
        for (const key of Object.keys(accepted.stored)) expect(resolved.trace[key]!.at(-1)!.by).toBe('tenant');
      }),
    );
  });
});
