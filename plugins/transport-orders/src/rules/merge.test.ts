import type { Json } from '@docket/sdk';
import { groupOf, listOf, textOf, type JsonGroup } from '@docket/sdk/content';
import { readForm } from '@docket/sdk/form';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankDraft } from './blank.ts';
import { checkTransport } from './check/check.ts';
import { parts } from './fields.ts';
import { mergePart } from './merge.ts';
import { paint, paintAsDangerous, sampleContext, withLine } from './samples.fixture.ts';

const blank = blankDraft('Europe/Brussels');
const merged = (part: string, entries: readonly (readonly [string, string])[], draft: Json = blank): JsonGroup =>
  groupOf(mergePart(draft, part, readForm(entries)));
const linesOf = (draft: JsonGroup): readonly JsonGroup[] => listOf(draft['goods']).map(groupOf);

/** The form that a browser posts for a part of a draft. */
const formOf = (draft: JsonGroup, part: string): [string, string][] =>
  parts.find(({ id }) => id === part)!.keys.flatMap((key) => entriesOf(draft[key]!, key));

const entriesOf = (value: Json, path: string): [string, string][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => entriesOf(child, `${path}.${key}`))
    : [[path, value === null ? '' : String(value)]];

describe('merging a part of a form', () => {
  it('brings what was typed into the draft and leaves the other parts alone', () => {
    const draft = merged('service', [
      ['reference', ' ACME '],
      ['service', 'express'],
    ]);
    expect(draft).toEqual({ ...groupOf(blank), reference: ' ACME ', service: 'express' });
  });

  it('names the draft by its towns, so that lists can tell it', () => {
    const route = [
      ['stops.0.action', 'collect'],
      ['stops.0.address.city', 'Antwerpen'],
      ['stops.1.action', 'deliver'],
      ['stops.1.address.city', 'Gent'],
      ['stops.2.action', 'deliver'],
      ['stops.2.address.city', 'Dublin'],
    ] as const;
    expect(merged('route', route)['title']).toBe('Antwerpen → Dublin');
    expect(merged('route', [...route, ['_do', 'remove:stops.2']])['title']).toBe('Antwerpen → Gent');
    expect(merged('route', [])['title']).toBe('');
  });

  it('[T-01] takes no field that the form does not have', () => {
    const draft = merged('goods', [
      ['goods.0.price', '1'],
      ['goods.0.grossKg', '1'],
      ['chargeableKg', '1'],
      ['service', 'express'],
      ['serviceName', 'Free'],
    ]);
    expect(draft).toEqual({ ...groupOf(blank), goods: [expect.not.objectContaining({ price: '1' })] });
    expect(draft['goods']).toMatchObject([{ grossKg: '' }]);
  });

  it('adds, copies and removes lines, after what was typed is taken in', () => {
    const two = [
      ['goods.0.id', 'g1'],
      ['goods.0.description', 'Paint'],
      ['goods.1.id', 'g2'],
      ['goods.1.description', 'Tins'],
    ] as const;
    const after = (step: string) => linesOf(merged('goods', [...two, ['_do', step]]));
    expect(after('add:goods').map(({ description }) => description)).toEqual(['Paint', 'Tins', '']);
    expect(after('copy:goods.0').map(({ description }) => description)).toEqual(['Paint', 'Paint', 'Tins']);
    expect(new Set(after('copy:goods.0').map(({ id }) => id)).size).toBe(3);
    expect(after('remove:goods.0').map(({ description }) => description)).toEqual(['Tins']);
    expect(after('add:goods.0').map(({ description }) => description)).toEqual(['Paint', '', 'Tins']);
    expect(after('down:goods.0').map(({ id }) => id)).toEqual(['g2', 'g1']);
    expect(after('up:goods.1').map(({ id }) => id)).toEqual(['g2', 'g1']);
    for (const step of ['remove:goods.9', 'add:stops', 'explode:goods.0', 'up:goods.0', 'down:goods.1', ''])
      expect(after(step).map(({ id }) => id)).toEqual(['g1', 'g2']);
  });

  it('types a new line in the units of the last one', () => {
    const typed = [
      ['goods.0.sizeUnit', 'in'],
      ['goods.0.weightUnit', 'lb'],
      ['_do', 'add:goods'],
    ] as const;
    expect(linesOf(merged('goods', typed))[1]).toMatchObject({ sizeUnit: 'in', weightUnit: 'lb', stacking: 'no' });
  });

  it('adds a stop behind another one, which does the same', () => {
    const stops = [
      ['stops.0.action', 'collect'],
      ['stops.1.action', 'deliver'],
    ] as const;
    const actions = (step: string) =>
      listOf(merged('route', [...stops, ['_do', step]])['stops']).map((stop) => groupOf(stop)['action']);
    expect(actions('add:stops.0')).toEqual(['collect', 'collect', 'deliver']);
    expect(actions('add:stops.1')).toEqual(['collect', 'deliver', 'deliver']);
    expect(actions('add:stops')).toEqual(['collect', 'deliver', 'deliver']);
  });

  it('adds and removes dangerous goods of a line, and references, down to none', () => {
    const typed = [
      ['goods.0.id', 'g1'],
      ['goods.1.id', 'g2'],
      ['goods.1.dangerous.0.unNumber', '1263'],
    ] as const;
    const numbers = (step: string) =>
      linesOf(merged('goods', [...typed, ['_do', step]])).map((line) =>
        listOf(line['dangerous']).map((goods) => groupOf(goods)['unNumber']),
      );
    expect(numbers('add:goods.0.dangerous')).toEqual([[''], ['1263']]);
    expect(numbers('copy:goods.1.dangerous.0')).toEqual([[], ['1263', '1263']]);
    expect(numbers('remove:goods.1.dangerous.0')).toEqual([[], []]);
    for (const step of ['add:goods.9.dangerous', 'add:goods.0.sscc', 'add:stops.0.dangerous'])
      expect(numbers(step)).toEqual([[], ['1263']]);
    const reference = [['references.0.value', 'PO 7']] as const;
    expect(merged('service', [...reference, ['_do', 'add:references']])['references']).toHaveLength(2);
    expect(merged('service', [...reference, ['_do', 'remove:references.0']])['references']).toEqual([]);
  });

  it('brings a whole order through the form without a loss', () => {
    const again = parts.reduce((draft, { id }) => merged(id, formOf(paint, id), draft), groupOf(blank));
    expect(checkTransport(again, sampleContext())).toEqual(checkTransport(paint, sampleContext()));
  });

  it('lets staff send a part of an order that passed, and it passes again', () => {
    const context = sampleContext({ dangerousGoods: true });
    const line = { sscc: '003400000000000007\n003400000000000014', dangerous: [paintAsDangerous], height: '95,5' };
    const { content } = checkTransport({ ...withLine(line), equipment: ['lift'] }, context);
    for (const { id } of parts) {
      const again = merged(id, formOf(groupOf(content), id), content);
      expect(checkTransport(again, context).content).toEqual({
        ...content,
        // A form does not send the names of what the shop lists no more.
        ...(id === 'service' && { equipmentNames: ['lift'] }),
      });
    }
  });
});

describe('merging anything', () => {
  const anything = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
  const partIds = fc.constantFrom(...parts.map(({ id }) => id), 'unknown', '__proto__', 'constructor');

  it('never throws, changes only the keys of its part, and gives every row an id of its own', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.constant(blank)), partIds, anything, (draft, part, form) => {
        const after = groupOf(mergePart(draft, part, form));
        const own = parts.find(({ id }) => id === part)?.keys ?? [];
        const isGroup = draft !== null && typeof draft === 'object' && !Array.isArray(draft);
        const before = isGroup ? groupOf(draft) : groupOf(blankDraft(''));
        for (const key of Object.keys(after)) if (!own.includes(key)) expect(after[key]).toEqual(before[key]);
        for (const list of own.filter((key) => ['stops', 'goods', 'references'].includes(key))) {
          const ids = listOf(after[list]).map((row) => textOf(groupOf(row)['id']));
          expect(new Set(ids).size).toBe(ids.length);
        }
      }),
    );
  });
});
