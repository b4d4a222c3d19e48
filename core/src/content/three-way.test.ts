import type { ContentField, Json } from '@docket/sdk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaves } from './content.ts';
import { differences, withDifference } from './differences.ts';
import { acceptFields, mergeThree, proposals } from './three-way.ts';

const fields: readonly ContentField[] = [
  { path: 'title', label: 'note.title', part: 'what' },
  { path: 'reference', label: 'note.reference', part: 'what', group: 'references' },
  { path: 'stops.*.town', label: 'note.town', part: 'way', group: 'stops' },
  { path: 'stops.*.note', label: 'note.note', part: 'way', group: 'notes' },
  { path: 'goods.*.count', label: 'note.count', part: 'goods' },
];

type Stop = { readonly id: string; readonly town: string; readonly note: string };

const stop = (id: string, town = id.toUpperCase(), note = ''): Stop => ({ id, town, note });
const base = {
  title: 'Run',
  reference: 'R1',
  stops: [stop('a'), stop('b'), stop('c')],
  goods: [{ id: 'g', count: 1 }],
} satisfies Json;
type Content = Omit<typeof base, 'stops'> & { readonly stops: readonly Stop[] };
const but = (change: Partial<Content>): Content => ({ ...base, ...change });
const stops = (...all: Stop[]): Content => but({ stops: all });

/** Contents of the kind above: rows that came, went and moved. */
const row = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  town: fc.constantFrom('A', 'B'),
  note: fc.constantFrom('', 'x'),
});
const content: fc.Arbitrary<Json> = fc.record({
  title: fc.constantFrom('Run', 'Race', ''),
  reference: fc.constantFrom('R1', 'R2'),
  stops: fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 5 }),
  goods: fc.uniqueArray(fc.record({ id: fc.constantFrom('g', 'h'), count: fc.nat(3) }), { selector: ({ id }) => id }),
});
const key = fc.stringMatching(/^[a-z]{1,3}$/);
const anything: fc.Arbitrary<Json> = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(fc.constantFrom('', 'x', 'id'), fc.nat(2), fc.boolean(), fc.constant(null)),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.array(fc.record({ id: key, of: tie('any') }), { maxLength: 3 }) as fc.Arbitrary<Json>,
    fc.dictionary(key, tie('any'), { maxKeys: 3 }),
  ),
})).any;

describe('the differences of two contents', () => {
  it('lead from one to the other, whatever they are', () => {
    fc.assert(
      fc.property(fc.oneof(content, anything), fc.oneof(content, anything), (one, other) => {
        const led = differences(one, other).reduce<Json | undefined>(
          (so, each) => (so === undefined ? undefined : withDifference(so, each)),
          one,
        );
        expect(led).toEqual(other);
      }),
      { numRuns: 500 },
    );
  });

  it('name a row by its id, wherever it stands, and tell its place apart from what it says', () => {
    const after = [stop('c'), stop('a', 'Z'), stop('d')];
    expect(differences(base, stops(...after)).map(({ is, path }) => `${is} ${path.join('.')}`)).toEqual([
      'row stops.b',
      'sequence stops',
      'value stops.a.town',
      'row stops.d',
    ]);
  });
});

