import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormError, formLimits, readForm } from './form.ts';

const read = (entries: readonly (readonly [string, string])[]): unknown => {
  try {
    return readForm(entries);
  } catch (error) {
    return error;
  }
};

describe('a submitted form', () => {
  it.each([
    ['plain fields', [['title', 'Polos']], { title: 'Polos' }],
    ['paths as groups', [['delivery.address.city', 'Chicago']], { delivery: { address: { city: 'Chicago' } } }],
    [
      'numbered groups as a list',
      [
        ['g.0.style', 'A'],
        ['g.1.style', 'B'],
      ],
      { g: [{ style: 'A' }, { style: 'B' }] },
    ],
    [
      'numbers in their own sequence, gaps closed',
      [
        ['g.10.s', 'B'],
        ['g.2.s', 'A'],
      ],
      { g: [{ s: 'A' }, { s: 'B' }] },
    ],
    ['a name that ends in [] as a list, also of one', [['applies[]', 'a']], { applies: ['a'] }],
    [
      'a list of several',
      [
        ['applies[]', 'a'],
        ['applies[]', 'b'],
      ],
      { applies: ['a', 'b'] },
    ],
    [
      'the last of two values of one name',
      [
        ['firm', ''],
        ['firm', 'yes'],
      ],
      { firm: 'yes' },
    ],
    [
      'numbers beside words as a group',
      [
        ['sizes.0', '1'],
        ['sizes.M', '2'],
      ],
      { sizes: { 0: '1', M: '2' } },
    ],
    ['nothing', [], {}],
  ] as const)('reads %s', (_name, entries, expected) => {
    expect(readForm(entries)).toEqual(expected);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'a.__proto__.b', '__proto__.polluted', 'a.0.constructor[]'])(
    '[abuse 12] refuses the name %s, which could touch a prototype',
    (name) => {
      expect(read([[name, 'x']])).toBeInstanceOf(FormError);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );

  it.each(['', '.', 'a.', '.a', 'a..b', '[]'])('refuses the name "%s", which has an empty step', (name) => {
    expect(read([[name, 'x']])).toBeInstanceOf(FormError);
  });

  it('refuses a name that is a value and a group at once, in both sequences', () => {
    expect(
      read([
        ['a', '1'],
        ['a.b', '2'],
      ]),
    ).toBeInstanceOf(FormError);
    expect(
      read([
        ['a.b', '2'],
        ['a', '1'],
      ]),
    ).toBeInstanceOf(FormError);
  });

  it('refuses what is too deep, too long or too much, and names the field', () => {
    expect(
      read([
        [
          Array(formLimits.depth + 1)
            .fill('a')
            .join('.'),
          'x',
        ],
      ]),
    ).toBeInstanceOf(FormError);
    expect(read([['notes', 'x'.repeat(formLimits.value + 1)]])).toMatchObject({ field: 'notes' });
    const many = Array.from({ length: formLimits.entries + 1 }, (_, at) => [`f${at}`, ''] as const);
    expect(read(many)).toMatchObject({ field: `f${formLimits.entries}` });
  });

  it('answers a tree or a FormError and nothing else, whatever the names', () => {
    const step = fc.oneof(
      fc.string(),
      fc.constantFrom('__proto__', 'constructor', '0', '00', '99999', 'a', 'toString', ''),
    );
    const name = fc.array(step, { maxLength: 10 }).map((steps) => steps.join('.'));
    const named = fc.tuple(
      fc.oneof(
        name,
        name.map((text) => `${text}[]`),
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(named, { maxLength: 30 }), (entries) => {
        const answer = read(entries);
        if (answer instanceof FormError) return;
        expect(answer).not.toBeInstanceOf(Error);
        expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
      }),
    );
  });

  it('keeps every value of a well-formed tree', () => {
    const key = fc.stringMatching(/^[a-z]{1,6}$/);
    const flat = fc.dictionary(
      fc.tuple(key, key).map(([a, b]) => `x${a}.y${b}`),
      fc.string(),
      { maxKeys: 20 },
    );
    fc.assert(
      fc.property(flat, (fields) => {
        const tree = readForm(Object.entries(fields)) as Record<string, Record<string, string>>;
        for (const [name, value] of Object.entries(fields)) {
          const [group, leaf] = name.split('.') as [string, string];
          expect(tree[group]?.[leaf]).toBe(value);
        }
      }),
    );
  });
});
