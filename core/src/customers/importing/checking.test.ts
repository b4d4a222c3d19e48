import { contactRights, ordinaryRights } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { planOf } from './checking.ts';
import type { ImportField } from './mapping.ts';

/** Rows below a header; the columns are those of the fields. */
const plan = (columns: readonly (ImportField | null)[], ...rows: readonly (readonly string[])[]) =>
  planOf(
    rows.map((cells, nth) => ({ at: nth + 2, cells })),
    columns,
  );
const person = ['name', 'contactName', 'contactEmail', 'contactPhone', 'contactRights'] as const;
const place = ['name', 'addressLabel', 'address-street', 'address-city'] as const;

describe('customers in a file', () => {
  it('have several people and addresses on rows of the same link, or without one of the same name', () => {
    const { drafts, faults } = plan(
      ['name', 'link', 'contactEmail', 'addressLabel', 'address-street'],
      ['Smith', 'smith', 'Ann@Smith.test', 'Dock', 'Kai 3'],
      ['Jones', '', 'tom@jones.test', '', ''],
      ['Smith', 'smith', 'bob@smith.test', 'Office', 'Markt 1'],
      ['JONES', '', '', '', ''],
      ['Smith', 'smith-2', '', '', ''],
    );
    expect(faults).toMatchObject(
      [
        { at: 5, code: 'customer-differs', value: 'JONES' },
        { at: 3, code: 'with-another' },
      ].toReversed(),
    );
    expect(drafts).toMatchObject([
      {
        rows: [2, 4],
        name: 'Smith',
        link: 'smith',
        contacts: [
          { name: 'Smith', email: 'ann@smith.test', rights: contactRights },
          { name: 'Smith', email: 'bob@smith.test', rights: ordinaryRights },
        ],
        addresses: [
          { label: 'Dock', value: { street: 'Kai 3' } },
          { label: 'Office', value: { street: 'Markt 1' } },
        ],
      },
      { rows: [6], link: 'smith-2', contacts: [] },
    ]);
  });

  it('take the name of a person where there is no company; two of one name stay two', () => {
    const { drafts } = plan(
      ['name', 'contactFirstName', 'contactLastName', 'contactEmail'],
      ['', 'Pat', 'Smith', 'pat@a.test'],
      ['', 'Pat', 'Smith', 'pat@b.test'],
      ['', '', '', 'only@c.test'],
    );
    expect(drafts.map(({ name, contacts }) => [name, contacts[0]!.name])).toEqual([
      ['Pat Smith', 'Pat Smith'],
      ['Pat Smith', 'Pat Smith'],
      ['only@c.test', 'only@c.test'],
    ]);
  });

  it('keep people without an e-mail address in the note', () => {
    const { drafts } = plan(
      ['name', 'note', 'contactName', 'contactPhone', 'contactEmail'],
      ['Smith', 'Pays late.', 'Ann', '1', ''],
      ['Smith', '', 'Bob', '', ''],
      ['Smith', '', 'Kim', '2', 'kim@smith.test'],
      ['Jones', '', 'Jones', '', ''],
    );
    expect(drafts.map(({ note }) => note)).toEqual(['Pays late.\nAnn, 1\nBob', null]);
  });

  it('know an address without a name by its first part, and number those that would be known by the same', () => {
    const rows = [
      ['Smith', '', 'Kai 3', 'Hamburg'],
      ['Smith', '', 'Kai 3', 'Hamburg'],
      ['Smith', '', 'Kai 3', 'Kiel'],
    ];
    expect(plan(place, ...rows).drafts[0]!.addresses.map(({ label }) => label)).toEqual(['Kai 3', 'Kai 3 2']);
  });

  it('take rights as our export writes them', () => {
    const { drafts } = plan(person, ['A', 'Ann', 'a@a.test', '', 'pay order'], ['A', 'Bob', 'b@a.test', '', 'none']);
    expect(drafts[0]!.contacts.map(({ rights }) => rights)).toEqual([['order', 'pay'], []]);
  });

  it.each([
    ['no name', person, ['', '', '', '555', ''], { column: null, code: 'name-missing' }],
    ['a name without end', person, ['x'.repeat(161), '', '', '', ''], { column: 0, code: 'too-long' }],
    [
      'no e-mail address',
      person,
      ['A', 'Ann', 'ann at a.test', '', ''],
      { column: 2, code: 'no-email', value: 'ann at a.test' },
    ],
    ['a telephone number without end', person, ['A', '', '', '1'.repeat(41), ''], { column: 3, code: 'no-phone' }],
    ['a right that there is not', person, ['A', '', 'a@a.test', '', 'order fly'], { column: 4, code: 'no-right' }],
    ['an address that is empty', place, ['A', 'Dock', '', ''], { column: 1, code: 'address-empty' }],
    ['a part of an address without end', place, ['A', 'Dock', 'x'.repeat(201), ''], { column: 2, code: 'too-long' }],
    ['a link of no form', ['name', 'link'] as const, ['A', 'a b'], { column: 1, code: 'no-link' }],
    ['a note without end', ['name', 'note'] as const, ['A', 'x'.repeat(4001)], { column: 1, code: 'too-long' }],
  ])('are left out for %s', (_, columns, row, fault) => {
    const { drafts, faults } = plan(columns, row);
    expect([drafts, faults]).toEqual([[], [expect.objectContaining({ at: 2, ...fault })]]);
  });

  it.each([
    ['the customer', ['name', 'phone'] as const, ['A', '1'], ['A', '2'], 'customer-differs'],
    ['a person', person, ['A', 'Ann', 'a@a.test', '', ''], ['A', 'Bob', 'a@a.test', '', ''], 'person-differs'],
    ['an address', place, ['A', 'Dock', 'Kai 3', ''], ['A', 'Dock', 'Kai 4', ''], 'address-differs'],
  ])('are left out whole where two rows say different things of %s', (_, columns, one, other, code) => {
    const { drafts, faults } = plan(columns, one, other, ['B', ...one.slice(1)]);
    expect(drafts.map(({ name }) => name)).toEqual(['B']);
    expect(faults.map((fault) => [fault.at, fault.code])).toEqual([
      [2, 'with-another'],
      [3, code],
    ]);
  });

  it('may say the same twice', () => {
    const row = ['A', 'Ann', 'a@a.test', '1', 'order'];
    expect(plan(person, row, row, ['A', '', 'a@a.test', '', ''])).toMatchObject({
      drafts: [{ rows: [2, 3, 4], contacts: [{ name: 'Ann' }] }],
      faults: [],
    });
  });

  it('have a hundred people at most', () => {
    const rows = Array.from({ length: 101 }, (_, nth) => ['A', '', `${nth}@a.test`, '', '']);
    expect(plan(person, ...rows.slice(1)).drafts).toHaveLength(1);
    expect(plan(person, ...rows).faults[0]).toMatchObject({ at: 2, code: 'too-many' });
  });

  it('lose no row: each is part of a customer, or is named', () => {
    const rows = [
      ['A', '', 'x', '', ''],
      ['A', '', 'a@a.test', '', ''],
      ['B', '', '', '', ''],
      ['', '', '', '1', ''],
    ];
    const { drafts, faults } = plan(person, ...rows);
    expect([...drafts.flatMap((draft) => draft.rows), ...faults.map(({ at }) => at)].toSorted((a, b) => a - b)).toEqual(
      [2, 3, 4, 5],
    );
  });
});
