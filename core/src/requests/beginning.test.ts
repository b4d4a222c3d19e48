import type { Json, Kind, Proposal } from '@docket/sdk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filledIn, laidOver, standing } from '../defaults/defaults.ts';
import { noteKind } from '../testing/note-plugin.ts';
import { begun } from './beginning.ts';

const kind: Kind = {
  ...noteKind,
  fields: [
    { path: 'service', label: 'Service', part: 'what' },
    { path: 'unit', label: 'Unit', part: 'what' },
    { path: 'title', label: 'Title', part: 'what' },
    { path: 'lines.*.text', label: 'Text', part: 'lines' },
  ],
  service: (typed) => (typed as { service?: string }).service || undefined,
};
const blank: Json = { service: '', unit: 'cm', title: '', lines: [{ id: 'l1', text: '' }] };
const row = (content: Json) => ({ kind: 'note', subject: 'smith', version: 2, content });
const proposal = (path: string, value: Json): Proposal => ({ path, value, source: 'x', confidence: 'high' });
const standard = [{ plugin: 'notes', value: [proposal('service', 'express'), proposal('title', 'Proposed')] }];
const ofService =
  (content: Json) =>
  (service: string): { version: number; content: Json } | undefined =>
    service === 'express' ? { version: 5, content } : undefined;
const none = { ofService: () => undefined, proposed: [] };

describe('a draft', () => {
  it('[T-25] begins empty where nothing is set, and says nothing of where values came from', () => {
    expect(begun(kind, blank, none)).toEqual({ content: blank, prefilled: null });
  });

  it('[T-25] begins with the customer’s values, also where an empty form says otherwise', () => {
    const lines = [
      { id: 'a', text: 'One' },
      { id: 'b', text: 'Two' },
    ];
    const { content, prefilled } = begun(kind, blank, { ...none, customer: row({ unit: 'in', lines }) });
    expect(content).toEqual({ service: '', unit: 'in', title: '', lines });
    const source = { source: 'customer', subject: 'smith', version: 2 };
    expect(prefilled).toEqual({
      unit: { ...source, value: 'in' },
      'lines.a.text': { ...source, value: 'One' },
      'lines.b.text': { ...source, value: 'Two' },
    });
  });

  it('begins with the customer’s values before the service’s, and with those before what plugins propose', () => {
    const { content, prefilled } = begun(kind, blank, {
      customer: row({ unit: 'in' }),
      ofService: ofService({ unit: 'ft', title: 'Usual', lines: [{ id: 'l9', text: 'Each' }] }),
      proposed: standard,
    });
    expect(content).toEqual({ service: 'express', unit: 'in', title: 'Usual', lines: [{ id: 'l9', text: 'Each' }] });
    expect(Object.entries(prefilled!).map(([name, { source }]) => [name, source])).toEqual([
      ['unit', 'customer'],
      ['title', 'service'],
      ['lines.l9.text', 'service'],
      ['service', 'notes'],
    ]);
  });

  it('begins with the values of the service that the customer’s default chooses', () => {
    const { content } = begun(kind, blank, {
      customer: row({ service: 'express' }),
      ofService: ofService({ title: 'Usual' }),
      proposed: [{ plugin: 'notes', value: [proposal('service', 'economy')] }],
    });
    expect(content).toMatchObject({ service: 'express', title: 'Usual' });
  });
});

const leaf = fc.constantFrom<Json>('', 'x', 'y', null, 3);
const tree = fc.letrec<{ node: Json; group: Json; list: Json }>((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, leaf, tie('group'), tie('list')),
  group: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('node')),
  list: fc.array(tie('node'), { maxLength: 3 }),
})).node;

describe('filling in', () => {
  it('[T-25] never overwrites what was typed, whatever the default says', () => {
    fc.assert(
      fc.property(tree, tree, (typed, over) => {
        expectKept(typed, filledIn(typed, over, undefined));
      }),
    );
  });

  it('fills a list whole, and only while it is as in an empty form', () => {
    const over = { lines: [{ text: 'usual' }, { text: 'second' }] };
    expect(filledIn(blank, over, blank)).toMatchObject(over);
    const typed = { lines: [{ id: 'l1', text: 'mine' }] };
    expect(filledIn(typed, over, blank)).toEqual(typed);
    expect(filledIn({ lines: [] }, over, blank)).toEqual(over);
  });

  it('lays a default over an empty form so that every one of its values counts', () => {
    expect(laidOver({ a: 'x', g: { b: '', c: 1 } }, { a: '', g: { b: 'y' } })).toEqual({ a: '', g: { b: 'y', c: 1 } });
  });

  function expectKept(typed: Json, filled: Json): void {
    if (typed === null || typed === '' || (Array.isArray(typed) && typed.length === 0)) return;
    if (Array.isArray(typed) || typeof typed !== 'object') {
      expect(filled).toEqual(typed);
      return;
    }
    for (const [key, value] of Object.entries(typed)) expectKept(value, (filled as Record<string, Json>)[key]!);
  }
});

describe('where values came from', () => {
  const prefilled = { 'lines.b.text': { source: 'customer', version: 1, value: '5' } };
  it('follows a row to its new place', () => {
    const content = {
      lines: [
        { id: 'b', text: '5' },
        { id: 'a', text: '' },
      ],
    };
    expect(standing(kind.fields, prefilled, content)).toMatchObject([{ path: 'lines.0.text', label: 'Text' }]);
  });
  it('is said no more once the value is another, and said still when the check has read a number', () => {
    expect(standing(kind.fields, prefilled, { lines: [{ id: 'b', text: '6' }] })).toEqual([]);
    expect(standing(kind.fields, prefilled, { lines: [{ id: 'b', text: 5 }] })).toHaveLength(1);
  });
});
