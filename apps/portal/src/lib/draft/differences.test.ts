import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences, fieldAt } from './differences.ts';

describe('two versions of a part', () => {
  it('differ field by field', () => {
    const mine = { title: 'Tees', garments: [{ sizes: { M: '12', L: '3' } }] };
    const theirs = { title: 'Tees', garments: [{ sizes: { M: '10', L: '3' } }, { sizes: { S: '1' } }] };
    expect(differences(mine, theirs)).toEqual([
      { path: 'garments.0.sizes.M', mine: '12', theirs: '10' },
      { path: 'garments.1.sizes.S', mine: '', theirs: '1' },
    ]);
  });

  it('do not differ by what is empty on one side and missing on the other', () => {
    expect(differences({ title: '', note: null }, {})).toEqual([]);
  });

  it('never differ from themselves', () => {
    fc.assert(fc.property(fc.jsonValue(), (content) => differences(content, structuredClone(content)).length === 0));
  });

  it('differ the same way round from both sides', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const paths = (list: readonly { path: string }[]): string[] => list.map(({ path }) => path).toSorted();
        expect(paths(differences(a, b))).toEqual(paths(differences(b, a)));
      }),
    );
  });
});

describe('the name of a field', () => {
  const fields = [
    { path: 'title', label: 'x.title', part: 'garments' },
    { path: 'garments.*.sizes.*', label: 'x.sizes', part: 'garments' },
  ];

  it('is found for every row and size', () => {
    expect(fieldAt(fields, 'garments.3.sizes.XL')?.label).toBe('x.sizes');
    expect(fieldAt(fields, 'garments.3')).toBeUndefined();
  });
});
