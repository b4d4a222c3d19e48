import { readForm } from '@docket/sdk/form';
import { postedForm } from '@docket/ui/testing/posted-form.ts';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';
import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blankDraft } from '#rules/blank.ts';
import { mergePart } from '#rules/merge.ts';
import { paint } from '#rules/samples.fixture.ts';
import type * as drawing from './testing/draw.ts';
import type { Part } from './testing/draw.ts';

let vite: ViteDevServer;
let draw: typeof drawing;
const parts: readonly Part[] = ['service', 'route', 'goods'];

beforeAll(async () => {
  vite = await createServer({
    configFile: false,
    root: `${import.meta.dirname}/../..`,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    plugins: [svelte({ configFile: false })],
  });
  draw = (await vite.ssrLoadModule('/src/ui/testing/draw.ts')) as typeof drawing;
}, 60_000);

afterAll(() => vite.close());

describe('the form without script', () => {
  it.each(parts)('posts the part %s as it was, so that saving it changes nothing', (part) => {
    expect(mergePart(paint, part, readForm(postedForm(draw.drawForm(part))))).toEqual(paint);
  });

  it.each(parts)('posts a blank part %s as it was', (part) => {
    const blank = blankDraft('Europe/Brussels');
    const html = draw.drawForm(part, { content: blank });
    expect(mergePart(blank, part, readForm(postedForm(html)))).toEqual(blank);
  });

  it('posts what a draft holds and nobody offers any more', () => {
    const odd = {
      ...paint,
      service: 'gone',
      level: 'late',
      collection: { ...paint.collection, country: 'Eire' },
      goods: [{ ...paint.goods[0]!, package: 'box' }],
    };
    for (const part of parts)
      expect(mergePart(odd, part, readForm(postedForm(draw.drawForm(part, { content: odd }))))).toEqual(odd);
  });

  it('adds, copies and removes goods by buttons of the form, and presses a harmless one on Enter', () => {
    const html = draw.drawForm('goods');
    for (const step of ['add:goods', 'copy:goods.0', 'remove:goods.1'])
      expect(html).toMatch(new RegExp(`<button[^>]*name="_do"[^>]*value="${step}"[^>]*type="submit"`));
    expect(/<button[^>]*type="submit"[^>]*>/.exec(html)?.[0]).not.toContain('_do');
  });

  it('[T-16] offers what the customer was offered, and no other service', () => {
    const html = draw.drawForm('service', { content: { ...paint, service: '' } });
    expect([...html.matchAll(/type="radio"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*type="radio"/g)]).toHaveLength(2);
    expect(html).toContain('Next collection: Tue, 16 Jun 2026. Order before 14:00 (Brussels) that day');
  });

  it('offers the levels of every service, each with its service’s name', () => {
    const html = draw.drawForm('service');
    for (const level of ['Express: Before noon', 'Express: Same day']) expect(html).toContain(level);
  });

  it('says so where no service is offered', () => {
    const html = draw.drawForm('service', { content: { ...paint, service: '' }, offers: null });
    expect(html).toContain('No service is open to you');
  });

  it('draws whatever a draft holds', () => {
    for (const content of [null, 'x', [], { goods: 'x', collection: [1, null], delivery: 'Dublin', service: {} }]) {
      for (const part of parts) expect(draw.drawForm(part, { content })).toContain('<form');
      expect(draw.drawView({ content })).toContain('</main>');
    }
  });
});

describe('an order', () => {
  it('shows its stops, windows and goods, and what its service is called', () => {
    const html = draw.drawView();
    for (const words of ['ACME-88123', 'Groupage', 'Belgium', 'Quay Road 12', '07:00 to 15:00 (Dublin)', '16 packages'])
      expect(html).toContain(words);
  });
});

describe('a draft under review', () => {
  it('calls its service what it was offered as', () => {
    const content = { ...paint, service: 'express', level: 'am' };
    const html = draw.drawView({ content, offers: draw.offers as never });
    for (const words of ['Express', 'Before noon']) expect(html).toContain(words);
  });
});

describe('the simulator', () => {
  it('asks by the address of its page and says what becomes of the order and why', () => {
    const html = draw.drawSimulator();
    expect(html).toMatch(/<form[^>]*method="get"/);
    for (const words of ['refused', 'To plan', '14:00 (Brussels)', 'Decides', 'The status is the service’s own'])
      expect(html).toContain(words);
  });

  it('is nothing while the plugin has no answer', () => {
    expect(draw.drawSimulator({ result: null })).not.toContain('role="status"');
  });
});
