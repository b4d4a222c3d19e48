import type { Work } from '@docket/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asked, hashOf, making, mockup, work } from './cases.fixture.ts';
import { clip } from './clip.ts';
import type { Asked, Making, Mockup } from './proof.ts';
import { questionAbout } from './question.ts';

const about = (now: Making = making(), pictured: Mockup = mockup(1), said: Asked = asked) =>
  questionAbout({ subject: 'subject', version: 1 }, now, pictured, said);
const hash = (...of: Parameters<typeof about>): string => hashOf(about(...of));
const withWork = (change: Partial<Work>): Making => making({ work: { ...work, ...change } });

describe('what a customer is asked of a work', () => {
  it('is all that matters to its making, in the words of the order', () => {
    const said: Asked = { terms: 'As seen.', termsVersion: '2026-06', ticks: ['spelling', 'ink'] };
    expect(about(making(), mockup(2), said)).toMatchObject({
      title: 'proofs.question',
      values: { title: 'Gildan 5000, Black', looks: 'looks-1' },
      lines: [
        { label: 'proofs.line.place', value: { text: 'Left chest' } },
        { label: 'garment.work.pieces', value: { number: 24 } },
        { label: 'proofs.line.artwork', value: { values: { names: 'logo.svg', sha256: 'art-1' } } },
        { label: 'proofs.line.mockup', value: { number: 2 } },
        { label: 'proofs.line.terms', value: { text: 'As seen.' } },
        { label: 'proofs.line.termsVersion', value: { text: '2026-06' } },
      ],
      pictures: [{ file: 'file-2', sha256: 'f2' }],
      ticks: [
        { id: 'spelling', label: 'proofs.check.spelling' },
        { id: 'ink', label: 'proofs.check.ink' },
      ],
      at: 'proof-g1.i1',
      apart: 'proofs.line.place',
    });
  });

  it('[G-65] is another question once anything of that is another', () => {
    const others = [
      hash(withWork({ name: 'Gildan 5000, Red' })),
      hash(withWork({ place: { type: 'text', text: 'Back' } })),
      hash(withWork({ spec: [] })),
      hash(making({ artHash: 'art-2' })),
      hash(making({ looks: 'looks-2' })),
      hash(making(), mockup(2)),
      hash(making(), { ...mockup(1), files: [{ ...mockup(1).files[0]!, sha256: 'other' }] }),
      hash(making(), mockup(1), { ...asked, terms: 'As seen.' }),
      hash(making(), mockup(1), { ...asked, terms: 'As seen.', termsVersion: '2' }),
      hash(making(), mockup(1), { ...asked, ticks: ['size'] }),
    ];
    expect(new Set([hash(), ...others]).size).toBe(others.length + 1);
  });

  it('is told apart from that of another print by its place, which is among its lines: the hash is the same without', () => {
    const { apart, ...plain } = about();
    expect(plain.lines.filter(({ label }) => label === apart)).toEqual([{ label: apart, value: work.place }]);
    expect(hashOf(plain)).toBe(hash());
  });

  it('says nothing of artwork where it is made from none', () => {
    const labels = (of: Making): readonly string[] => about(of).lines.map(({ label }) => label);
    expect(labels(making())).toContain('proofs.line.artwork');
    expect(labels(making({ art: [] }))).not.toContain('proofs.line.artwork');
  });

  it('is the same question whatever version terms have that there are none of', () => {
    expect(hash(making(), mockup(1), { ...asked, termsVersion: '2026-06' })).toBe(hash());
  });

  it('is the same question in another round', () => {
    const later = questionAbout({ subject: 'subject', version: 7 }, making(), mockup(1), asked);
    expect(hashOf(later)).toBe(hash());
  });

  it('keeps within what can be asked, whatever a work is called', () => {
    const named = fc.array(fc.string({ maxLength: 200, unit: 'grapheme' }), { maxLength: 40 });
    fc.assert(
      fc.property(fc.string({ maxLength: 2000, unit: 'grapheme' }), named, (name, files) => {
        const art = files.map((one) => ({ id: one, name: one, sha256: one }));
        const { values, lines } = about({ ...withWork({ name }), art });
        expect(String(values?.['title']).length).toBeLessThanOrEqual(500);
        for (const { value } of lines)
          if (value.type === 'words') expect(String(value.values?.['names']).length).toBeLessThanOrEqual(500);
      }),
    );
  });
});

describe('the beginning of a text', () => {
  it.each([
    ['short', 10, 'short'],
    ['whole', 5, 'whole'],
    ['much too long', 6, 'much …'],
    ['ab😀c', 4, 'ab…'],
  ])('%s in %i characters', (text, most, expected) => {
    expect(clip(text, most)).toBe(expected);
  });
});
