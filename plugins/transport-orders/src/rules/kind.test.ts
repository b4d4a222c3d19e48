import { readFileSync } from 'node:fs';
import { allowsMove, pipelineFaults, stagesOf, type Json } from '@docket/sdk';
import { matchesPath } from '@docket/sdk/form';
import { describe, expect, it } from 'vitest';
import { checkTransport } from './check/check.ts';
import { checkCodes, intakeCodes, stopCodes } from './codes.ts';
import { transport } from './kind.ts';
import { stopActions, payers, smallAmounts } from './content.ts';
import { stackings } from './goods/load.ts';
import { packages } from './packages.ts';
import { referenceTypes } from './references.ts';
import { initialStatuses, pipeline } from './pipeline.ts';
import { paint, paintAsDangerous, sampleContext, withLine } from './samples.fixture.ts';

const english = JSON.parse(readFileSync(new URL('../../messages/en.json', import.meta.url), 'utf8')) as object;
/** Every value of a content by its path. */
const pathsOf = (value: Json, path = ''): readonly string[] =>
  value === null || typeof value !== 'object'
    ? [path]
    : Object.entries(value).flatMap(([key, inside]) => pathsOf(inside, path === '' ? key : `${path}.${key}`));
const content = checkTransport(paint, sampleContext()).content!;

describe('the pipeline of transports', () => {
  it('has no faults, and begins as a quote or to be planned', () => {
    expect(pipelineFaults('transport', pipeline)).toEqual([]);
    expect(pipeline.statuses.map(({ id }) => id)).toEqual(expect.arrayContaining([...initialStatuses]));
  });

  it('[T-12] numbers quotes apart, also those that end as quotes, and nothing else', () => {
    const quotes = pipeline.statuses.filter(({ numberedAs }) => numberedAs === 'Q').map(({ id }) => id);
    expect(quotes).toEqual(['quote', 'declined', 'expired']);
  });

  it('[T-13] leads from To plan to Invoiced, one step after the other', () => {
    const way = ['quote', 'to-plan', 'planned', 'in-transit', 'delivered', 'completed', 'invoiced'];
    for (const [at, id] of way.entries()) if (at > 0) expect(allowsMove(pipeline, way[at - 1]!, id)).toBe(true);
    expect(allowsMove(pipeline, 'quote', 'planned')).toBe(false);
  });

  it('[T-49] cancels nothing that was collected', () => {
    const open = pipeline.statuses.filter(({ id }) => allowsMove(pipeline, id, 'cancelled')).map(({ id }) => id);
    expect(open).toEqual(['to-plan', 'planned']);
  });

  it('shows the customer every stage, and has words for all of its own', () => {
    expect(stagesOf(pipeline)).toEqual(pipeline.stages);
    const own = pipeline.stages!.filter((stage) => !['received', 'done', 'stopped'].includes(stage));
    for (const stage of own)
      for (const key of [`stage.${stage}`, `mail.progress.${stage}.subject`, `mail.progress.${stage}.lines`])
        expect(english).toHaveProperty([key]);
  });
});

