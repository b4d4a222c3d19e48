import { readFileSync } from 'node:fs';
import { Issue, refuses, type CheckContext, type FileFacts, type Json } from '@docket/sdk';
import { groupOf, listOf, type JsonGroup } from '@docket/sdk/content';
import { translator, type Catalogue } from '@docket/sdk/messages';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankDraft } from '../blank.ts';
import { checkCodes } from '../codes.ts';
import { totalPieces, type GarmentContent } from '../content.ts';
import { distributor, sampleContext, samples } from '../samples.fixture.ts';
import { checkGarment } from './check.ts';

const english = JSON.parse(readFileSync(new URL('../../../messages/en.json', import.meta.url), 'utf8')) as Catalogue;
const base = distributor.draft;
const firstRow = groupOf(listOf(base['garments'])[0]);
const firstPrint = groupOf(listOf(base['imprints'])[0]);

const check = (draft: Json, context: Partial<CheckContext> = {}) => checkGarment(draft, sampleContext(context));
const withDraft = (over: JsonGroup): Json => ({ ...base, ...over });
const withRow = (over: JsonGroup): Json => withDraft({ garments: [{ ...firstRow, ...over }] });
const withCell = (typed: Json): Json => withRow({ sizes: { M: typed } });
const withPrint = (over: JsonGroup): Json => withDraft({ imprints: [{ ...firstPrint, ...over }] });
const withAddress = (over: JsonGroup): Json =>
  withDraft({ delivery: { ...groupOf(base['delivery']), address: { ...addressOfBase, ...over } } });
const addressOfBase = groupOf(groupOf(base['delivery'])['address']);

/** The refusals as `path code`, without the plugin's name in front. */
const refusals = (draft: Json, context: Partial<CheckContext> = {}): string[] => told(draft, 'refuse', context);
const warnings = (draft: Json, context: Partial<CheckContext> = {}): string[] => told(draft, 'warn', context);
const told = (draft: Json, severity: string, context: Partial<CheckContext>): string[] =>
  check(draft, context)
    .issues.filter((issue) => issue.severity === severity)
    .map(({ path, code }) => `${path} ${code.replace('garment.', '')}`);

const passed = (draft: Json, context: Partial<CheckContext> = {}): GarmentContent => {
  const { content, issues } = check(draft, context);
  expect(issues.filter(({ severity }) => severity === 'refuse')).toEqual([]);
  return content!;
};

