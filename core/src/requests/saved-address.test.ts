import type { Json, KindPart } from '@docket/sdk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DefaultRow, Prefilled } from '../defaults/defaults.ts';
import { chosenAddresses, withAddresses, withPlaces } from './saved-address.ts';

const part: KindPart = { id: 'delivery', title: '', about: '', keys: ['delivery'], address: 'delivery' };
const draft = (saved: string, street: string): Json => ({ title: 'Run', delivery: { saved, address: { street } } });

const route: KindPart = {
  id: 'route',
  title: '',
  about: '',
  keys: ['stops'],
  address: 'stops.*',
  placeKeys: ['dock', 'zone'],
};
const stop = (id: string, saved: string, dock: string, zone = 'UTC', street = '') => ({
  id,
  saved,
  dock,
  zone,
  address: { street },
});
const stops = (...rows: Json[]): Json => ({ stops: rows });
const kind = {
  fields: [
    { path: 'stops.*.dock', label: 'Dock', part: 'route' },
    { path: 'stops.*.zone', label: 'Zone', part: 'route' },
  ],
};
const blank = stops(stop('s1', '', ''), stop('s2', '', ''));
const kept = (subject: string, content: Json): DefaultRow => ({ kind: 'note', subject, version: 3, content });

describe('[G-04] a saved address', () => {
  it.each<[string, Json, Json, readonly [string, boolean][]]>([
    ['is filled in where the form only names it', draft('', ''), draft('a1', ''), [['a1', true]]],
    ['takes the place of one that was chosen before', draft('a1', 'Lake St'), draft('a2', 'Lake St'), [['a2', true]]],
    ['is left to a page that has filled the fields itself', draft('', ''), draft('a1', 'Lake St'), [['a1', false]]],
    ['stays as it was corrected', draft('a1', 'Lake St'), draft('a1', 'Lake Street'), []],
    ['is nothing when none is chosen', draft('a1', 'Lake St'), draft('', 'Lake St'), []],
    ['is nothing in what is no group', null, 'text', []],
  ])('%s', (_, before, after, expected) => {
    expect(chosenAddresses(part, before, after).map(({ saved, isBare }) => [saved, isBare])).toEqual(expected);
  });

  it('belongs only to a part that says where', () => {
    const { address: _, ...plain } = part;
    expect(chosenAddresses(plain, draft('', ''), draft('a1', ''))).toEqual([]);
  });

  it('comes to the row that names it, wherever the row stood before', () => {
    const before = stops(stop('s1', 'a1', '', 'UTC', 'Lake St'), stop('s2', '', ''));
    const after = stops(stop('s2', 'a2', ''), stop('s1', 'a1', '', 'UTC', 'Lake St'));
    const chosen = chosenAddresses(route, before, after);
    expect(chosen).toMatchObject([{ path: ['stops', '0'], saved: 'a2', isBare: true }]);
    expect(withAddresses(after, chosen, [{ id: 'a2', value: { street: 'Mill Rd' } }])).toEqual(
      stops(stop('s2', 'a2', '', 'UTC', 'Mill Rd'), stop('s1', 'a1', '', 'UTC', 'Lake St')),
    );
    expect(withAddresses(after, chosen, [])).toEqual(after);
  });
});

describe('what orders get with a saved address', () => {
  const place = (before: Json, after: Json, rows: readonly DefaultRow[], prefilled: Prefilled | null = null) =>
    withPlaces(after, chosenAddresses(route, before, after), rows, { kind, part: route, blank, prefilled });

  it('fills what is empty or as in an empty form, and says where it came from', () => {
    const after = stops(stop('s1', 'a1', ''), stop('s2', '', ''));
    const { content, prefilled } = place(blank, after, [kept('a1', { dock: 'Gate 4', zone: 'Europe/London' })]);
    expect(content).toEqual(stops(stop('s1', 'a1', 'Gate 4', 'Europe/London'), stop('s2', '', '')));
    const source = { source: 'address', subject: 'a1', version: 3 };
    expect(prefilled).toEqual({
      'stops.s1.dock': { ...source, value: 'Gate 4' },
      'stops.s1.zone': { ...source, value: 'Europe/London' },
    });
  });

  it('leaves what is typed, and brings nothing but the named keys', () => {
    const after = stops(stop('s1', 'a1', 'Mine', 'Asia/Tokyo'), stop('s2', '', ''));
    const row = kept('a1', { dock: 'Gate 4', zone: 'Europe/London', street: 'x' });
    expect(place(blank, after, [row])).toEqual({ content: after, prefilled: {} });
  });

  it('goes with the address when another one is chosen', () => {
    const before = stops(stop('s1', 'a1', 'Gate 4'), stop('s2', '', ''));
    const prefilled = { 'stops.s1.dock': { source: 'address', subject: 'a1', version: 3, value: 'Gate 4' } };
    const after = stops(stop('s1', 'a2', 'Gate 4'), stop('s2', '', ''));
    const { content } = place(before, after, [kept('a2', { dock: 'Ramp B' })], prefilled);
    expect(content).toEqual(stops(stop('s1', 'a2', 'Ramp B'), stop('s2', '', '')));
    expect(place(before, after, [], prefilled).content).toEqual(stops(stop('s1', 'a2', ''), stop('s2', '', '')));
    const typed = stops(stop('s1', 'a2', 'Gate 5'), stop('s2', '', ''));
    expect(place(before, typed, [kept('a2', { dock: 'Ramp B' })], prefilled).content).toEqual(typed);
  });

  it('never overwrites what was typed', () => {
    const text = fc.constantFrom('', 'A', 'B');
    fc.assert(
      fc.property(
        text,
        text,
        fc.dictionary(fc.constantFrom('dock', 'zone', 'saved', 'id'), fc.string()),
        (dock, saved, row) => {
          const after = stops(stop('s1', saved, dock, 'Asia/Tokyo'), stop('s2', '', ''));
          const { stops: rows } = place(blank, after, [kept('A', row), kept('B', row)]).content as {
            stops: { dock: string }[];
          };
          expect(rows[0]).toMatchObject({ id: 's1', saved, zone: 'Asia/Tokyo', ...(dock !== '' && { dock }) });
        },
      ),
    );
  });
});