describe('the kind', () => {
  it('gives every key of a draft to one part', () => {
    const keys = transport.parts.flatMap((part) => part.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(Object.keys(transport.blank(sampleContext()) as object))).toEqual(new Set(keys));
    expect(new Set(Object.keys(content))).toEqual(new Set(keys));
  });

  it('labels every value of a content, or works it out from the others', () => {
    const labelled = transport.fields.map(({ path }) => path);
    const rich = { sscc: '003400000000000007', dangerous: [paintAsDangerous] };
    const checked = checkTransport(withLine(rich), sampleContext({ dangerousGoods: true })).content!;
    const found = [...pathsOf(content), ...pathsOf(checked)];
    const known = (path: string): boolean => /(^|\.)(id|saved)$/.test(path);
    const unknown = found.filter(
      (path) => !known(path) && ![...labelled, ...transport.derived!].some((place) => matchesPath(place, path)),
    );
    expect(new Set(unknown)).toEqual(new Set());
    expect(transport.derived!.filter((path) => labelled.includes(path))).toEqual([]);
  });

  it('has words for its name, parts, fields, statuses, choices and everything that it may say', () => {
    const keys = [
      transport.title,
      ...transport.parts.flatMap(({ title, about }) => [title, about]),
      ...transport.fields.map(({ label }) => label),
      ...pipeline.statuses.map(({ id }) => `status.transport.${id}`),
      ...packages.map((id) => `transport.package.${id}`),
      ...stopActions.map((id) => `transport.action.${id}`),
      ...stackings.map((id) => `transport.stacking.${id}`),
      ...payers.map((id) => `transport.payer.${id}`),
      ...smallAmounts.map((id) => `transport.limited.${id}`),
      ...['first', 'second'].map((id) => `transport.pick.${id}`),
      ...Object.keys(referenceTypes).map((id) => `transport.reference.${id}`),
      ...[...checkCodes, ...intakeCodes, ...stopCodes].map((code) => `issue.transport.${code}`),
    ];
    for (const key of keys) expect(english).toHaveProperty([key]);
  });

  it('starts a draft by the shop’s clock and in its units, with a line of goods to type in', () => {
    const context = sampleContext();
    expect(transport.blank(context)).toMatchObject({
      stops: [
        { action: 'collect', zone: 'Europe/Brussels', date: '' },
        { action: 'deliver', zone: 'Europe/Brussels' },
      ],
      goods: [{ quantity: '', sizeUnit: 'cm', weightUnit: 'kg' }],
    });
    const abroad = { ...context, tenant: { ...context.tenant, units: 'inch' as const } };
    expect(transport.blank(abroad)).toMatchObject({ goods: [{ sizeUnit: 'in', weightUnit: 'lb' }] });
  });

  it('is told by its towns, its packages and the day of its delivery', () => {
    expect(transport.summary(content)).toMatchObject({
      title: 'Antwerpen → Dublin',
      dueOn: '2026-06-18',
      quantity: 16,
      reference: 'ACME-88123',
      search: expect.stringContaining('buildmart'),
    });
  });

  it('is found by its references, its dangerous goods and the codes of its packages', () => {
    const line = { sscc: '003400000000000007', dangerous: [paintAsDangerous] };
    const draft = { ...withLine(line), references: [{ type: 'booking', value: 'BK-1' }] };
    const found = transport.summary(checkTransport(draft, sampleContext({ dangerousGoods: true })).content!).search;
    for (const word of ['bk', '1263', 'un1263', 'paint', '003400000000000007'])
      expect(found.split(' ')).toContain(word);
  });

  it('says of a person what tells of one, and of a field that may be left empty where it stands', () => {
    const of = (wanted: (field: (typeof transport.fields)[number]) => unknown) =>
      transport.fields.filter(wanted).map(({ path }) => path);
    const personal = of(({ personal: tells }) => tells);
    expect(personal).toEqual(
      expect.arrayContaining(['stops.*.address.name', 'stops.*.contact', 'stops.*.phone', 'instructions']),
    );
    expect(personal).not.toContain('goods.*.description');
    const optional = of(({ optional: standing }) => standing);
    const demanded = [
      'reference',
      'service',
      'stops.*.date',
      'stops.*.address.city',
      'goods.*.quantity',
      'goods.*.gross',
    ];
    for (const path of demanded) expect(optional).not.toContain(path);
    expect(optional).toEqual(
      expect.arrayContaining(['goods.*.sscc.*', 'goods.*.dangerous.*.unNumber', 'incoterm.code']),
    );
  });

  it('tells its service from anything that was typed', () => {
    expect(transport.service!(paint)).toBe('groupage');
    for (const typed of [null, [], 'x', {}, { service: ['a'] }, { service: ' ' }])
      expect(transport.service!(typed)).toBeUndefined();
  });
});
