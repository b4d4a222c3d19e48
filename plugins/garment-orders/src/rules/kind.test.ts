import { readFileSync } from 'node:fs';
import { allowsMove, pipelineFaults, stagesOf } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { checkGarment } from './check/check.ts';
import type { GarmentContent } from './content.ts';
import { garment } from './kind.ts';
import { pipeline } from './pipeline.ts';
import { distributor, sampleContext, samples } from './samples.fixture.ts';
import { orderWords } from './search.ts';
import { typedTotal } from './totals.ts';

const english = JSON.parse(readFileSync(new URL('../../messages/en.json', import.meta.url), 'utf8')) as object;
const contentOf = (draft: Parameters<typeof checkGarment>[0]): GarmentContent =>
  checkGarment(draft, sampleContext()).content!;

describe('the pipeline of garment orders', () => {
  it('[G-22] has no faults and starts at Quote', () => {
    expect(pipelineFaults('garment', pipeline)).toEqual([]);
    expect(pipeline.initial).toBe('quote');
    expect(english).toHaveProperty(['status.garment.quote'], 'Quote');
  });

  it('[G-30] [G-31] leads from Quote to Closed, one step after the other', () => {
    const way = ['quote', 'art-requested', 'art-in-work', 'art-approved', 'goods', 'pre-press', 'production'];
    const rest = ['finishing', 'ready', 'delivered', 'closed'];
    for (const [at, id] of [...way, ...rest].entries()) {
      if (at > 0) expect(allowsMove(pipeline, [...way, ...rest][at - 1]!, id)).toBe(true);
    }
    expect(allowsMove(pipeline, 'quote', 'delivered')).toBe(false);
  });

  it('never traps an order: every status leads on, and a cancelled order can be restarted', () => {
    for (const { id } of pipeline.statuses) expect(pipeline.moves[id]?.length).toBeGreaterThan(0);
    expect(allowsMove(pipeline, 'cancelled', 'quote')).toBe(true);
  });

  it('has words for every status and shows the customer every stage', () => {
    for (const { id } of pipeline.statuses) expect(english).toHaveProperty([`status.garment.${id}`]);
    expect(stagesOf(pipeline)).toEqual(pipeline.stages);
  });
});

describe('the kind', () => {
  it('[G-10] asks for order details first, then for print and artwork', () => {
    expect(garment.parts.map(({ id, stage }) => [id, stage])).toEqual([
      ['basics', 'garment.stage.details'],
      ['garments', 'garment.stage.details'],
      ['delivery', 'garment.stage.details'],
      ['artwork', 'garment.stage.artwork'],
    ]);
  });

  it('gives every key of a draft to one part', () => {
    const keys = garment.parts.flatMap((part) => part.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(Object.keys(garment.blank(sampleContext()) as object))).toEqual(new Set(keys));
  });

  it('has words for its name, parts, stages and fields', () => {
    const words = garment.parts.flatMap(({ title, about, stage }) => [title, about, stage!]);
    for (const key of [garment.title, ...words, ...garment.fields.map(({ label }) => label)]) {
      expect(english).toHaveProperty([key]);
    }
  });

  it('starts a draft in the shop’s unit, with a row and a location to type in', () => {
    const tenant = { ...sampleContext().tenant, units: 'mm' as const };
    expect(garment.blank({ ...sampleContext(), tenant })).toMatchObject({
      garments: [{ source: 'shop', sizes: {} }],
      imprints: [{ unit: 'mm', files: [] }],
    });
  });

  it('[G-25] tells the files of each location', () => {
    const content = contentOf(distributor.draft);
    const imprints = content.imprints.map((print, at) => ({ ...print, files: [`f${at}`] }));
    expect(garment.files({ ...content, imprints })).toEqual([
      { id: 'f0', path: 'imprints.0.files' },
      { id: 'f1', path: 'imprints.1.files' },
    ]);
  });

  it('[G-14] [G-24] counts pieces in its summary, as they were typed', () => {
    for (const { draft, pieces } of samples) {
      expect(garment.summary(contentOf(draft)).quantity).toBe(pieces);
      expect(typedTotal(draft['garments'])).toBe(pieces);
    }
    expect(garment.summary(contentOf(distributor.draft))).toMatchObject({
      title: 'Riverside tees',
      dueOn: '2026-04-10',
      reference: '48217',
    });
  });

  it('[G-28] is found by brand, color, place, ink and receiver', () => {
    const words = orderWords(contentOf(distributor.draft)).split(' ');
    expect(words).toEqual(
      expect.arrayContaining(['bella+canvas', '3001', 'heather', 'left', 'chest', '123', 'riverside']),
    );
    expect(new Set(words).size).toBe(words.length);
  });

  it('keeps search words within bounds', () => {
    const content = contentOf(distributor.draft);
    const garments = Array.from({ length: 200 }, (_, at) => ({
      ...content.garments[0]!,
      brand: `brand${at}`.repeat(10),
    }));
    expect(orderWords({ ...content, garments }).length).toBeLessThanOrEqual(2000);
  });
});
