import { describe, expect, it } from 'vitest';
import { defineDistribution } from './distribution.ts';
import { describePlugin } from './plugin.ts';

const plugin = <const Id extends string>(id: Id) =>
  describePlugin({ id, version: '1.0.0', title: 'A plugin', about: 'For tests.', activation: 'on' });

describe('a plugin', () => {
  it.each(['garment-orders', 'x', 'po2'])('may be called %s', (id) => {
    expect(plugin(id).id).toBe(id);
  });

  it.each(['Garment', 'garment_orders', '-x', 'x-', '2x', '', 'a'.repeat(41), 'x--y', '__proto__'])(
    'may not be called "%s", which cannot name a schema and an API',
    (id) => {
      expect(() => plugin(id)).toThrow(/lower case words with dashes/);
    },
  );

  it('cannot be changed once it is declared', () => {
    expect(Object.isFrozen(plugin('proofs'))).toBe(true);
  });
});

describe('a distribution', () => {
  it('keeps its plugins in the given sequence', () => {
    const made = defineDistribution({ name: 'shop', title: 'Shop', plugins: [plugin('b'), plugin('a')] });
    expect(made.plugins.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('does not compile with two plugins of one id', () => {
    // @ts-expect-error two plugins of one id
    const made = defineDistribution({ name: 'shop', title: 'Shop', plugins: [plugin('a'), plugin('b'), plugin('a')] });
    expect(made.plugins).toHaveLength(3);
  });
});
