import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import { auditPlaces, patternOf, placesOf } from './pattern.ts';

describe.each(stores)('what is found of a person, on %s', { timeout: 60_000 }, (store) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(store);
  });
  afterAll(() => database.close());

  const run = async (text: string, ...values: unknown[]): Promise<unknown> => {
    const [[row]] = await database
      .withPlatform('tries a pattern')
      .run({ name: `test.${text.replaceAll(/\W/g, '')}`, text, values });
    return (row as { result: unknown }).result;
  };
  const without = (value: string, texts: readonly string[], phones: readonly string[] = []) =>
    run('select core.erased($1::text, $2, null) as result', value, patternOf(texts, phones));
  const document = (value: unknown, pattern: string, places: string | null) =>
    run('select core.erased($1::jsonb, $2, $3) as result', JSON.stringify(value), pattern, places);

  it.each([
    ['Ask Sarah Smith first', ['Sarah Smith'], 'Ask Erased person first'],
    ['ask SARAH  smith', ['Sarah Smith'], 'ask Erased person'],
    ['Smithsonian', ['Smith'], 'Smithsonian'],
    ['to a.b@c.test, or axb@c.test', ['a.b@c.test'], 'to Erased person, or axb@c.test'],
    ['C++ & Sons (Ltd.)', ['C++ & Sons (Ltd.)'], 'Erased person'],
    ['Ann Smith', ['Ann', 'Ann Smith'], 'Erased person'],
    ['a b', ['a', ''], 'a b'],
    ['Ünal', ['ünal'], 'Erased person'],
    ['ask ǲura, or Dzura', ['ǲura'], 'ask Erased person, or Dzura'],
  ])('[P22] of %j without %j stays %j', async (text, names, rest) => {
    expect(await without(text, names)).toBe(rest);
  });

  it.each([['+1 (312) 555-0143'], ['13125550143'], ['1.312.555.0143']])(
    '[P22] a telephone number is found as %s',
    async (typed) => {
      expect(await without(`call ${typed} now`, [], ['+1 312 555 0143'])).toMatch(/^call [+]?Erased person now$/);
    },
  );

  it('[P22] nothing is left of any name, and nothing else changes where no name is', async () => {
    const name = fc
      .string({ minLength: 2, maxLength: 20, unit: 'grapheme' })
      .filter((text) => text.trim().length > 1 && !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(name, async (text) => {
        fc.pre(!'Erased person'.toLowerCase().includes(text.trim().toLowerCase()));
        expect(await without(`- ${text.trim()} -`, [text])).toBe('- Erased person -');
        expect(await without('- -', [`${text}x`])).toBe('- -');
      }),
      { numRuns: 60 },
    );
  });

  it('[P22] a document loses what stands at the places, whole lists of them, and what was changed there', async () => {
    const places = placesOf([
      { path: 'delivery.address', personal: true },
      { path: 'rows.*.note', personal: true },
      { path: 'title' },
    ]);
    const order = {
      title: 'For Sarah',
      delivery: { method: 'ship', address: { street: '1 Long Lane', city: '' } },
      rows: [{ note: 'mine', count: 3 }],
    };
    expect(await document(order, patternOf(['Sarah']), places)).toEqual({
      title: 'For Erased person',
      delivery: { method: 'ship', address: { street: 'Erased person', city: '' } },
      rows: [{ note: 'Erased person', count: 3 }],
    });
    const changes = [
      { path: 'delivery.address.street', label: 'street', before: '1 Long Lane', after: '2 Long Lane' },
      { path: 'title', label: 'title', before: 'A', after: 'B' },
    ];
    expect(await document(changes, patternOf([]), places)).toEqual([
      { path: 'delivery.address.street', label: 'street' },
      changes[1],
    ]);
    expect(await document({ title: 'Same', n: [1, null, true, {}, []] }, patternOf([]), null)).toEqual({
      title: 'Same',
      n: [1, null, true, {}, []],
    });
  });

  it('[P22] the audit keeps ids, states and rights, and loses every other text', async () => {
    const row = {
      contact: 'c-1',
      name: 'Sarah',
      email: 's@s.test',
      rights: ['order'],
      phone: null,
      shown: 2,
      status: 'new',
    };
    expect(await document(row, patternOf([]), auditPlaces)).toEqual({
      ...row,
      name: 'Erased person',
      email: 'Erased person',
    });
  });
});