describe('the check of a garment order', () => {
  it.each(samples.map((sample) => [sample.name, sample] as const))(
    '[G-02] [G-13] takes the order "%s" with every piece of it',
    (_, { draft, pieces }) => {
      expect(totalPieces(passed(draft))).toBe(pieces);
    },
  );

  it('[G-01] [G-02] [G-24] answers numbers read, so that nothing is typed again', () => {
    const content = passed(base);
    expect(content.garments[0]!.sizes).toEqual({ S: 12, M: 36, L: 48, XL: 36, '2XL': 12 });
    expect(content.imprints[1]).toMatchObject({ location: 'full-back', width: 12, height: 14, colors: 2 });
    expect(content.imprints[1]!.inks).toEqual([
      { name: 'White', code: '' },
      { name: '', code: '123 C' },
    ]);
  });

  it('[G-07] [G-29] lets content that passed pass again, unchanged', () => {
    for (const { draft } of samples) {
      const content = passed(draft);
      expect(passed(content)).toEqual(content);
    }
  });

  it('[G-11] asks for title, method and due date, and lets the PO number be empty', () => {
    expect(refusals(withDraft({ title: ' ', method: '', dueOn: '' }))).toEqual([
      'title title-missing',
      'method method-missing',
      'dueOn due-missing',
    ]);
    expect(passed(withDraft({ reference: '' })).reference).toBe('');
  });

  it('[G-12] refuses a row without a size', () => {
    const rows = listOf(base['garments']);
    expect(refusals(withDraft({ garments: [rows[0]!, { ...groupOf(rows[1]), sizes: {} }] }))).toEqual([
      'garments.1.sizes row-no-pieces',
    ]);
  });

  it('[G-12] asks for type and color of every garment, not for a brand', () => {
    const draft = withRow({ type: '', colorway: '', brand: '', style: '' });
    expect(refusals(draft)).toEqual(['garments.0.type type-missing', 'garments.0.colorway colorway-missing']);
    expect(warnings(draft)).toContain('garments.0.brand brand-missing');
  });

  it('[G-14] refuses an order of 0 pieces', () => {
    expect(refusals(withCell('0'))).toEqual(['garments.0.sizes no-pieces']);
    expect(refusals(withRow({ sizes: {} }))).toEqual(['garments.0.sizes no-pieces']);
    expect(refusals(withDraft({ garments: [] }))).toEqual(['garments rows-missing']);
  });

  it.each([
    ['-3', 'pieces-negative'],
    ['−3', 'pieces-negative'],
    ['2.5', 'pieces-fraction'],
    ['2,5', 'pieces-fraction'],
    ['½', 'pieces-fraction'],
    ['12.0', 'pieces-fraction'],
    ['a dozen', 'pieces-not-a-number'],
    ['1e3', 'pieces-not-a-number'],
    ['0x10', 'pieces-not-a-number'],
    ['1.200', 'pieces-ambiguous'],
    ['100000', 'pieces-many'],
    [-1, 'pieces-negative'],
    [1.5, 'pieces-fraction'],
    [true, 'pieces-not-a-number'],
    [['5'], 'pieces-not-a-number'],
  ])('[G-14] [abuse 8] refuses the cell %j as %s', (typed, code) => {
    expect(refusals(withCell(typed))).toEqual([`garments.0.sizes.M ${code}`]);
  });

  it.each([
    ['١٢', 12],
    ['۱۲', 12],
    ['１２', 12],
    [' 1,200 ', 1200],
    ['1 200', 1200],
    ['012', 12],
    [7, 7],
  ])('[G-14] reads the cell %j as %d', (typed, pieces) => {
    expect(passed(withCell(typed)).garments[0]!.sizes).toEqual({ M: pieces });
  });

  it('[G-14] [abuse 9] refuses more than 10,000 sizes at once, quickly', () => {
    const sizes = Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`size ${at}`, '1']));
    expect(refusals(withRow({ sizes }))).toContain('garments sizes-many');
  });

  it('[G-14] asks to check a very large order, and takes it', () => {
    expect(warnings(withCell('10001'))).toContain('garments large-order');
    expect(warnings(withCell('10000'))).not.toContain('garments large-order');
  });

  it('[G-14] refuses the same size under two names', () => {
    expect(refusals(withRow({ sizes: { XXL: '1', '2XL': '2' } }))).toEqual(['garments.0.sizes.2XL size-twice']);
  });

  it('[G-13] leaves out rows in which nothing was typed', () => {
    const draft = groupOf(blankDraft('in'));
    const rows = [...listOf(base['garments']), ...listOf(draft['garments'])];
    expect(passed(withDraft({ garments: rows, imprints: listOf(draft['imprints']) })).garments).toHaveLength(2);
  });

  it('[G-13] warns when youth sizes stand in a row of an adult style', () => {
    expect(warnings(withRow({ sizes: { YM: '4' } }))).toContain('garments.0.sizes.YM youth-on-adult');
    expect(warnings(withRow({ fit: 'youth', sizes: { M: '4' } }))).not.toContain('garments.0.sizes.YM youth-on-adult');
  });

  it('gives every row an id of its own, so that prints can name it', () => {
    const rows = listOf(base['garments']).map((row) => ({ ...groupOf(row), id: 'same' }));
    const ids = passed(withDraft({ garments: rows })).garments.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });

  it('[G-15] demands exactly one way of delivery', () => {
    expect(refusals(withDraft({ delivery: {} }))).toEqual(['delivery.method delivery-missing']);
    expect(refusals(withDraft({ delivery: { method: 'drone' } }))).toEqual(['delivery.method delivery-unknown']);
    expect(refusals(withDraft({ delivery: { method: ['pickup', 'shipping'] } }))).toContain('delivery.method not-text');
  });

  it('[G-15] demands an address for shipping, none for pickup', () => {
    expect(refusals(withDraft({ delivery: { method: 'shipping' } }))).toEqual([
      'delivery.address.street address-missing',
    ]);
    expect(refusals(withAddress({ street: '', city: '', country: '', company: '', name: '' }))).toEqual([
      'delivery.address.name address-name-missing',
      'delivery.address.street address-street-missing',
      'delivery.address.city address-city-missing',
      'delivery.address.country address-country-missing',
    ]);
    const pickup = passed(withDraft({ delivery: { method: 'pickup', address: addressOfBase } }));
    expect(pickup.delivery.address).toBeNull();
  });

  it('[G-15] only warns when the courier has no address', () => {
    expect(warnings(withDraft({ delivery: { method: 'courier' } }))).toContain('delivery.address address-courier');
  });

  it('[G-19] warns of a location without artwork, not of one with it, and stops neither', () => {
    const file = { id: 'f1', name: 'crest.pdf', bytes: 10 };
    const files = new Map([[file.id, file]]);
    const bare = 'imprints.0.files art-missing';
    expect(warnings(withPrint({ files: [] }))).toContain(bare);
    expect(warnings(withPrint({ files: ['f1'] }), { files })).not.toContain(bare);
    expect(refusals(withPrint({ files: [] }))).toEqual([]);
    expect(refusals(withPrint({ files: ['f1'] }), { files })).toEqual([]);
  });

  it('[G-16] takes any number of locations, named ones and others', () => {
    const prints = Array.from({ length: 12 }, (_, at) => ({ ...firstPrint, id: `i${at}` }));
    expect(passed(withDraft({ imprints: prints })).imprints).toHaveLength(12);
    expect(passed(withPrint({ location: 'other', label: 'Left cuff' })).imprints[0]).toMatchObject({
      label: 'Left cuff',
    });
    expect(refusals(withPrint({ location: 'other' }))).toEqual(['imprints.0.label location-label-missing']);
    expect(refusals(withPrint({ location: 'moon' }))).toEqual(['imprints.0.location location-unknown']);
    expect(warnings(withDraft({ imprints: [] }))).toContain('imprints imprints-missing');
    expect(refusals(withDraft({ imprints: 'front' }))).toEqual(['imprints imprint-unreadable']);
    expect(refusals(withDraft({ imprints: ['front'] }))).toEqual(['imprints.0 imprint-unreadable']);
  });

  it.each([
    [{ width: '-2' }, 'imprints.0.width length-negative'],
    [{ width: 'wide' }, 'imprints.0.width length-not-a-number'],
    [{ height: '0' }, 'imprints.0.height length-range'],
    [{ height: '25' }, 'imprints.0.height length-range'],
    [{ unit: 'cubit' }, 'imprints.0.unit unit-unknown'],
    [{ colors: '0' }, 'imprints.0.colors colors-range'],
    [{ colors: '13' }, 'imprints.0.colors colors-range'],
    [{ colors: '1.5' }, 'imprints.0.colors colors-fraction'],
    [{ colors: '-1' }, 'imprints.0.colors colors-negative'],
    [{ colors: 'many' }, 'imprints.0.colors colors-not-a-number'],
    [{ inkType: 'blood' }, 'imprints.0.inkType ink-type-unknown'],
    [{ method: 'magic' }, 'imprints.0.method method-unknown'],
  ])('[G-17] refuses %j', (over, expected) => {
    expect(refusals(withPrint(over))).toEqual([expected]);
  });

  it('[G-17] reads sizes in inches and millimetres, and keeps the unit', () => {
    expect(passed(withPrint({ width: '90', unit: 'mm' })).imprints[0]).toMatchObject({ width: 90, unit: 'mm' });
    expect(passed(withPrint({ width: '3 1/2"', unit: 'in' })).imprints[0]).toMatchObject({ width: 3.5, unit: 'in' });
    expect(passed(withPrint({ width: '90 mm', unit: 'in' })).imprints[0]).toMatchObject({ width: 3.54 });
    expect(passed(withPrint({ width: '٣٫٥' })).imprints[0]).toMatchObject({ width: 3.5 });
  });

  it('[G-17] takes full color, and more inks than colors with a warning', () => {
    expect(passed(withPrint({ colors: 'Full color' })).imprints[0]!.colors).toBe('full');
    const inks = [{ name: 'Red' }, { name: 'Blue' }];
    expect(warnings(withPrint({ colors: '1', inks }))).toContain('imprints.0.inks inks-more-than-colors');
  });

  it('[G-17] says when it assumed the coated Pantone book', () => {
    const draft = withPrint({ inks: [{ name: 'Red 186', code: '' }] });
    expect(warnings(draft)).toContain('imprints.0.inks.0.code ink-assumed');
    expect(passed(draft).imprints[0]!.inks).toEqual([{ name: 'Red', code: '186 C' }]);
  });

  it('[G-17] leaves a missing size, color or ink to the shop, and says so', () => {
    const print = { ...firstPrint, width: '', colors: '', inks: [] };
    expect(warnings(withDraft({ imprints: [print] }))).toEqual(
      expect.arrayContaining([
        'imprints.0.width size-missing',
        'imprints.0.colors colors-missing',
        'imprints.0.inks inks-missing',
      ]),
    );
  });

  it('refuses a print whose garments are all gone, because no garment would mean all', () => {
    expect(refusals(withPrint({ applies: ['g9'] }))).toEqual(['imprints.0.applies applies-gone']);
    expect(passed(withPrint({ applies: ['g1', 'g9'] })).imprints[0]!.applies).toEqual(['g1']);
    expect(passed(withPrint({ applies: 'g1' })).imprints[0]!.applies).toEqual(['g1']);
    expect(refusals(withPrint({ applies: { 0: 'g9' } }))).toEqual(['imprints.0.applies applies-gone']);
  });

  const facts: JsonGroup = {
    kind: 'png',
    security: {
      block: false,
      reasons: [],
      warnings: [],
    },
    raster: {
      width: 300,
      height: 300,
      hasAlpha: true,
    },
    surface: { transparent: true },
  };
  const fileOf = (id: string, found?: Json): readonly [string, FileFacts] => [
    id,
    { id, name: `${id}.png`, bytes: 9, ...(found !== undefined && { facts: found }) },
  ];

  it('[G-18] takes several files at a location, and refuses one that is not of this draft', () => {
    const files = new Map([fileOf('one'), fileOf('two')]);
    expect(passed(withPrint({ files: ['one', 'two'] }), { files }).imprints[0]!.files).toEqual(['one', 'two']);
    expect(refusals(withPrint({ files: ['one', 'three'] }), { files })).toEqual(['imprints.0.files.1 file-gone']);
  });

  it('[G-19] warns of a poor file at the file, and does not refuse it', () => {
    const files = new Map([fileOf('one', facts)]);
    const draft = withPrint({ files: ['one'] });
    expect(warnings(draft, { files })).toContain('imprints.0.files.0 art.poor-resolution');
    expect(refusals(draft, { files })).toEqual([]);
  });

  it('[G-19] refuses a file only when it may do harm', () => {
    const harmful = { ...facts, security: { block: true, reasons: ['executable'], warnings: [] } };
    const files = new Map([fileOf('one', harmful)]);
    expect(refusals(withPrint({ files: ['one'] }), { files })).toEqual(['imprints.0.files.0 art.unsafe']);
  });

  it('[G-19] does not wait for a file that is still being looked at', () => {
    const files = new Map([fileOf('one')]);
    expect(passed(withPrint({ files: ['one'] }), { files }).imprints[0]!.files).toEqual(['one']);
  });

  it('[G-32] [abuse 7] refuses prices that are sent along, wherever they are', () => {
    expect(refusals(withDraft({ price: 1 }))).toEqual(['price price-sent']);
    expect(refusals(withRow({ unitPrice: '0.01' }))).toEqual(['garments.0.unitPrice price-sent']);
    expect(refusals(withPrint({ setupFee: 0 }))).toEqual(['imprints.0.setupFee price-sent']);
    expect(refusals(withAddress({ discount: '100' }))).toEqual(['delivery.address.discount price-sent']);
  });

  it('[abuse 6] refuses fields that it does not know', () => {
    expect(refusals(withDraft({ status: 'approved' }))).toEqual(['status unknown-field']);
    expect(refusals(withRow({ gift: 'yes' }))).toEqual(['garments.0.gift unknown-field']);
  });

  it.each([null, 5, 'order', [], true])('refuses %j, which is no order', (draft) => {
    expect(refusals(draft)).toEqual([' not-an-order']);
  });

  it('refuses texts that no page has room for', () => {
    expect(refusals(withDraft({ title: 'x'.repeat(121) }))).toEqual(['title text-long']);
    expect(refusals(withDraft({ notes: 'x'.repeat(4001) }))).toEqual(['notes text-long']);
  });

  it('takes away characters that cannot be seen', () => {
    expect(passed(withDraft({ title: 'Spring\u0000 \n merch' })).title).toBe('Spring merch');
  });
});

