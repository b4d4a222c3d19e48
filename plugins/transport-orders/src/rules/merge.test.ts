import type { Json } from '@docket/sdk';
import { groupOf, listOf, textOf, type JsonGroup } from '@docket/sdk/content';
import { readForm } from '@docket/sdk/form';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankDraft } from './blank.ts';
import { checkTransport } from './check/check.ts';
import { parts } from './fields.ts';
import { mergePart } from './merge.ts';
import { paint, sampleContext } from './samples.fixture.ts';

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
    : [[path, String(value)]];

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
      ['collection.town', 'Antwerpen'],
      ['delivery.town', 'Dublin'],
    ] as const;
    expect(merged('route', route)['title']).toBe('Antwerpen → Dublin');
    expect(merged('route', [])['title']).toBe('');
  });

  it('[T-01] takes no field that the form does not have', () => {
    const draft = merged('goods', [
      ['goods.0.price', '1'],
      ['service', 'express'],
      ['serviceName', 'Free'],
    ]);
    expect(draft).toEqual({ ...groupOf(blank), goods: [expect.not.objectContaining({ price: '1' })] });
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
    for (const step of ['remove:goods.9', 'add:stops', 'explode:goods.0', '']) expect(after(step)).toHaveLength(2);
  });

  it('brings a whole order through the form without a loss', () => {
    const again = parts.reduce((draft, { id }) => merged(id, formOf(paint, id), draft), groupOf(blank));
    expect(checkTransport(again, sampleContext())).toEqual(checkTransport(paint, sampleContext()));
  });

  it('lets staff send a part of an order that passed, and it passes again', () => {
    const { content } = checkTransport(paint, sampleContext());
    for (const { id } of parts) {
      const again = merged(id, formOf(groupOf(content), id), content);
      expect(checkTransport(again, sampleContext()).content).toEqual(content);
    }
  });
});

describe('merging anything', () => {
  const anything = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
  const partIds = fc.constantFrom(...parts.map(({ id }) => id), 'unknown', '__proto__', 'constructor');

  it('never throws, changes only the keys of its part, and gives every line an id of its own', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.constant(blank)), partIds, anything, (draft, part, form) => {
        const after = groupOf(mergePart(draft, part, form));
        const own = parts.find(({ id }) => id === part)?.keys ?? [];
        const isGroup = draft !== null && typeof draft === 'object' && !Array.isArray(draft);
        const before = isGroup ? groupOf(draft) : groupOf(blankDraft(''));
        for (const key of Object.keys(after)) if (!own.includes(key)) expect(after[key]).toEqual(before[key]);
        if (part !== 'goods') return;
        const ids = linesOf(after).map(({ id }) => textOf(id));
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});
