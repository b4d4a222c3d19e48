import { describe, expect, it } from 'vitest';
import { customerColumns, linesOf } from './customer-lines.ts';

const bare = { name: 'Smith', slug: 'smith', email: null, phone: null, note: null, contacts: [], addresses: [] };
const ann = { name: 'Ann', email: 'ann@smith.test', phone: '1', rights: ['order', 'pay'] };

/** A line by its columns, without what is empty. */
const named = (cells: readonly (string | null)[]) =>
  Object.fromEntries(customerColumns.flatMap((column, at) => (cells[at] === null ? [] : [[column, cells[at]]])));

describe('the lines of a customer that is taken along', () => {
  it('are one for a customer that has nothing', () => {
    expect(linesOf(bare).map(named)).toEqual([{ name: 'Smith', link: 'smith' }]);
  });

  it('have a person and an address each, and the customer’s own facts once', () => {
    const bob = { ...ann, name: 'Bob', email: 'bob@smith.test', phone: null };
    const dock = { label: 'Dock', value: { street: 'Kai 3', city: 'Hamburg', gate: '7' } };
    const lines = linesOf({ ...bare, email: 'a@b.test', note: 'Pays late.', contacts: [ann, bob], addresses: [dock] });
    expect(lines.map(named)).toEqual([
      {
        name: 'Smith',
        link: 'smith',
        email: 'a@b.test',
        note: 'Pays late.',
        contactName: 'Ann',
        contactEmail: 'ann@smith.test',
        contactPhone: '1',
        contactRights: 'order pay',
        addressLabel: 'Dock',
        'address-street': 'Kai 3',
        'address-city': 'Hamburg',
      },
      { name: 'Smith', link: 'smith', contactName: 'Bob', contactEmail: 'bob@smith.test', contactRights: 'order pay' },
    ]);
    expect(lines.every((line) => line.length === customerColumns.length)).toBe(true);
  });
});