describe('the dates of an order', () => {
  it.each([
    ['2026-02-30', 'due-invalid'],
    ['10.04.2026', 'due-invalid'],
    ['2026-01-14', 'due-past'],
    ['0026-04-10', 'due-past'],
    ['2029-01-01', 'due-far'],
  ])('[G-11] [abuse 21] refuse %s as %s', (dueOn, code) => {
    expect(refusals(withDraft({ dueOn, eventDate: '' }))).toEqual([`dueOn ${code}`]);
  });

  it('[G-11] go by the day at the shop, not by the server’s', () => {
    const now = new Date('2026-01-16T04:00:00Z');
    expect(refusals(withDraft({ dueOn: '2026-01-15' }), { now })).toEqual([]);
    const tokyo = { ...sampleContext().tenant, timeZone: 'Asia/Tokyo' };
    expect(refusals(withDraft({ dueOn: '2026-01-15' }), { now, tenant: tokyo })).toEqual(['dueOn due-past']);
  });

  it('[G-11] survive a zone that nobody knows', () => {
    const tenant = { ...sampleContext().tenant, timeZone: 'Mars/Olympus' };
    expect(refusals(base, { tenant })).toEqual([]);
  });

  it('[G-32] warn when the date is sooner than usual, and promise nothing', () => {
    expect(warnings(withDraft({ dueOn: '2026-01-20' }))).toContain('dueOn due-soon');
    expect(warnings(withDraft({ dueOn: '2026-01-29' }))).not.toContain('dueOn due-soon');
    expect(warnings(withDraft({ dueOn: '2026-01-20' }), { settings: { noticeDays: 0 } })).not.toContain(
      'dueOn due-soon',
    );
  });

  it('[G-29] let staff change an order that is late, but not date it back', () => {
    const content = passed(base);
    const later = new Date('2026-06-01T12:00:00Z');
    expect(passed({ ...content, title: 'Late' }, { now: later }).title).toBe('Late');
    expect(refusals({ ...content, dueOn: '2026-04-01' }, { now: later })).toEqual(['dueOn due-past']);
  });

  it('warn of an event before the due date', () => {
    expect(warnings(withDraft({ eventDate: '2026-04-09' }))).toContain('eventDate event-before-due');
    expect(refusals(withDraft({ eventDate: '2026-01-01' }))).toEqual(['eventDate event-past']);
    expect(refusals(withDraft({ eventDate: 'soon' }))).toEqual(['eventDate event-invalid']);
  });
});

