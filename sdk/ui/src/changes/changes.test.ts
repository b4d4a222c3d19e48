import { describe, expect, it } from 'vitest';
import { changeAt, goneOf, isNewRow, valueText } from './changes.ts';

const changes = [
  { path: 'dueOn', label: 'Due date', before: '2027-05-18', after: '2027-05-20' },
  { path: 'garments.1.id', label: '', after: 'g9' },
  { path: 'garments.1.sizes.S', label: 'Pieces', after: 5 },
  { path: 'garments.2.id', label: '', before: 'g3' },
  { path: 'garments.2.brand', label: 'Brand', before: 'Gildan' },
];

describe('what staff changed', () => {
  it('[G-29] is found by the field', () => {
    expect(changeAt(changes, 'dueOn')?.before).toBe('2027-05-18');
    expect(changeAt(changes, 'title')).toBeUndefined();
  });

  it('tells a new row from a changed one', () => {
    expect([0, 1, 2].map((at) => isNewRow(changes, `garments.${at}`))).toEqual([false, true, false]);
  });

  it('lists what went, without ids', () => {
    expect(goneOf(changes).map(({ path }) => path)).toEqual(['garments.2.brand']);
  });

  it('reads stored values as text', () => {
    expect([12, 'x', null, undefined, true].map(valueText)).toEqual(['12', 'x', '', '', 'yes']);
  });
});
