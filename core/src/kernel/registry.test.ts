import { defineHook, on, open, staff, type PluginDescriptor } from '@docket/sdk';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { hooks, pluginOf } from '../testing/plugins.ts';
import { loadPlugins, StartError } from './registry.ts';

const load = (plugins: readonly PluginDescriptor[], more: object = {}, platform = { hooks: [], settings: [] }) =>
  loadPlugins({ name: 'shop', title: 'Shop', plugins, ...more }, platform);

async function faultsOf(...args: Parameters<typeof load>): Promise<readonly string[]> {
  const error: unknown = await load(...args).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof StartError ? error.faults : [];
}

const titled = (schema: z.ZodType) => schema.meta({ title: 'Title' });
const settings = z.strictObject({
  days: titled(z.number().default(30)),
  key: z.string().optional().meta({ title: 'Key', visibility: 'secret' }),
});
const call = staff('a.decide').query(z.void(), () => 1);
const slot = { type: 'slot', slot: 'admin.home', id: 'card', component: 'file:///card.svelte' } as const;
const form = { type: 'form', kind: 'parcel', part: 'size', component: 'file:///size.svelte' } as const;
const newer = defineHook('first', {
  name: 'test.first',
  version: 2,
  about: 'Newer.',
  input: z.unknown(),
  output: z.unknown(),
});

