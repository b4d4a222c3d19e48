import * as fc from 'fast-check';
import * as z from 'zod';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from './faults.ts';
import { encryptSecret, secretKeys } from './secret-box.ts';
import { fieldFacts, settingsSchema, type SettingsOwner } from './settings-schema.ts';
import { createSettings, type StoredSettings } from './settings.ts';

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
      .meta({ title: 'Days', visibility: 'public', scope: ['customer', 'service'] }),
    note: z.string().optional().meta({ title: 'Note', help: 'Shown on the wall.' }),
    colors: z.array(z.string()).default(['red']).meta({ title: 'Colors', visibility: 'public', control: 'list' }),
    token: z.string().min(3).optional().meta({ title: 'Token', visibility: 'secret' }),
  }),
};
const bare: SettingsOwner = { id: 'bare', version: '1.0.0' };
const seal = (text: string, tenantId = 't1') => encryptSecret(keys, { tenantId, plugin: 'badges', key: 'token' }, text);

let faults: Failure[] = [];
beforeEach(() => void (faults = []));

const settingsWith = (defaults = {}, limit?: number) =>
  createSettings({
    owners: [badges, bare],
    defaults,
    keys,
    faults: { record: (failure) => faults.push(failure) },
    ...(limit !== undefined && { limit }),
  });
const resolve = (stored: StoredSettings = {}, defaults = {}) =>
  settingsWith(defaults).of({ tenantId: 't1', plugin: 'badges', version: 1, stored: () => stored });

describe('settings', () => {
  it('are the defaults of the plugin where nobody said anything', () => {
    const { values, trace } = resolve();
    expect(values).toEqual({ days: 30, colors: ['red'] });
    expect(trace['days']).toEqual([
      { by: 'customer', outcome: 'passed' },
      { by: 'service', outcome: 'passed' },
      { by: 'tenant', outcome: 'passed' },
      { by: 'distribution', outcome: 'passed' },
      { by: 'default', outcome: 'answered' },
    ]);
  });

  it('are answered key by key, the narrowest scope first', () => {
    const scopes = ['customer', 'service', 'tenant', 'distribution'] as const;
    fc.assert(
      fc.property(fc.subarray([...scopes]), (set) => {
        const at = (scope: (typeof scopes)[number]) => (set.includes(scope) ? { days: scopes.indexOf(scope) + 1 } : {});
        const { values, trace } = resolve(
          { customer: at('customer'), service: at('service'), tenant: at('tenant') },
          { badges: at('distribution') },
        );
        const first = scopes.find((scope) => set.includes(scope));
        expect(values['days']).toBe(first === undefined ? 30 : scopes.indexOf(first) + 1);
        expect(trace['days']!.at(-1)).toEqual({ by: first ?? 'default', outcome: 'answered' });
      }),
    );
  });

  it('fall through what is not valid, and say so in trace and faults', () => {
    const { values, trace } = resolve({ customer: { days: 0 }, service: { days: 'x' }, tenant: { days: 5 } });
    expect(values['days']).toBe(5);
    expect(trace['days']!.map(({ by, outcome }) => `${by} ${outcome}`)).toEqual([
      'customer failed',
      'service failed',
      'tenant answered',
    ]);
    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatchObject({
      plugin: 'badges',
      version: '1.0.0',
      hook: 'settings',
      tenantId: 't1',
      kind: 'invalid',
    });
    expect(faults[0]!.error).toMatch(/^days: customer: /);
  });

  it('hear no scope that may not set them', () => {
    const { values, trace } = resolve({ customer: { note: 'mine' }, tenant: { note: 'ours' } });
    expect(values['note']).toBe('ours');
    expect(trace['note']![0]).toEqual({ by: 'customer', outcome: 'skipped', reason: 'It may not be set there.' });
    expect(faults).toEqual([]);
  });

  it('never fail, whatever is stored', () => {
    const stored = fc.dictionary(fc.constantFrom('days', 'note', 'colors', 'token', 'other'), fc.jsonValue());
    fc.assert(
      fc.property(stored, stored, (tenant, customer) => {
        const { values } = resolve({ tenant, customer } as StoredSettings);
        expect(() => badges.settings!.parse(values)).not.toThrow();
      }),
    );
  });

  it('hold secrets in plain for the plugin, and only what is public for a browser', () => {
    const { values, public: open } = resolve({ tenant: { token: seal('sesame'), note: 'ours', days: 2 } });
    expect(values).toMatchObject({ token: 'sesame', note: 'ours' });
    expect(open).toEqual({ days: 2, colors: ['red'] });
  });

  it('do without a secret that was sealed for another tenant or is none, and keep it out of faults', () => {
    expect(resolve({ tenant: { token: seal('sesame', 't2') } }).values).not.toHaveProperty('token');
    expect(resolve({ tenant: { token: 'sesame' } }).values).not.toHaveProperty('token');
    expect(resolve({ tenant: { token: 7 } }).values).not.toHaveProperty('token');
    expect(faults).toHaveLength(3);
    expect(JSON.stringify(faults)).not.toContain('sesame');
  });

  it('are one frozen object for each version, asked for once', () => {
    const settings = settingsWith();
    const stored = vi.fn<() => StoredSettings>(() => ({ tenant: { days: 2 } }));
    const of = (version: number, subject?: string) =>
      settings.of({ tenantId: 't1', plugin: 'badges', version, stored, ...(subject !== undefined && { subject }) });
    const one = of(1);
    expect(of(1)).toBe(one);
    expect(stored).toHaveBeenCalledTimes(1);
    expect(of(2)).not.toBe(one);
    expect(of(2, 'customer 1')).not.toBe(of(2));
    expect(stored).toHaveBeenCalledTimes(3);
    const colors = one.values['colors'] as string[];
    expect(() => colors.push('blue')).toThrow(TypeError);
    expect(() => Object.assign(one.values, { days: 9 })).toThrow(TypeError);
  });

  it('are forgotten when too many are kept, the longest unused first', () => {
    const settings = settingsWith({}, 2);
    const of = (tenantId: string) => settings.of({ tenantId, plugin: 'badges', version: 1, stored: () => ({}) });
    const [one, two] = [of('1'), of('2')];
    expect(of('1')).toBe(one);
    of('3');
    expect(of('1')).toBe(one);
    expect(of('2')).not.toBe(two);
  });

  it('are empty for a plugin that has none, without looking', () => {
    const stored = vi.fn<() => StoredSettings>(() => ({}));
    expect(settingsWith().of({ tenantId: 't1', plugin: 'bare', version: 1, stored }).values).toEqual({});
    expect(settingsWith().of({ tenantId: 't1', plugin: 'stranger', version: 1, stored }).values).toEqual({});
    expect(stored).not.toHaveBeenCalled();
  });
});

