import type { Json } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import type { GarmentContent } from './content.ts';
import { mergePart } from './merge.ts';
import { printOfFile } from './reuse.ts';

const old = '0190a000-0000-7000-8000-0000000000a1';
const copy = '0190a000-0000-7000-8000-0000000000a2';

const imprint = {
  id: 'i1',
  location: 'left-chest',
  label: '',
  method: '',
  width: 3,
  height: '',
  unit: 'in',
  colors: 2,
  inks: [{ name: 'White', code: '' }],
  inkType: '',
  underbase: '',
  placement: '2 in below the collar',
  note: 'For the spring team',
  applies: ['g1'],
  inkByGarment: {},
  files: [old],
} as const;
const content = { method: 'screen-print', imprints: [imprint] } as unknown as GarmentContent;

const print = {
  location: 'left-chest',
  label: '',
  method: 'screen-print',
  width: '3',
  height: '',
  unit: 'in',
  colors: '2',
  inks: [{ name: 'White', code: '' }],
  inkType: '',
  underbase: '',
  placement: '2 in below the collar',
};

/** The form as the platform hands it on: the copy is in the row already. */
const merged = (row: object, more: Json = print, method = 'screen-print'): Json => {
  const step = `use-file:imprints.0.files.${old} ${JSON.stringify(more)}`;
  const form = { imprints: [{ id: 'i1', ...row, files: [copy] }], _do: step } as unknown as Json;
  return (mergePart({ method }, 'artwork', form) as { readonly imprints: readonly Json[] }).imprints[0]!;
};

describe('a design that is used again', () => {
  it('brings where, how large and in what it was printed last; not for whom, nor on which garments', () => {
    expect(printOfFile(content, old)).toEqual(print);
  });

  it('brings nothing where it was no artwork of a print', () => {
    expect(printOfFile(content, copy)).toBeNull();
  });

  it('fills in an empty row, and leaves a method that is the order’s to the order', () => {
    expect(merged({})).toMatchObject({ ...print, method: '', note: '', applies: [], files: [copy] });
    expect(merged({}, print, 'embroidery')).toMatchObject({ method: 'screen-print' });
  });

  it('changes nothing that is typed already', () => {
    const typed = { location: 'full-back', height: '12', unit: 'mm', inks: [{ name: 'Gold', code: '' }] };
    expect(merged(typed)).toMatchObject({ ...typed, width: '', colors: '2' });
  });

  it.each([['{"location":'], ['[]'], ['{"location":{"a":1},"inks":"none"}']])('takes no harm from %s', (posted) => {
    const form = { imprints: [{ id: 'i1', files: [copy] }], _do: `use-file:imprints.0.files.${old} ${posted}` };
    expect(mergePart({}, 'artwork', form)).toMatchObject({ imprints: [{ location: '', files: [copy] }] });
  });
});
