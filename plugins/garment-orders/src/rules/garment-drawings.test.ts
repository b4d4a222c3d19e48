import { describe, expect, it } from 'vitest';
import { garmentTypes } from './garment-types.ts';
import { locationOf, locations } from './locations.ts';
import { picturesFor, pictureAt, pictureOf, typesOf } from './garment-drawings.ts';

const idsOf = (types: readonly string[]): readonly string[] => picturesFor(types, locations).map(({ id }) => id);
const placesOf = (types: readonly string[]): readonly string[] =>
  picturesFor(types, locations).flatMap(({ places }) => places.map(({ id }) => id));

describe('the pictures of an order', () => {
  it.each([
    [['tee'], ['front', 'back', 'left', 'right']],
    [['tank'], ['front', 'back']],
    [['cap'], ['cap-front', 'cap-left', 'cap-back']],
    [['bag'], ['bag-front']],
    [['bottoms'], ['leg-front', 'leg-left', 'leg-right']],
    [
      ['tee', 'cap'],
      ['front', 'back', 'left', 'right', 'cap-front', 'cap-left', 'cap-back'],
    ],
    [[], ['front', 'back', 'left', 'right']],
    [['other'], ['front', 'back', 'left', 'right']],
  ])('[G-16] for %j are %j', (types, pictures) => {
    expect(idsOf(types)).toEqual(pictures);
  });

  it('[G-16] offer front, back and left chest on a T-shirt', () => {
    expect(placesOf(['tee'])).toEqual(expect.arrayContaining(['full-front', 'full-back', 'left-chest']));
  });

  it('offer long sleeves only where there are some, and a hood on a hoodie', () => {
    expect(placesOf(['tee'])).not.toContain('left-long-sleeve');
    expect(placesOf(['hoodie'])).toEqual(expect.arrayContaining(['left-long-sleeve', 'hood']));
  });

  it('show each place once, and only what the shop offers', () => {
    const all = placesOf(garmentTypes.map(({ id }) => id));
    expect(new Set(all).size).toBe(all.length);
    const few = locations.filter(({ id }) => id === 'left-chest');
    expect(picturesFor(['tee'], few).map(({ id }) => id)).toEqual(['front']);
  });

  it('have a drawing for every place of the list, except "another place"', () => {
    for (const place of locations) {
      const isAnywhere = place.on === 'any';
      expect(pictureOf(place) === undefined).toBe(isAnywhere);
      expect(pictureAt(place, ['tee']) === undefined).toBe(isAnywhere);
    }
  });

  it('never swap the wearer’s left and right', () => {
    expect(locationOf('left-chest')!.spot.x).toBeGreaterThan(0.5);
    expect(pictureAt(locationOf('left-sleeve')!, ['tee'])!.mirrored).toBe(false);
    expect(pictureAt(locationOf('right-sleeve')!, ['tee'])!.mirrored).toBe(true);
  });

  it('are chosen by the types of the garments, each once', () => {
    expect(typesOf([{ type: 'tee' }, { type: '' }, { type: 'tee' }, { type: 'cap' }])).toEqual(['tee', 'cap']);
  });
});