describe('loading a distribution', () => {
  it('gives plugins in the distribution’s sequence, needs first where asked, hooks sorted', async () => {
    const pass = () => undefined;
    const a = pluginOf('a', { hooks: [on(hooks.first, pass)] }, { needs: ['b'] });
    const b = pluginOf('b', { hooks: [on(hooks.first, pass, { stage: 'early' })] });
    const registry = await load([a, b]);
    expect(registry.plugins.map(({ descriptor }) => descriptor.id)).toEqual(['a', 'b']);
    expect(registry.needsFirst).toEqual(['b', 'a']);
    expect(registry.hooks.get('test.first')?.taps.map(({ plugin }) => plugin)).toEqual(['b', 'a']);
    expect(Object.isFrozen(registry)).toBe(true);
  });

  it.each([
    ['a doubled id', [pluginOf('a'), pluginOf('a')], {}, 'The plugin id "a" is used twice.'],
    [
      'a missing need',
      [pluginOf('a', {}, { needs: ['b'] })],
      {},
      'Plugin "a" needs "b", which is not in the distribution.',
    ],
    [
      'needs in a circle',
      [pluginOf('a', {}, { needs: ['b'] }), pluginOf('b', {}, { needs: ['a'] })],
      {},
      'The plugins need each other: a → b → a.',
    ],
    [
      'a required plugin whose need may be switched off',
      [pluginOf('a', {}, { needs: ['b'], activation: 'required' }), pluginOf('b')],
      {},
      'Plugin "a" is required but needs "b", which a tenant may switch off.',
    ],
    [
      'two versions of a hook’s contract',
      [pluginOf('a', { hooks: [on(hooks.first, () => 1)] }), pluginOf('b', { hooks: [on(newer, () => 1)] })],
      {},
      'Plugin "b" taps "test.first" as first version 2, but it is first version 1 here.',
    ],
    [
      'a procedure whose name a proxy answers itself',
      [
        pluginOf(
          'a',
          { api: Object.fromEntries(['then'].map((name) => [name, call])) },
          { permissions: [{ id: 'a.decide', title: 'D' }] },
        ),
      ],
      {},
      'Plugin "a": "then" cannot be the name of a procedure.',
    ],
    [
      'a procedure’s permission that nobody declares',
      [pluginOf('a', { api: { list: call } })],
      {},
      'Plugin "a": the procedure "list" asks for "a.decide", which it does not declare.',
    ],
    [
      'an upload whose name no address of a page could say',
      [pluginOf('a', { uploads: { 'a.b': open.upload(z.strictObject({ order: z.uuid() }), () => null) } })],
      {},
      'Plugin "a": "a.b" cannot be the name of an upload.',
    ],
    [
      'a permission without the plugin’s prefix',
      [pluginOf('a', {}, { permissions: [{ id: 'b.decide', title: 'D' }] })],
      {},
      'Plugin "a": the permission "b.decide" must begin with "a.".',
    ],
    [
      'a setting without a title',
      [pluginOf('a', {}, { settings: z.strictObject({ days: z.number().default(1) }) })],
      {},
      'The setting "days" of "a" has no title.',
    ],
    [
      'a setting that cannot do without a value',
      [pluginOf('a', {}, { settings: z.strictObject({ days: titled(z.number()) }) })],
      {},
      'The setting "days" of "a" has no default and is not optional.',
    ],
    [
      'a secret that is not a string',
      [
        pluginOf(
          'a',
          {},
          { settings: z.strictObject({ key: z.number().optional().meta({ title: 'K', visibility: 'secret' }) }) },
        ),
      ],
      {},
      'The setting "key" of "a" is secret and must be a string.',
    ],
    [
      'defaults of a plugin that is not here',
      [pluginOf('a')],
      { defaults: { b: {} } },
      'The distribution has defaults for "b", which it does not contain.',
    ],
    [
      'an invalid default of the distribution',
      [pluginOf('a', {}, { settings })],
      { defaults: { a: { days: 'x' } } },
      'The distribution\'s value for "days" of "a" is not valid.',
    ],
    [
      'a default that no setting has',
      [pluginOf('a', {}, { settings })],
      { defaults: { a: { weeks: 1 } } },
      'The distribution sets "weeks" of "a", which has no such setting.',
    ],
    [
      'a secret in the distribution',
      [pluginOf('a', {}, { settings })],
      { defaults: { a: { key: 'x' } } },
      'The distribution sets the secret "key" of "a"; secrets belong to a tenant.',
    ],
    [
      'an entry of a slot that stands twice',
      [pluginOf('a', {}, { ui: [slot, slot] })],
      {},
      'Two UI entries claim the id "card" of plugin "a" in the slot "admin.home".',
    ],
    [
      'a form that two plugins bring',
      [pluginOf('a', {}, { ui: [form] }), pluginOf('b', {}, { ui: [form] })],
      {},
      'Two UI entries claim the form of the part "size" of "parcel".',
    ],
    [
      'a server part that does not load',
      [pluginOf('a', {}, { server: () => Promise.reject(new Error('no such file')) })],
      {},
      'Plugin "a" could not be loaded: no such file',
    ],
  ] as const)('refuses %s', async (_, plugins, more, fault) => {
    expect(await faultsOf(plugins, more)).toEqual([fault]);
  });

  it('refuses a setting that no form can hold', async () => {
    const faults = await faultsOf([
      pluginOf('a', {}, { settings: z.strictObject({ since: titled(z.date().optional()) }) }),
    ]);
    expect(faults.join()).toMatch(/^The settings of "a" cannot be drawn as a form: Date/);
  });

  it('refuses a plugin with the id of a part of the platform, and accepts defaults for that part', async () => {
    const platform = { hooks: [], settings: [{ id: 'core', version: '1.0.0', settings }] };
    await expect(
      loadPlugins({ name: 's', title: 'S', plugins: [], defaults: { core: { days: 3 } } }, platform),
    ).resolves.toBeDefined();
    await expect(loadPlugins({ name: 's', title: 'S', plugins: [pluginOf('core')] }, platform)).rejects.toThrow(
      'The plugin id "core" is used twice.',
    );
  });

  it('measures taps by the platform’s own contract', async () => {
    const plugins = [pluginOf('a', { hooks: [on(newer, () => 1)] })];
    await expect(
      loadPlugins({ name: 's', title: 'S', plugins }, { hooks: [hooks.first], settings: [] }),
    ).rejects.toThrow('version 1 here');
  });

  it('lists every fault in one message', async () => {
    const plugins = [pluginOf('a', {}, { needs: ['x'], permissions: [{ id: 'p', title: 'P' }] }), pluginOf('a')];
    await expect(load(plugins)).rejects.toThrow(
      /cannot start:\n {2}- .*needs "x".*\n {2}- .*permission "p".*\n {2}- .*used twice/,
    );
  });
});
