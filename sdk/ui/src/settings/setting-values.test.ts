import { describe, expect, it } from 'vitest';
import { readSettingFields } from './setting-fields.ts';
import { settingsFromForm, valueAt } from './setting-values.ts';

const fields = readSettingFields({
  type: 'object',
  properties: {
    name: { type: 'string' },
    days: { type: 'integer' },
    open: { type: 'boolean' },
    key: { type: 'string', visibility: 'secret' },
    services: { type: 'array', items: { type: 'string', enum: ['screen', 'embroidery'] } },
    mails: { type: 'array', items: { type: 'string' } },
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

function settings(...pairs: readonly (readonly [string, string])[]): Record<string, unknown> {
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  return settingsFromForm(fields, form);
}

describe('settings read from a posted form', () => {
  it('have the shape of their paths', () => {
    const posted = settings(
      ['name', 'Northfield'],
      ['days', '5'],
      ['open', 'on'],
      ['services', 'screen'],
      ['services', 'embroidery'],
      ['mails', 'a@x.test\r\n\r\n b@x.test '],
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
