import { readForm } from '@docket/sdk/form';
import type { Json } from '@docket/sdk';
import { groupOf, listOf, textOf, type JsonGroup } from '@docket/sdk/content';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankDraft } from './blank.ts';
import { checkGarment } from './check/check.ts';
import { parts } from './fields.ts';
import { mergePart } from './merge.ts';
import { distributor, sampleContext, samples } from './samples.fixture.ts';

const blank = blankDraft('in');
const merged = (part: string, entries: readonly (readonly [string, string])[], draft: Json = blank): JsonGroup =>
  groupOf(mergePart(draft, part, readForm(entries)));
const rowsOf = (draft: JsonGroup, key: string): readonly JsonGroup[] => listOf(draft[key]).map(groupOf);

/** The form that a browser posts for a part of a draft: every text by its path, every list with its brackets. */
function formOf(draft: JsonGroup, part: string): [string, string][] {
  const keys = parts.find(({ id }) => id === part)!.keys;
  return keys.flatMap((key) => entriesOf(draft[key]!, key));
}

function entriesOf(value: Json, path: string): [string, string][] {
  if (Array.isArray(value) && /\.(applies|files)$/.test(path)) return value.map((id) => [`${path}[]`, textOf(id)]);
  if (typeof value !== 'object' || value === null) return [[path, typeof value === 'string' ? value : String(value)]];
  return Object.entries(value).flatMap(([key, child]) => entriesOf(child, `${path}.${key}`));
}

describe('merging a part of a form', () => {
  it('[G-10] [G-11] brings what was typed into the draft and leaves the other parts alone', () => {
    const draft = merged('basics', [
      ['title', ' Spring merch '],
      ['dueOn', 'soon'],
      ['firm', ''],
      ['firm', 'yes'],
    ]);
    expect(draft).toEqual({ ...groupOf(blank), title: ' Spring merch ', dueOn: 'soon', firm: 'yes' });
  });

  it('[G-12] [G-13] reads several rows with a size run each, wrong cells as typed', () => {
    const draft = merged('garments', [
      ['garments.0.id', 'g1'],
      ['garments.0.colorway', 'Navy'],
      ['garments.0.sizes.M', '12'],
      ['garments.0.sizes.L', ''],
      ['garments.0.sizes.XXL', 'two'],
      ['garments.3.id', 'g7'],
      ['garments.3.fit', 'youth'],
      ['garments.3.sizes.S', '4'],
      ['notes', 'fold'],
    ]);
    expect(rowsOf(draft, 'garments').map(({ id, sizes }) => [id, sizes])).toEqual([
      ['g1', { M: '12', '2XL': 'two' }],
      ['g7', { YS: '4' }],
    ]);
    expect(draft['notes']).toBe('fold');
  });

  it('keeps two cells of one size apart, so that neither is lost', () => {
    const draft = merged('garments', [
      ['garments.0.sizes.2XL', '1'],
      ['garments.0.sizes.XXL', '2'],
    ]);
    expect(rowsOf(draft, 'garments')[0]!['sizes']).toEqual({ '2XL': '1', XXL: '2' });
    const other = merged('garments', [
      ['garments.0.fit', 'youth'],
      ['garments.0.sizes.S', '1'],
      ['garments.0.sizes.YS', '2'],
    ]);
    expect(rowsOf(other, 'garments')[0]!['sizes']).toEqual({ S: '1', YS: '2' });
  });

  it('[G-16] [G-17] [G-18] reads locations with inks, rows and files', () => {
    const draft = merged('artwork', [
      ['imprints.0.id', 'i1'],
      ['imprints.0.location', 'left-chest'],
      ['imprints.0.inks.0.name', 'White'],
      ['imprints.0.inks.1.name', ''],
      ['imprints.0.applies[]', 'g1'],
      ['imprints.0.files[]', 'a'],
      ['imprints.0.files[]', 'b'],
      ['imprints.0.files[]', 'a'],
    ]);
    expect(rowsOf(draft, 'imprints')[0]).toMatchObject({
      location: 'left-chest',
      inks: [{ name: 'White', code: '' }],
      applies: ['g1'],
      files: ['a', 'b'],
    });
  });

  it('[G-32] takes no field that the form does not have', () => {
    const draft = merged('garments', [
      ['garments.0.price', '1'],
      ['price', '1'],
      ['title', 'x'],
      ['_base', '3'],
    ]);
    expect(draft).toEqual({ ...groupOf(blank), garments: [expect.not.objectContaining({ price: '1' })], notes: '' });
  });

  it.each(samples.map((sample) => [sample.name, sample.draft] as const))(
    '[G-07] brings "%s" through the form without a loss',
    (_, draft) => {
      let again: JsonGroup = groupOf(blank);
      for (const { id } of parts) again = merged(id, formOf(draft, id), again);
      const [direct, typed] = [checkGarment(draft, sampleContext()), checkGarment(again, sampleContext())];
      expect(typed).toEqual(direct);
    },
  );

  it('[G-29] lets staff send a part of an order that passed, and it passes again', () => {
    const { content } = checkGarment(distributor.draft, sampleContext());
    for (const { id } of parts) {
      const again = merged(id, formOf(groupOf(content), id), content);
      expect(checkGarment(again, sampleContext()).content).toEqual(content);
    }
  });
});

