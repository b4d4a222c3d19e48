import type { ShownValue } from '@docket/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvedBefore, designLines, differencesOf, type ApprovedDesign } from './design.ts';
import type { Making } from './proof.ts';
import { making } from './cases.fixture.ts';

const text = (words: string): ShownValue => ({ type: 'text', text: words });
const chest = text('Left chest');
const back = text('Full back');
const crest = { id: 'f1', name: 'crest.svg', sha256: 'a'.repeat(64) };
const badge = { id: 'f2', name: 'badge.svg', sha256: 'b'.repeat(64) };
const size = (value: string) => ({ label: 'size', value: text(value) });
const inks = (value: string) => ({ label: 'inks', value: text(value) });
const pieces = { label: 'pieces', value: text('24') };

const made = (change: Partial<Making['work']> = {}, art: Making['art'] = [crest]): Making => {
  const { work, ...rest } = making();
  const wanted = { place: chest, spec: [pieces, size('3 in'), inks('White')], design: ['size', 'inks'], ...change };
  return { ...rest, art, work: { ...work, ...wanted } };
};

const approved = (change: Partial<ApprovedDesign> = {}): ApprovedDesign => ({
  order: 'o1',
  work: 'g1.i1',
  art: [{ ...crest, id: 'f9', name: 'crest (1).svg' }],
  place: chest,
  lines: [size('3 in'), inks('White')],
  at: '2026-03-12T10:00:00.000Z',
  by: 'Sarah',
  ...change,
});

describe('a design', () => {
  it('is known by its bytes, whatever the file is called', () => {
    expect(approvedBefore(made(), [approved()])).toMatchObject({ order: 'o1' });
    expect(approvedBefore(made({}, [badge]), [approved()])).toBeUndefined();
  });

  it('is no other where its bytes are not at hand', () => {
    const lost = { ...crest, sha256: '' };
    expect(approvedBefore(made({}, [lost]), [approved({ art: [lost] })])).toBeUndefined();
  });

  it('is compared with the newest approval of the same place, and only without one with that of another', () => {
    const older = approved({ order: 'older' });
    const newer = approved({ order: 'newer', at: '2026-04-01T10:00:00.000Z' });
    const elsewhere = approved({ order: 'elsewhere', place: back, at: '2026-05-01T10:00:00.000Z' });
    const orderOf = (some: readonly ApprovedDesign[]) => approvedBefore(made(), some)?.order;
    expect(orderOf([older, elsewhere, newer])).toBe('newer');
    expect(orderOf([elsewhere])).toBe('elsewhere');
    expect(orderOf([])).toBeUndefined();
  });

  it('is chosen the same, in whatever sequence the approvals are read', () => {
    const some = ['2026-01-01', '2026-02-01', '2026-03-01'].flatMap((at) =>
      [chest, back].map((place, index) => approved({ order: `${at} ${index}`, at, place })),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(some, { minLength: some.length }), (shuffled) => {
        expect(approvedBefore(made(), shuffled)).toEqual(approvedBefore(made(), some));
      }),
    );
  });

  it('tells apart what is about it from what it is made on', () => {
    expect(designLines(made().work)).toEqual([size('3 in'), inks('White')]);
    expect(designLines({ spec: [pieces, size('3 in')] })).toEqual([pieces, size('3 in')]);
  });
});

describe('what differs from an earlier approval', () => {
  it('is nothing where the same is made, in whatever sequence the database keeps it and whatever the pieces', () => {
    const kept = { ...approved(), place: { text: 'Left chest', type: 'text' } as const };
    expect(
      differencesOf(made({ spec: [{ ...pieces, value: text('48') }, size('3 in'), inks('White')] }), kept),
    ).toEqual([]);
  });

  it('is nothing where the same artwork is named in another sequence', () => {
    expect(differencesOf(made({}, [badge, crest]), approved({ art: [crest, badge] }))).toEqual([]);
  });

  it('is the place, every line of the design that is otherwise, and what only one of them says', () => {
    const now = made({
      place: back,
      spec: [size('10.5 in'), { label: 'underbase', value: text('Yes') }],
      design: ['size', 'underbase'],
    });
    expect(differencesOf(now, approved())).toEqual([
      { label: 'proofs.line.place', before: chest, now: back },
      { label: 'size', before: text('3 in'), now: text('10.5 in') },
      { label: 'underbase', before: null, now: text('Yes') },
      { label: 'inks', before: text('White'), now: null },
    ]);
  });

  it('is the artwork where there is more or less of it', () => {
    expect(differencesOf(made({}, [crest, badge]), approved())).toEqual([
      { label: 'proofs.line.artwork', before: text('crest (1).svg'), now: text('crest.svg, badge.svg') },
    ]);
  });
});
