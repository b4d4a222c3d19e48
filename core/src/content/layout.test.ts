import type { ContentField, FieldPlace } from '@docket/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laidOut, otherwise, type FormLayout } from './layout.ts';

const field = (path: string, optional?: FieldPlace): ContentField => ({
  path,
  label: `x.${path}`,
  part: 'what',
  ...(optional && { optional }),
});
const kind = { fields: [field('title'), field('reference', 'aside'), field('stops.*.dock', 'shown')] };
const placesOf = (layout: FormLayout) => laidOut(kind, layout).map(({ field: { path }, place }) => [path, place]);

describe('where the optional fields of a form stand', () => {
  it('[T-52] is where the kind puts them until the shop says otherwise', () => {
    expect(placesOf({})).toEqual([
      ['reference', 'aside'],
      ['stops.*.dock', 'shown'],
    ]);
    expect(placesOf({ reference: 'shown', 'stops.*.dock': 'aside' })).toEqual([
      ['reference', 'shown'],
      ['stops.*.dock', 'aside'],
    ]);
  });

  it('is of optional fields alone: what must be filled in, and what there is no more, cannot be put away', () => {
    expect(placesOf({ title: 'aside', gone: 'aside' })).toEqual(placesOf({}));
  });

  it('is kept as far as it differs from the kind’s own', () => {
    expect(otherwise(kind, { reference: 'shown', 'stops.*.dock': 'shown' })).toEqual({ reference: 'shown' });
    expect(otherwise(kind, { reference: 'aside', gone: 'aside' })).toEqual({});
  });

  it('is the same whether all of it was kept or only what differs', () => {
    const place = fc.constantFrom<FieldPlace>('shown', 'aside');
    const layouts = fc.dictionary(fc.constantFrom('title', 'reference', 'stops.*.dock', 'gone'), place);
    fc.assert(
      fc.property(layouts, (layout) => {
        expect(placesOf(otherwise(kind, layout))).toEqual(placesOf(layout));
      }),
    );
  });
});