describe('the rules over several settings', () => {
  const range: SettingsOwner = {
    id: 'range',
    version: '1.0.0',
    settings: z
      .strictObject({
        least: z
          .string()
          .transform(Number)
          .pipe(z.number())
          .default(1)
          .meta({ title: 'Least', scope: ['service', 'customer'] }),
        most: z
          .number()
          .default(10)
          .meta({ title: 'Most', scope: ['service', 'customer'] }),
        token: z.string().optional().meta({ title: 'Token', visibility: 'secret' }),
      })
      .refine(({ least, most }) => least <= most, { path: ['most'], message: 'Less than the least.' })
      .refine(({ token }) => token !== 'forbidden', { path: ['token', 'deep'], message: 'Not this one.' }),
  };
  const settings = createSettings({
    owners: [range, badges, bare],
    defaults: { range: { most: 20 } },
    keys,
    faults: { record: (failure) => faults.push(failure) },
  });
  const faultsOf = (stored: StoredSettings, plugin = 'range') =>
    settings.faultsOf({ tenantId: 't1', plugin, stored: () => stored });
  const less = [{ key: 'most', message: 'Less than the least.' }];

  it('[T-22] are asked of the whole as it resolves, from whatever scope each value comes', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ tenant: { least: '15' } })).toEqual([]);
    expect(faultsOf({ tenant: { least: '21' } })).toEqual(less);
    expect(faultsOf({ tenant: { least: '15' }, service: { most: 14 } })).toEqual(less);
    expect(faultsOf({ tenant: { least: '15' }, service: { most: 14 }, customer: { most: 15 } })).toEqual([]);
  });

  it('hear what was typed, not what became of it, and secrets in plain', () => {
    expect(faultsOf({ tenant: { least: '5' }, service: { most: 6 } })).toEqual([]);
    const sealed = encryptSecret(keys, { tenantId: 't1', plugin: 'range', key: 'token' }, 'forbidden');
    expect(faultsOf({ tenant: { token: sealed } })).toEqual([{ key: 'token', message: 'Not this one.' }]);
  });

  it('pass over a value that is not valid, which is a fault of its own scope', () => {
    expect(faultsOf({ service: { most: 'x' } })).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('are none for a plugin without any', () => {
    expect(faultsOf({ tenant: { days: 5 } }, 'badges')).toEqual([]);
    expect(faultsOf({}, 'bare')).toEqual([]);
    expect(faultsOf({}, 'stranger')).toEqual([]);
  });
});

describe('the form of settings', () => {
  it('has titles, help and hints for each field', () => {
    const { properties } = settingsSchema(badges);
    expect(properties!['note']).toMatchObject({ type: 'string', title: 'Note', help: 'Shown on the wall.' });
    expect(properties!['days']).toMatchObject({
      default: 30,
      visibility: 'public',
      scope: ['customer', 'service'],
    });
    expect(properties!['colors']).toMatchObject({ control: 'list', visibility: 'public' });
    expect(settingsSchema(bare)).toMatchObject({ properties: {} });
  });

  it('allows every setting at the tenant and the distribution, and narrower only where it says so', () => {
    const scopes = Object.fromEntries(fieldFacts(badges.settings!).map(({ key, scopes: of }) => [key, [...of]]));
    expect(scopes['days']).toEqual(['customer', 'service', 'tenant', 'distribution']);
    expect(scopes['note']).toEqual(['tenant', 'distribution']);
  });
});
