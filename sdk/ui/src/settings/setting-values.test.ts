import { describe, expect, it } from 'vitest';
import { readSettingFields } from './setting-fields.ts';
import { searchOf, settingsFromForm, valueAt } from './setting-values.ts';

const fields = readSettingFields({
  type: 'object',
  properties: {
    name: { type: 'string' },
    days: { type: 'integer' },
    open: { type: 'boolean' },
    key: { type: 'string', visibility: 'secret' },
    services: { type: 'array', items: { type: 'string', enum: ['screen', 'embroidery'] } },
    mails: { type: 'array', items: { type: 'string' } },
    buyers: { type: 'array', items: { type: 'string' }, control: 'customers' },
    rush: { type: 'object', properties: { fee: { type: 'number' } } },
    limits: {
      type: 'array',
      items: {
        type: 'object',
        properties: { place: { type: 'string' }, width: { type: 'number' }, on: { type: 'boolean' } },
      },
    },
  },
});

type Pairs = readonly (readonly [string, string])[];

function formOf(pairs: Pairs): FormData {
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  return form;
}

const settings = (...pairs: Pairs): Record<string, unknown> => settingsFromForm(fields, formOf(pairs));

describe('settings read from a posted form', () => {
  it('have the shape of their paths', () => {
    const posted = settings(
      ['name', 'Northfield'],
      ['days', '5'],
      ['open', 'on'],
      ['services', 'screen'],
      ['services', 'embroidery'],
      ['mails', 'a@x.test\r\n\r\n b@x.test '],
      ['buyers', 'c1'],
      ['buyers', 'c2'],
      ['buyers', 'c1'],
      ['rush.fee', '12.5'],
      ['limits.0.place', 'Left chest'],
      ['limits.0.width', '4'],
    );
    expect(posted).toEqual({
      name: 'Northfield',
      days: 5,
      open: true,
      services: ['screen', 'embroidery'],
      mails: ['a@x.test', 'b@x.test'],
      buyers: ['c1', 'c2'],
      rush: { fee: 12.5 },
      limits: [{ place: 'Left chest', width: 4, on: false }],
    });
  });

  it('leave out what was left empty, so that a default or a wider scope holds', () => {
    expect(settings(['name', ' '], ['days', ''])).not.toHaveProperty('name');
    expect(settings(['days', ''])).not.toHaveProperty('days');
  });

  it('keep a number that is none as it was typed, for the error to quote', () => {
    expect(settings(['days', 'five'])).toMatchObject({ days: 'five' });
    expect(settings(['days', 'Infinity'])).toMatchObject({ days: 'Infinity' });
  });

  it('take a box that was not posted as unticked', () => {
    expect(settings()).toMatchObject({ open: false });
  });

  it.each([
    ['on', { open: true }],
    ['off', { open: false }],
    ['', {}],
  ])('read a switch that may be left to a wider scope: “%s” is %j', (posted, switched) => {
    const { open } = settings(['open', posted]);
    expect(open === undefined ? {} : { open }).toEqual(switched);
  });

  it('drop rows that are empty or ticked for removal, and keep the others in their order', () => {
    const posted = settings(
      ['limits.10.place', 'Back'],
      ['limits.2.place', 'Sleeve'],
      ['limits.3.place', 'Front'],
      ['limits.3.$remove', 'on'],
      ['limits.11.place', ''],
    );
    expect(posted['limits']).toEqual([
      { place: 'Sleeve', on: false },
      { place: 'Back', on: false },
    ]);
  });

  it('leave a secret alone when nothing was typed, replace it when something was, forget it when asked', () => {
    expect(settings(['key', ''])).not.toHaveProperty('key');
    expect(settings(['key', 'sk_1'])).toMatchObject({ key: 'sk_1' });
    expect(settings(['key', ''], ['key.$forget', 'on'])).toMatchObject({ key: null });
  });

  it('ignore names that belong to no setting', () => {
    expect(settings(['__proto__.polluted', 'x'], ['limits.x.place', 'y'])).toMatchObject({ limits: [] });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('a posted form that looks for customers', () => {
  it.each<[string, Pairs, object | undefined]>([
    ['a button of the form', [['buyers.$words', 'north']], undefined],
    [
      'the button of a search',
      [
        ['$find', 'buyers'],
        ['buyers.$words', ' north '],
      ],
      { path: 'buyers', words: 'north' },
    ],
    ['the same without words', [['$find', 'buyers']], { path: 'buyers', words: '' }],
    [
      'Enter beside words that were typed',
      [
        ['buyers.$words', ''],
        ['sellers.$words', 'ruiz'],
        ['$find', ''],
      ],
      { path: 'sellers', words: 'ruiz' },
    ],
    [
      'Enter where none were',
      [
        ['buyers.$words', ' '],
        ['$find', ''],
      ],
      undefined,
    ],
  ])('asks by %s', (_by, pairs, search) => {
    expect(searchOf(formOf(pairs))).toEqual(search);
  });
});

describe('the value at a path', () => {
  it.each([
    ['limits.1.width', 3],
    ['limits.7.width', undefined],
    ['constructor', undefined],
    ['limits.length.x', undefined],
  ])('%s is %s', (path, value) => {
    expect(valueAt({ limits: [{ width: 4 }, { width: 3 }] }, path)).toBe(value);
  });
});
