import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { ShownValue, Work } from '@docket/sdk';
import { translator } from '@docket/sdk/messages';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGarment } from './check/check.ts';
import type { GarmentContent, GarmentRow, Imprint } from './content.ts';
import { brewery, corporate, distributor, sampleContext, samples, school } from './samples.fixture.ts';
import { garmentTypes } from './garment-types.ts';
import { pictureAt } from './garment-drawings.ts';
import { locationOf, locations } from './locations.ts';
import { worksOf } from './works.ts';

const english = JSON.parse(readFileSync(new URL('../../messages/en.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;
const t = translator('en', english);
const contentOf = ({ draft }: (typeof samples)[number]): GarmentContent =>
  checkGarment(draft, sampleContext()).content!;
const orders = samples.map(contentOf);

/** As a page writes it; a key without words stays itself, which a test below looks for. */
function spoken(value: ShownValue): string {
  if (value.type === 'words') return t(value.key, value.values);
  return value.type === 'number' ? String(value.number) : value.type === 'text' ? value.text : '';
}
const sheet = ({ spec }: Work): Record<string, string> =>
  Object.fromEntries(spec.map(({ label, value }) => [t(label), spoken(value)]));
const workOf = (content: GarmentContent, id: string): Work => worksOf(content).find((work) => work.id === id)!;

/** The order with one row, or one print, changed. */
const withRow = (content: GarmentContent, at: number, more: Partial<GarmentRow>): GarmentContent => ({
  ...content,
  garments: content.garments.with(at, { ...content.garments[at]!, ...more }),
});
const withPrint = (content: GarmentContent, at: number, more: Partial<Imprint>): GarmentContent => ({
  ...content,
  imprints: content.imprints.with(at, { ...content.imprints[at]!, ...more }),
});

describe('the works of a garment order', () => {
  it('are every print of every garment that it goes on, called as the order calls them', () => {
    const works = worksOf(contentOf(brewery));
    expect(works.map(({ id, name, place, pieces }) => [id, name, spoken(place), pieces])).toEqual([
      ['g1.i1', 'Comfort Colors 1717, Pepper', 'Left chest', 94],
      ['g1.i2', 'Comfort Colors 1717, Pepper', 'Back', 94],
      ['g2.i1', 'Comfort Colors 1717, Ivory', 'Left chest', 52],
      ['g2.i2', 'Comfort Colors 1717, Ivory', 'Back', 52],
      ['g3.i2', 'Gildan 18500, Dark Heather', 'Back', 30],
      ['g3.i3', 'Gildan 18500, Dark Heather', 'Left sleeve', 30],
      ['g5.i4', 'Richardson 112, Loden/Black', 'Cap front', 48],
    ]);
  });

  it('say all that they are made by, in the words of whoever reads', () => {
    expect(sheet(workOf(contentOf(distributor), 'g2.i2'))).toEqual({
      Type: 'T-shirt',
      Fit: 'Adult unisex',
      Pieces: 'S 6 · M 18 · L 18 · XL 12 · 2XL 6',
      Total: '60',
      'Decoration method': 'Screen print',
      'Print size': '12 × 14 in',
      'Number of colors': '2',
      Ink: 'White, 123 C',
      'Inks on one garment': 'PMS 289 C + PMS 123 C',
      Placement: 'top 4" below collar',
      'Notes on artwork': 'Proof before production.',
    });
    expect(sheet(workOf(contentOf(corporate), 'g1.i1'))).toMatchObject({
      'Decoration method': 'Embroidery',
      'Print size': '90 mm wide',
      'Note on the print': '7,400 stitches, repeat of HV-2019',
    });
  });

  it('name the place as the customer does, where it has a name of its own', () => {
    const content = withPrint(contentOf(school), 0, { location: 'other', label: 'Below the zip' });
    expect(workOf(content, 'g1.i1').place).toEqual({ type: 'text', text: 'Below the zip' });
  });

  it('of a print have its own method before the order’s', () => {
    expect(sheet(workOf(contentOf(brewery), 'g5.i4'))['Decoration method']).toBe('Patch');
  });

  it('say nothing of what was left to the shop', () => {
    const content = withPrint(contentOf(school), 1, { colors: '', inks: [], underbase: '' });
    const labels = workOf(content, 'g1.i2').spec.map(({ label }) => label);
    expect(labels).not.toContain('garment.work.size');
    expect(labels).not.toContain('garment.field.imprints.colors');
    expect(labels).not.toContain('garment.field.imprints.underbase');
  });

  it('have words for everything they say', () => {
    const said = orders
      .flatMap(worksOf)
      .flatMap(({ place, spec }) => [
        ...spec.map(({ label }) => label),
        ...[place, ...spec.map(({ value }) => value)].flatMap((value) => (value.type === 'words' ? [value.key] : [])),
      ]);
    expect(said.filter((key) => !Object.hasOwn(english, key))).toEqual([]);
    for (const side of ['width', 'height', 'size'])
      for (const unit of ['in', 'mm']) expect(english).toHaveProperty([`garment.work.${side}.${unit}`]);
  });

  it('have ids that are theirs alone', () => {
    for (const order of orders) {
      const ids = worksOf(order).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('have ids that are theirs alone, whatever rows and prints are called', () => {
    const [content, id] = [contentOf(school), fc.string({ unit: fc.constantFrom('1', '.', '%', '2', 'E', ' ') })];
    const two = fc.uniqueArray(id, { minLength: 2, maxLength: 2 });
    const named = (rows: readonly string[], prints: readonly string[]): GarmentContent => ({
      ...content,
      garments: rows.map((row) => ({ ...content.garments[0]!, id: row })),
      imprints: prints.map((print) => ({ ...content.imprints[0]!, id: print, applies: [] })),
    });
    fc.assert(
      fc.property(two, two, (rows, prints) => {
        expect(new Set(worksOf(named(rows, prints)).map((work) => work.id)).size).toBe(4);
      }),
      {
        examples: [
          [
            ['1', '1.1'],
            ['1.1', '1'],
          ],
        ],
      },
    );
  });
});

/** What every field of a row and a print does to its works; the compiler holds the lists complete. */
type Effect = 'looks' | 'spec' | 'files' | 'none';
const rowEffects: Readonly<Record<keyof GarmentRow, readonly [effect: Effect, other: Partial<GarmentRow>]>> = {
  id: ['none', {}],
  // Who buys the garments changes nothing of what is printed on them.
  source: ['none', { source: 'customer' }],
  type: ['looks', { type: 'hoodie' }],
  brand: ['looks', { brand: 'Next Level' }],
  style: ['looks', { style: '6210' }],
  colorway: ['looks', { colorway: 'Storm' }],
  fit: ['looks', { fit: 'womens' }],
  note: ['spec', { note: 'Bagged one by one' }],
  sizes: ['spec', { sizes: { '6XL': 3 } }],
};
const printEffects: Readonly<Record<keyof Imprint, readonly [effect: Effect, other: Partial<Imprint>]>> = {
  id: ['none', {}],
  location: ['looks', { location: 'nape' }],
  label: ['looks', { label: 'Below the collar' }],
  method: ['looks', { method: 'dtf' }],
  width: ['looks', { width: 7.25 }],
  height: ['looks', { height: 7.25 }],
  unit: ['looks', { width: 30, unit: 'mm' }],
  colors: ['spec', { colors: 'full' }],
  inks: ['looks', { inks: [{ name: 'Mint', code: '' }] }],
  inkType: ['spec', { inkType: 'puff' }],
  underbase: ['spec', { underbase: 'yes' }],
  placement: ['looks', { placement: 'One inch lower' }],
  note: ['spec', { note: 'As last year' }],
  // Decides which works there are.
  applies: ['none', {}],
  inkByGarment: ['looks', { inkByGarment: { g1: 'Silver' } }],
  files: ['files', { files: ['a5b1c2d3-0000-4000-8000-000000000001'] }],
};

describe('a change of an order', () => {
  const before = contentOf(distributor);
  const [first] = worksOf(before);

  /** The first of what differs; all of it where nothing may. */
  const effectOn = (after: GarmentContent): Effect | Work => {
    const work = workOf(after, first!.id);
    const changed = (['looks', 'files', 'spec'] as const).find((part) => !isDeepStrictEqual(work[part], first![part]));
    return changed ?? (isDeepStrictEqual(work, first) ? 'none' : work);
  };

  it.each(Object.entries(rowEffects))('of a garment’s %s changes what it has to', (_, [effect, other]) => {
    expect(effectOn(withRow(before, 0, other))).toBe(effect);
  });

  it.each(Object.entries(printEffects))('of a print’s %s changes what it has to', (_, [effect, other]) => {
    expect(effectOn(withPrint(before, 0, other))).toBe(effect);
  });

  it('that no work is made by leaves all of them as they are', () => {
    const texts = fc.record({
      title: fc.string(),
      reference: fc.string(),
      notes: fc.string(),
      dueOn: fc.constantFrom('2026-04-11', '2026-05-01'),
      eventDate: fc.constantFrom('', '2026-05-01'),
      firm: fc.constantFrom('yes' as const, '' as const),
      sentDue: fc.constantFrom('', '2026-05-01'),
    });
    fc.assert(
      fc.property(fc.constantFrom(...orders), texts, (order, changed) => {
        const after = { ...order, ...changed, delivery: { ...order.delivery, note: changed.notes } };
        expect(worksOf(after)).toEqual(worksOf(order));
      }),
    );
  });

  it('of what is said about the artwork as a whole is in every work, and none looks otherwise', () => {
    const after = worksOf({ ...before, artNotes: 'Crest in navy, not royal.' });
    for (const work of after) expect(sheet(work)[t('garment.field.artNotes')]).toBe('Crest in navy, not royal.');
    expect(after.map(({ looks }) => looks)).toEqual(worksOf(before).map(({ looks }) => looks));
  });

  it('of one garment, or one print, leaves the works of all others as they are', () => {
    const place = fc.constantFrom(...orders).chain((order) =>
      fc.record({
        order: fc.constant(order),
        row: fc.nat(order.garments.length - 1),
        print: fc.nat(order.imprints.length - 1),
        change: fc.constantFrom(...Object.values(rowEffects).map(([, other]) => other)),
        printChange: fc.constantFrom(...Object.values(printEffects).map(([, other]) => other)),
      }),
    );
    fc.assert(
      fc.property(place, ({ order, row, print, change, printChange }) => {
        const after = withPrint(withRow(order, row, change), print, printChange);
        const [garment, imprint] = [order.garments[row]!.id, order.imprints[print]!.id];
        const others = (works: readonly Work[]) =>
          works.filter(({ id }) => !id.startsWith(`${garment}.`) && !id.endsWith(`.${imprint}`));
        expect(others(worksOf(after))).toEqual(others(worksOf(order)));
      }),
    );
  });

  it('that takes a print off a garment takes its work, and no other', () => {
    const after = withPrint(before, 0, { applies: ['g2'] });
    expect(worksOf(after)).toEqual(worksOf(before).filter(({ id }) => id !== 'g1.i1'));
  });
});

describe('the drawing of a work', () => {
  const drawn = (location: string, type: string, more: Partial<Imprint> = {}) => {
    const content = withRow(
      withPrint(contentOf(school), 0, { location, label: '', applies: [], width: 2, height: 1, unit: 'in', ...more }),
      0,
      { type },
    );
    const { id } = content.garments[0]!;
    return workOf(content, `${id}.${content.imprints[0]!.id}`).drawing;
  };

  it.each(locations.flatMap(({ id }) => garmentTypes.map(({ id: type }) => [id, type] as const)))(
    'has one inch for one inch, whatever its unit: %s on %s',
    (location, type) => {
      const [inches, millimetres] = [
        drawn(location, type),
        drawn(location, type, { width: 50.8, height: 25.4, unit: 'mm' }),
      ];
      if (location === 'other') return expect(inches).toBeUndefined();
      expect(inches).toMatchObject({ width: 100, height: 96, print: { width: 2, height: 1 } });
      expect(inches!.perInch).toBe(pictureAt(locationOf(location)!, [type])!.perInch);
      expect(millimetres!.print!.width).toBeCloseTo(2, 9);
      expect(millimetres!.print!.height).toBeCloseTo(1, 9);
      expect({ ...millimetres, print: null }).toEqual({ ...inches, print: null });
    },
  );

  it('has its print in the middle of its place', () => {
    expect(drawn('left-chest', 'tee')!.print).toMatchObject({ x: 63, y: 0.3 * 96 });
  });

  it('leaves to the artwork the side that was not given, and to the shop what was not said', () => {
    expect(drawn('full-front', 'tee', { height: '' })!.print).toMatchObject({ width: 2, height: null });
    expect(drawn('full-front', 'tee', { width: '', height: '' })!.print).toBeNull();
  });

  it('is in the shade of the colorway', () => {
    const content = withRow(contentOf(brewery), 0, { colorway: 'Heather Navy' });
    expect(workOf(content, 'g1.i1').drawing!.shade).toBe('#1f2a44');
  });
});
