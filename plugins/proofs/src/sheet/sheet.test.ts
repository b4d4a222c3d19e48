import type { CallContext, OrderFacts, Work } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { findSheet, lifeOf } from './sheet.ts';

const work = (id: string, name: string): Work => ({
  id,
  name,
  place: { type: 'text', text: 'Left chest' },
  spec: [],
  looks: [],
  pieces: 24,
  files: [],
});

/** A context in which one order is there, of which these works are to be made. */
const contextOf = (...works: readonly Work[]) => contextWith([], ...works);

const contextWith = (files: readonly object[], ...works: readonly Work[]) =>
  ({
    orders: {
      find: async () => new Map([['o1', { id: 'o1', files, works: () => works } as unknown as OrderFacts]]),
    },
    data: { read: async () => [[], [], [], []] },
    approvals: { ofOrders: async () => [], hashOf: () => '' },
    files: { ofOrders: async () => [] },
  }) as unknown as CallContext;

describe('the sheet of an order', () => {
  it('is read where each work has an id of its own', async () => {
    const sheet = await findSheet(contextOf(work('a', 'Shirt'), work('b', 'Cap')), 'o1');
    expect(sheet?.works.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('is not read where two works have one id: one of them would be made, and approved by nobody', async () => {
    await expect(findSheet(contextOf(work('a', 'Shirt'), work('a', 'Cap')), 'o1')).rejects.toThrow('one id');
  });
});

describe('what a work is made from', () => {
  const logo = { id: 'f1', name: 'logo.svg', sha256: 'a1' };
  const makingOf = async (files: readonly object[], looks: Work['looks'] = { colour: 'Black' }) => {
    const sheet = await findSheet(contextWith(files, { ...work('a', 'Shirt'), looks, files: ['f1'] }), 'o1');
    return sheet!.works[0]!.making!;
  };

  it('[G-65] is other artwork with other bytes or another name, and looks otherwise with other bytes alone', async () => {
    const [first, renamed, redrawn] = [
      await makingOf([logo]),
      await makingOf([{ ...logo, name: 'new.svg' }]),
      await makingOf([{ ...logo, sha256: 'b2' }]),
    ];
    expect(new Set([first, renamed, redrawn].map(({ artHash }) => artHash)).size).toBe(3);
    expect([renamed.looks === first.looks, redrawn.looks === first.looks]).toEqual([true, false]);
    expect((await makingOf([logo], { colour: 'Red' })).looks).not.toBe(first.looks);
  });

  it('is of no bytes where a file is not at hand', async () => {
    expect((await makingOf([])).art).toEqual([{ id: 'f1', name: '', sha256: '' }]);
  });
});

describe('the life of an order', () => {
  it.each([
    ['producing', false, 'goes-on'],
    ['stopped', false, 'goes-on'],
    ['stopped', true, 'stopped'],
    ['done', false, 'done'],
    ['done', true, 'done'],
  ] as const)('at the stage %s (final: %s) %s', (stage, final, life) => {
    expect(lifeOf({ stage, final })).toBe(life);
  });
});
