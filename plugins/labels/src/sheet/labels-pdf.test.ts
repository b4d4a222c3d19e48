import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bars, printed, sizesOf, square, textsOf } from '../testing/reading.fixture.ts';
import { labelsPdf } from './labels-pdf.ts';
import type { Sheet } from './sheet.ts';
import { wordsOfSheets } from './words.ts';

const draft: Sheet = {
  package: {
    id: 'g1.2',
    description: 'Paint, 48 tins per pallet',
    at: 2,
    of: 4,
    from: ['Acme Coatings', 'Havenweg 7', '2030 Antwerpen', 'BELGIUM'],
    to: ['BuildMart', 'Quay Road 12', 'Dublin D01 X2Y3', 'IRELAND'],
    weight: 310_000,
    marks: ['UN 1263 · 3'],
  },
  at: 2,
  of: 16,
  shop: 'Northway',
  order: 'Q-1042',
  reference: 'ACME-88123',
  address: 'https://northway.test/admin/orders/1042',
};
const sheet = {
  ...draft,
  order: '1042',
  number: '040123450000000177',
  address: `${draft.address}#label-040123450000000177`,
};
const withPackage = (change: Partial<Sheet['package']>, more: Partial<Sheet> = {}): Sheet => ({
  ...sheet,
  ...more,
  package: { ...sheet.package, ...change },
});

const pdf = (sheets: readonly Sheet[], units: 'mm' | 'inch' = 'mm') =>
  labelsPdf(sheets, {
    title: 'Labels 1042',
    now: new Date('2026-06-16T10:12:00Z'),
    words: wordsOfSheets('en-GB'),
    tenant: { locale: 'en-GB', units },
  });
const textOf = async (one: Sheet, units?: 'mm' | 'inch') => (await textsOf(await pdf([one], units)))[0]!;

describe('a label', () => {
  it('[T-64] is a page of 4 × 6 in for each package, and tells all that a driver asks', async () => {
    const bytes = await pdf([sheet, { ...sheet, at: 3 }]);
    expect(await sizesOf(bytes)).toEqual([
      [288, 432],
      [288, 432],
    ]);
    const [first, second] = await textsOf(bytes);
    const told = [
      'Acme Coatings',
      '2030 Antwerpen',
      'BuildMart',
      'Dublin D01 X2Y3',
      'IRELAND',
      'Northway',
      'Order 1042',
    ];
    for (const text of [
      ...told,
      'ACME-88123',
      'Paint, 48 tins per pallet (2 of 4)',
      '2 of 16',
      '310 kg',
      'UN 1263 · 3',
      '(00) 040123450000000177',
    ])
      expect(first).toContain(text);
    expect(second).toContain('3 of 16');
  });

  it('is scanned off a printer of 203 dpi: its number in bars, the order’s page in the square', async () => {
    const page = await printed(await pdf([sheet]));
    expect(bars(page)).toBe(']C100040123450000000177');
    expect(square(page)).toBe(sheet.address);
  });

  it('is scanned whatever its number and address are', async () => {
    const asked = fc.record({
      number: fc.stringMatching(/^[1-9]\d{0,8}-[1-9]\d{0,8}$/),
      host: fc.webAuthority(),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ number, host }) => {
        const address = `https://${host}/admin/orders/1#label-${number}`;
        const page = await printed(await pdf([{ ...sheet, number, address }]));
        expect([bars(page), square(page)]).toEqual([number, address]);
      }),
      { numRuns: 15 },
    );
  });

  it('has a number of the shop’s own in bars that any scanner reads', async () => {
    expect(bars(await printed(await pdf([{ ...sheet, number: '1234567-1234567' }])))).toBe('1234567-1234567');
  });

  it.each(['Łódź Żółw', '東京電機株式会社', '서울특별시', 'Αθήνα', 'Київ', 'Đà Nẵng'])('writes %s', async (name) => {
    expect(await textOf(withPackage({ to: [name, 'Street 1', 'POLAND'] }))).toContain(name);
  });

  it('shows that a letter is missing where no font has it', async () => {
    expect(await textOf(withPackage({ to: ['𓀀 Pyramid'] }))).toContain('\uFFFD Pyramid');
  });

  it('weighs in pounds where the shop measures in inches', async () => {
    expect(await textOf(sheet, 'inch')).toContain('683.4 lb');
    expect(await textOf(withPackage({ weight: 453.592_37 }), 'inch')).toContain('1 lb');
  });

  it('fits, whatever it is to say, and shows what it leaves out', async () => {
    const long = withPackage(
      {
        description: 'Lorem ipsum dolor '.repeat(40),
        from: Array<string>(9).fill('A line of an address that is long '.repeat(4)),
        to: ['Company '.repeat(40), ...Array<string>(20).fill('Line'), 'IRELAND'],
        marks: Array<string>(30).fill('UN 1263 · 3 (6.1)'),
      },
      { shop: 'Very long '.repeat(30), reference: 'R'.repeat(200), order: '123456789012' },
    );
    const text = await textOf(long);
    expect(text.match(/…/g)!.length).toBeGreaterThanOrEqual(6);
    expect(text).toContain('IRELAND');
    const page = await printed(await pdf([long]));
    expect([bars(page), square(page)]).toEqual([`]C100${sheet.number}`, sheet.address]);
  });

  it('needs neither reference nor weight nor contents', async () => {
    const bare = await textOf({
      ...sheet,
      reference: '',
      package: { id: 'a', description: '', at: 1, of: 1, from: [], to: ['BuildMart'] },
    });
    expect(bare).toContain('BuildMart');
    for (const gone of ['REFERENCE', 'WEIGHT', 'CONTENTS']) expect(bare).not.toContain(gone);
  });

  it('[T-63] of a quote says DRAFT across it, and has no number and nothing to scan', async () => {
    const bytes = await pdf([draft]);
    const [text] = await textsOf(bytes);
    for (const said of ['DRAFT', 'Not a label yet', 'Q-1042', 'BuildMart']) expect(text).toContain(said);
    expect(text).not.toContain('040123450000000177');
    const page = await printed(bytes);
    expect([bars(page), square(page)]).toEqual([undefined, undefined]);
  });
});