describe('the settings of the shop', () => {
  it('send what it does not offer to staff, and refuse nothing for it', () => {
    const settings = { methods: ['embroidery'], locations: ['full-front'] };
    const { content, issues } = check(base, { settings });
    expect(content).toBeDefined();
    const referred = issues.filter(({ severity }) => severity === 'refer').map(({ code }) => code);
    expect(new Set(referred)).toEqual(new Set(['garment.method-not-offered', 'garment.location-not-offered']));
  });

  it('give way to the standard when they are from another version', () => {
    expect(refusals(base, { settings: { methods: 'none', goodDpi: 'x' } })).toEqual([]);
  });
});

describe('every issue', () => {
  const t = translator('en', english);

  it.each(checkCodes.map((code) => [code]))('%s says what is wrong and what to do next', (code) => {
    const key = `issue.garment.${code}`;
    expect(t(key)).not.toBe(key);
    expect(english[key]!.match(/[.;](?:\s|$)/g)!.length).toBeGreaterThan(1);
  });

  it('is sound, and fills every place of its message', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), odd, (sample, over) => {
        for (const issue of check({ ...sample.draft, ...groupOf(over) }).issues) {
          expect(Issue.safeParse(issue).success).toBe(true);
          expect(t(`issue.${issue.code}`, issue.params)).not.toMatch(/[{}]/);
        }
      }),
    );
  });
});

