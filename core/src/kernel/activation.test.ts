import { on } from '@docket/sdk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createActivation, switchedOn } from './activation.ts';
import { pluginOf, hooks } from '../testing/plugins.ts';
import { loadPlugins, type Registry } from './registry.ts';

const tapping = { hooks: [on(hooks.first, () => undefined)] };
const registryOf = (...plugins: Parameters<typeof pluginOf>[]): Promise<Registry> =>
  loadPlugins({ name: 'd', title: 'D', plugins: plugins.map((args) => pluginOf(...args)) });

describe('activation', () => {
  it('leaves a plugin out whose need is off, and says which', async () => {
    const registry = await registryOf(
      ['c', tapping, { needs: ['b'] }],
      ['b', tapping, { needs: ['a'] }],
      ['a', tapping],
    );
    const { table, inactive } = createActivation(registry).activate(['b', 'c']);
    expect(table.active).toEqual([]);
    expect(inactive).toEqual([{ plugin: 'a' }, { plugin: 'b', needs: 'a' }, { plugin: 'c', needs: 'b' }]);
  });

  it('keeps required plugins on and ignores ids of another build', async () => {
    const registry = await registryOf(['a', tapping, { activation: 'required' }], ['b', tapping]);
    expect(createActivation(registry).activate(['other']).table.active).toEqual(['a']);
  });

  it('takes the plugin’s own word until the tenant decided', async () => {
    const registry = await registryOf(
      ['a', {}, { activation: 'on' }],
      ['b', {}, { activation: 'off' }],
      ['c', {}, { activation: 'on' }],
    );
    expect(switchedOn(registry, new Map([['c', false]]))).toEqual(['a']);
    expect(switchedOn(registry, new Map([['b', true]]))).toEqual(['a', 'b', 'c']);
  });

  it('shares one table among equal sets and never holds a handler of an inactive plugin', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const needs: Record<string, string[]> = { c: ['a'], e: ['c', 'b'] };
    const registry = await registryOf(
      ...ids.map((id): Parameters<typeof pluginOf> => [id, tapping, { needs: needs[id] ?? [] }]),
    );
    const activation = createActivation(registry);
    const set = fc.subarray(ids);
    fc.assert(
      fc.property(set, set, (left, right) => {
        const [{ table: one }, { table: two }] = [activation.activate(left), activation.activate(right.toReversed())];
        expect(one === two).toBe(one.active.join() === two.active.join());
        expect((one.hooks.get('test.first')?.taps ?? []).map(({ plugin }) => plugin)).toEqual(one.active);
        expect(
          one.active.every((id) => left.includes(id) && (needs[id] ?? []).every((need) => one.active.includes(need))),
        ).toBe(true);
      }),
    );
  });

  it('[P-11] makes 60 tables for 10,000 tenants in 60 sets of 40 plugins on 200 hooks', async () => {
    const many = Array.from({ length: 200 }, (_, n) => ({ ...hooks.first, name: `test.hook-${n}` }));
    const server = { hooks: many.map((hook) => on(hook, () => undefined)) };
    const registry = await registryOf(
      ...Array.from({ length: 40 }, (_, n): Parameters<typeof pluginOf> => [`p${n}`, server]),
    );
    const activation = createActivation(registry);
    const tables = Array.from({ length: 10_000 }, (_, n) => {
      const bits = (n % 60) + 1;
      return activation.activate(registry.needsFirst.filter((__, index) => index >= 6 || (bits >> index) % 2 === 1))
        .table;
    });
    expect(activation.size()).toBe(60);
    expect(new Set(tables).size).toBe(60);
    expect(tables[0]!.hooks.size).toBe(200);
    // A table is as long as its active plugins, whatever the build holds.
    expect(new Set([...tables[0]!.hooks.values()].map(({ handlers }) => handlers.length))).toEqual(new Set([35]));
  });

  it('forgets the table used longest ago when there are too many', async () => {
    const registry = await registryOf(['a', tapping], ['b', tapping]);
    const activation = createActivation(registry, 2);
    const [a] = [activation.activate(['a']).table, activation.activate(['b'])];
    expect(activation.activate(['a']).table).toBe(a);
    activation.activate([]);
    expect(activation.size()).toBe(2);
    expect(activation.activate(['a']).table).toBe(a);
  });
});