describe('a step without script', () => {
  const two = [
    ['garments.0.id', 'g1'],
    ['garments.0.colorway', 'Navy'],
    ['garments.0.sizes.M', '5'],
    ['garments.1.id', 'g2'],
    ['garments.1.colorway', 'Red'],
  ] as const;
  const colors = (draft: JsonGroup): string[] => rowsOf(draft, 'garments').map((row) => textOf(row['colorway']));

  it('[G-13] adds, copies and removes rows, after what was typed is taken in', () => {
    expect(colors(merged('garments', [...two, ['_do', 'add:garments']]))).toEqual(['Navy', 'Red', '']);
    expect(colors(merged('garments', [...two, ['_do', 'copy:garments.0']]))).toEqual(['Navy', 'Navy', 'Red']);
    expect(colors(merged('garments', [...two, ['_do', 'remove:garments.0']]))).toEqual(['Red']);
  });

  it('[G-13] gives copies an id of their own, and never a used one', () => {
    const copied = rowsOf(merged('garments', [...two, ['_do', 'copy:garments.0']]), 'garments');
    expect(new Set(copied.map(({ id }) => id)).size).toBe(3);
    expect(copied[1]!['sizes']).toEqual({ M: '5' });
  });

  it('leaves one row to type in when the last one is removed', () => {
    expect(colors(merged('garments', [...two.slice(0, 2), ['_do', 'remove:garments.0']]))).toEqual(['']);
  });

  it('[G-16] [G-18] works on locations, their inks and their files', () => {
    const print = [
      ['imprints.0.id', 'i1'],
      ['imprints.0.unit', 'mm'],
      ['imprints.0.inks.0.name', 'White'],
      ['imprints.0.files[]', 'a'],
      ['imprints.0.files[]', 'b'],
    ] as const;
    const first = (step: string): JsonGroup => rowsOf(merged('artwork', [...print, ['_do', step]]), 'imprints')[0]!;
    expect(rowsOf(merged('artwork', [...print, ['_do', 'add:imprints']]), 'imprints')[1]).toMatchObject({ unit: 'mm' });
    expect(first('remove-file:imprints.0.a')['files']).toEqual(['b']);
    expect(first('add:imprints.0.inks')['inks']).toHaveLength(2);
    expect(first('remove:imprints.0.inks.0')['inks']).toEqual([]);
  });

  it.each(['', 'add', 'add:imprints', 'remove:garments.9', 'copy:garments', 'explode:garments.0', 'add:__proto__'])(
    'changes nothing for "%s"',
    (step) => {
      expect(colors(merged('garments', [...two, ['_do', step]]))).toEqual(['Navy', 'Red']);
    },
  );
});

describe('merging anything', () => {
  const anything = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
  const partIds = fc.constantFrom(...parts.map(({ id }) => id), 'unknown', '__proto__', 'constructor');
  const oddForm = fc.dictionary(
    fc.constantFrom('title', 'garments', 'notes', 'delivery', 'imprints', 'artNotes', '_do'),
    fc.oneof(anything, fc.array(fc.dictionary(fc.constantFrom('id', 'sizes', 'inks', 'files', 'applies'), anything))),
  ) as fc.Arbitrary<Json>;

  it('never throws, and changes only the keys of its part', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.constant(blank)), partIds, fc.oneof(anything, oddForm), (draft, part, form) => {
        const after = groupOf(mergePart(draft, part, form));
        const own = parts.find(({ id }) => id === part)?.keys ?? [];
        const before =
          draft !== null && typeof draft === 'object' && !Array.isArray(draft) ? groupOf(draft) : groupOf(blank);
        for (const key of Object.keys(after)) if (!own.includes(key)) expect(after[key]).toEqual(before[key]);
      }),
    );
  });

  it('gives every row an id that a form can name, once', () => {
    fc.assert(
      fc.property(oddForm, (form) => {
        const ids = rowsOf(groupOf(mergePart(blank, 'garments', form)), 'garments').map(({ id }) => textOf(id));
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]*$/i);
      }),
    );
  });

  it('is the same the second time', () => {
    for (const { draft } of samples) {
      for (const { id } of parts) {
        const once = merged(id, formOf(draft, id), draft);
        expect(merged(id, formOf(once, id), once)).toEqual(once);
      }
    }
  });
});