const anything = fc.jsonValue() as fc.Arbitrary<Json>;
const braceless = fc.string().map((text) => text.replace(/[{}]/g, ''));
const scalar: fc.Arbitrary<Json> = fc.oneof(braceless, fc.integer(), fc.boolean(), fc.constant(null), fc.double());
const oddRow = fc.dictionary(
  fc.constantFrom('id', 'type', 'colorway', 'sizes', 'width', 'colors', 'inks', 'location', 'files', 'applies'),
  fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.dictionary(braceless, scalar, { maxKeys: 3 })),
);
const odd: fc.Arbitrary<Json> = fc.record(
  {
    title: scalar,
    dueOn: scalar,
    garments: fc.oneof(scalar, fc.array(oddRow, { maxLength: 3 })),
    imprints: fc.oneof(scalar, fc.array(oddRow, { maxLength: 3 })),
    delivery: fc.oneof(scalar, fc.dictionary(fc.constantFrom('method', 'address', 'note'), scalar)),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Json>;

describe('the check as a whole', () => {
  it('stays quick with the most that a draft can hold', () => {
    const spaces = `1${' '.repeat(19_000)}1`;
    const sizes = Object.fromEntries(Array.from({ length: 45 }, (_, at) => [`size ${at}`, at % 2 ? '1' : '1 1']));
    const rows = Array.from({ length: 200 }, (_, at) => ({ ...firstRow, id: `g${at}`, sizes }));
    const inks = [{ name: spaces, code: spaces }];
    const prints = Array.from({ length: 30 }, (_, at) => ({ ...firstPrint, id: `i${at}`, width: '9 '.repeat(999) }));
    const garments = [{ ...firstRow, sizes: { M: spaces } }, ...rows.slice(1)];
    const started = performance.now();
    const { issues } = check({ ...base, garments, imprints: [{ ...firstPrint, inks }, ...prints.slice(1)] });
    expect(performance.now() - started).toBeLessThan(1000);
    expect(issues.length).toBeLessThanOrEqual(300);
  });

  it('never throws, whatever is sent', () => {
    fc.assert(fc.property(fc.oneof(anything, odd), (draft) => void check(draft)));
  });

  it('answers content exactly when nothing refuses', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), odd, fc.boolean(), (sample, over, clean) => {
        const { content, issues } = check(clean ? sample.draft : { ...sample.draft, ...groupOf(over) });
        expect(content === undefined).toBe(refuses(issues));
      }),
    );
  });

  it('[G-14] keeps every piece: the total is the sum of the cells', () => {
    const cells = fc.dictionary(fc.constantFrom('S', 'M', 'L', 'XL', '2XL'), fc.integer({ min: 1, max: 500 }), {
      minKeys: 1,
    });
    fc.assert(
      fc.property(fc.array(cells, { minLength: 1, maxLength: 5 }), (rows) => {
        const garments = rows.map((sizes, at) => ({
          ...firstRow,
          id: `g${at}`,
          sizes: Object.fromEntries(Object.entries(sizes).map(([size, pieces]) => [size, String(pieces)])),
        }));
        const sum = rows.flatMap((sizes) => Object.values(sizes)).reduce((total, pieces) => total + pieces, 0);
        expect(totalPieces(passed(withDraft({ garments, imprints: [] })))).toBe(sum);
      }),
    );
  });
});