describe('three contents merged', () => {
  const merge = (current: Json, proposed: Json) => mergeThree({ fields }, base, current, proposed);

  it.each<[string, Json, Json, Json]>([
    [
      'a title and a town',
      but({ title: 'Race' }),
      stops(stop('a', 'X'), stop('b'), stop('c')),
      but({ title: 'Race', stops: [stop('a', 'X'), stop('b'), stop('c')] }),
    ],
    [
      'a town and a note of one row',
      stops(stop('a', 'X'), stop('b'), stop('c')),
      stops(stop('a', 'A', 'ring'), stop('b'), stop('c')),
      stops(stop('a', 'X', 'ring'), stop('b'), stop('c')),
    ],
    [
      'another sequence and a note',
      stops(stop('c'), stop('b'), stop('a')),
      stops(stop('a'), stop('b', 'B', 'ring'), stop('c')),
      stops(stop('c'), stop('b', 'B', 'ring'), stop('a')),
    ],
    [
      'two fields of a part with groups of their own',
      but({ title: 'Race' }),
      but({ reference: 'R2' }),
      but({ title: 'Race', reference: 'R2' }),
    ],
    ['the same done twice', but({ title: 'Race' }), but({ title: 'Race' }), but({ title: 'Race' })],
  ])('take %s together', (_, current, proposed, expected) => {
    expect(merge(current, proposed)).toMatchObject({ content: expected, whole: expected, conflicts: [] });
  });

  it.each<[string, Json, Json, string[]]>([
    ['one field changed twice', but({ title: 'Race' }), but({ title: 'Rest' }), ['what']],
    [
      'two rows of one group',
      stops(stop('a', 'X'), stop('b'), stop('c')),
      stops(stop('a'), stop('b', 'Y'), stop('c')),
      ['stops'],
    ],
    [
      'a note in a row that is gone',
      stops(stop('b'), stop('c')),
      stops(stop('a', 'A', 'ring'), stop('b'), stop('c')),
      ['notes'],
    ],
    [
      'a row that goes and got a note',
      stops(stop('a', 'A', 'ring'), stop('b'), stop('c')),
      stops(stop('b'), stop('c')),
      ['stops'],
    ],
  ])('keep what is there of %s, and name the conflict', (_, current, proposed, conflicts) => {
    expect(merge(current, proposed)).toMatchObject({ content: current, conflicts, merges: [] });
  });

  it('leave what follows from the rest to the check: it is nobody’s change, and stands against nothing', () => {
    const kind = { fields, derived: ['stops.*.town', 'title'] };
    const [theirs, mine] = [
      stops(stop('a', 'X'), stop('b'), stop('c')),
      stops(stop('a', 'Y', 'ring'), stop('b'), stop('c')),
    ];
    const merged = mergeThree(kind, base, theirs, mine);
    expect(merged).toMatchObject({ content: stops(stop('a', 'X', 'ring'), stop('b'), stop('c')), conflicts: [] });
    expect(merged.merges.map(({ path }) => path)).toEqual(['stops.a.note']);
    expect(proposals(kind, base, but({ title: 'Race' }))).toEqual([]);
  });

  it('take what is free although something else is not', () => {
    const merged = merge(but({ title: 'Race' }), but({ title: 'Rest', reference: 'R2' }));
    expect(merged).toMatchObject({ conflicts: ['what'], content: { title: 'Race', reference: 'R2' } });
    expect(merged.whole).toMatchObject({ title: 'Rest', reference: 'R2' });
    expect(merged.merges).toEqual([
      { path: 'reference', label: 'note.reference', group: 'references', current: 'R1', proposed: 'R2' },
    ]);
  });

  it('are the proposal where nothing else happened, and the present where nothing was proposed', () => {
    fc.assert(
      fc.property(content, content, (one, other) => {
        expect(mergeThree({ fields }, one, one, other)).toMatchObject({ content: other, whole: other, conflicts: [] });
        expect(mergeThree({ fields }, one, other, one)).toMatchObject({ content: other, whole: other, conflicts: [] });
        expect(mergeThree({ fields }, one, other, other)).toMatchObject({
          content: other,
          whole: other,
          conflicts: [],
        });
      }),
    );
  });

  it('always merge what lies in groups apart, in whatever sequence', () => {
    fc.assert(
      fc.property(content, content, fc.constantFrom('Race', 'Rest'), (start, other, title) => {
        const from = start as unknown as Content;
        const { title: _, reference: __, ...rest } = other as unknown as Content;
        const [mine, theirs] = [
          { ...from, title },
          { ...from, ...rest },
        ] as [Json, Json];
        const there = mergeThree({ fields }, start, theirs, mine);
        expect(there.conflicts).toEqual([]);
        expect(mergeThree({ fields }, start, mine, theirs).content).toEqual(there.content);
        expect(there.content).toEqual({ ...from, ...rest, title });
      }),
    );
  });

  it('hold no value that none of them held, and never throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(content, anything),
        fc.oneof(content, anything),
        fc.oneof(content, anything),
        (one, two, three) => {
          const merged = mergeThree({ fields }, one, two, three);
          const known = new Set([...leaves(two).values(), ...leaves(three).values()]);
          for (const value of [...leaves(merged.content).values(), ...leaves(merged.whole).values()])
            expect(known.has(value)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leave what is in conflict exactly as it is', () => {
    fc.assert(
      fc.property(content, content, content, (one, current, proposed) => {
        const { conflicts, content: merged } = mergeThree({ fields }, one, current, proposed);
        for (const { group } of proposals({ fields }, current, merged)) expect(conflicts).not.toContain(group);
      }),
    );
  });
});

describe('fields accepted by their path', () => {
  it('make the present content plus those fields, and nothing else', () => {
    const proposed = but({ title: 'Race', reference: 'R2', goods: [{ id: 'g', count: 9 }] });
    expect(proposals({ fields }, base, proposed).map(({ path }) => path)).toEqual([
      'title',
      'reference',
      'goods.g.count',
    ]);
    expect(acceptFields(base, proposed, ['reference'])).toEqual(but({ reference: 'R2' }));
  });

  it('are all or none of the proposal when all or none are accepted', () => {
    fc.assert(
      fc.property(content, content, (current, proposed) => {
        const paths = proposals({ fields }, current, proposed).map(({ path }) => path);
        expect(acceptFields(current, proposed, paths)).toEqual(proposed);
        expect(acceptFields(current, proposed, [])).toEqual(current);
      }),
    );
  });

  it('leave nothing to decide but what was not accepted', () => {
    fc.assert(
      fc.property(content, content, fc.func(fc.boolean()), (current, proposed, isWanted) => {
        const all = proposals({ fields }, current, proposed);
        const accepted = all.filter(({ path }) => isWanted(path)).map(({ path }) => path);
        const rest = proposals({ fields }, acceptFields(current, proposed, accepted), proposed).map(({ path }) => path);
        for (const path of rest.filter((each) => each !== 'stops')) expect(accepted).not.toContain(path);
      }),
    );
  });

  it('show beside each what it was when the proposal was made', () => {
    const [title] = proposals({ fields }, but({ title: 'Race' }), but({ title: 'Rest' }), base);
    expect(title).toMatchObject({ base: 'Run', current: 'Race', proposed: 'Rest' });
  });
});
