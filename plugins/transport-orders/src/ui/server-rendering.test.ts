import { groupOf } from '@docket/sdk/content';
import { readForm } from '@docket/sdk/form';
import { openVite } from '@docket/ui/testing/open-vite.ts';
import { postedForm } from '@docket/ui/testing/posted-form.ts';
import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blankDraft } from '#rules/blank.ts';
import { checkTransport } from '#rules/check/check.ts';
import { fields } from '#rules/fields.ts';
import { mergePart } from '#rules/merge.ts';
import { paint, sampleContext, withLine, withStop } from '#rules/samples.fixture.ts';
import type * as drawing from './testing/draw.ts';
import type { Part } from './testing/draw.ts';

let vite: ViteDevServer;
let draw: typeof drawing;
const parts: readonly Part[] = ['service', 'route', 'goods'];

beforeAll(async () => {
  vite = await openVite(`${import.meta.dirname}/../..`);
  draw = (await vite.ssrLoadModule('/src/ui/testing/draw.ts')) as typeof drawing;
}, 60_000);

afterAll(() => vite.close());

describe('the form without script', () => {
  it.each(parts)('posts the part %s as it was, so that saving it changes nothing', (part) => {
    for (const content of [{ ...paint, title: 'Antwerpen → Dublin' }, draw.full])
      expect(mergePart(content, part, readForm(postedForm(draw.drawForm(part, { content }))))).toEqual(content);
  });

  it.each(parts)('posts a blank part %s as it was', (part) => {
    const blank = blankDraft('Europe/Brussels');
    const html = draw.drawForm(part, { content: blank });
    expect(mergePart(blank, part, readForm(postedForm(html)))).toEqual(blank);
  });

  it.each(parts)('posts the part %s of an order, so that it passes again as it is', (part) => {
    const { content, issues } = checkTransport(draw.full, sampleContext({ dangerousGoods: true }));
    expect(issues.filter(({ severity }) => severity === 'refuse')).toEqual([]);
    const again = mergePart(content!, part, readForm(postedForm(draw.drawForm(part, { content: content! }))));
    expect(checkTransport(again, sampleContext({ dangerousGoods: true })).content).toEqual(content);
  });

  it('posts what a draft holds and nobody offers any more', () => {
    const stop = withStop(0, {
      action: 'wait',
      saved: 'gone',
      address: { ...groupOf(paint.stops[0]!['address']), country: 'Eire' },
    });
    const line = withLine({ package: 'box', stacking: 'high', from: 's9' });
    const odd = {
      ...paint,
      title: ' → Dublin',
      service: 'gone',
      level: 'late',
      stops: stop['stops']!,
      goods: line['goods']!,
      equipment: ['wings'],
    };
    for (const part of parts)
      expect(mergePart(odd, part, readForm(postedForm(draw.drawForm(part, { content: odd }))))).toEqual(odd);
  });

  it.each([
    ['service', ['add:references', 'remove:references.0']],
    ['route', ['add:stops', 'add:stops.0', 'remove:stops.1', 'up:stops.1', 'down:stops.0']],
    ['goods', ['add:goods', 'copy:goods.0', 'remove:goods.1', 'add:goods.1.dangerous', 'remove:goods.0.dangerous.0']],
  ] as const)('changes the rows of %s by buttons of the form, and presses a harmless one on Enter', (part, steps) => {
    const html = draw.drawForm(part, { content: draw.full });
    for (const step of steps)
      expect(html).toMatch(new RegExp(`<button[^>]*name="_do"[^>]*value="${step}"[^>]*type="submit"`));
    expect(/<button[^>]*type="submit"[^>]*>/.exec(html)?.[0]).not.toContain('_do');
  });

  it('[T-52] puts every field that may stand aside there, and none that may not', () => {
    const optional = fields.flatMap(({ path, optional: where }) => (where ? [path] : []));
    const behind = parts.flatMap((part) => [
      ...draw.drawForm(part, { content: draw.full, aside: optional }).matchAll(/<details[\s\S]*?<\/details>/g),
    ]);
    const names = behind.flatMap(([html]) => [...html.matchAll(/ name="([a-z][\w.]*)"/gi)].map(([, name]) => name!));
    const found = new Set(names.map((name) => name.replaceAll(/\.\d+(?=\.|$)/g, '.*')));
    const drawn = (path: string): boolean => found.has(path) || found.has(path.replace(/\.\*$/, ''));
    expect(optional.filter((path) => !drawn(path))).toEqual([]);
    for (const path of ['stops.*.address.street', 'stops.*.date', 'goods.*.quantity', 'service', 'reference'])
      expect(found).not.toContain(path);
  });

  it('shows the sums, the weight that is charged and what the transport document will say', () => {
    const html = draw.drawForm('goods', { content: draw.full });
    for (const words of ['16 packages', '1,336.5 kg', '1.6 LDM', '2,960 kg by loading metres'])
      expect(html).toContain(words);
    expect(html).toContain('UN 1263 PAINT, 3, III, (D/E), 4 × Euro pallet (120 × 80), 480 L');
  });

  it('says beside the goods that the service takes no dangerous ones', () => {
    const html = draw.drawForm('goods', { content: { ...paint, service: 'express' } });
    expect(html).toContain('Express takes no dangerous goods');
    expect(draw.drawForm('goods')).not.toContain('takes no dangerous goods');
  });

  it('asks which is meant of a time that the clock shows twice, and of no other', () => {
    const issues = [
      {
        code: 'transport.time-repeated',
        path: 'stops.0.from',
        severity: 'refuse',
        audience: 'customer',
        params: { day: '2026-10-25', time: '02:30' },
      },
    ] as const;
    const html = draw.drawForm('route', { issues });
    expect(html).toContain('the clock shows 02:30 twice');
    expect(html).toMatch(/type="radio"[^>]*name="stops\.0\.fromPick"|name="stops\.0\.fromPick"[^>]*type="radio"/);
    expect(html).toMatch(/type="hidden"[^>]*name="stops\.0\.toPick"/);
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
    for (const content of [
      null,
      'x',
      [],
      { goods: 'x', stops: [1, null], service: {} },
      { stops: { a: 1 }, goods: [[], { dangerous: 'x', sscc: {} }] },
    ]) {
      for (const part of parts) expect(draw.drawForm(part, { content })).toContain('<form');
      expect(draw.drawView({ content })).toContain('</main>');
    }
  });
});

describe('fields that may stay empty', () => {
  const optional = fields.filter(({ optional: place }) => place !== undefined);
  const behind = (html: string): string =>
    /<summary[^>]*>(?:(?!<summary).)*Add information.*?<\/details>/s.exec(html)?.[0] ?? '';
  /** The name that the first row posts it under; codes are lines of one text. */
  const nameOf = (path: string): string => path.replace(/sscc\.\*$/, 'sscc').replaceAll('*', '0');

  it.each(optional)('[T-52] has $path in view, or behind "Add information"', ({ path, part }) => {
    const drawn = (aside: readonly string[]) => draw.drawForm(part as Part, { content: draw.full, aside });
    expect(behind(drawn([]))).toBe('');
    expect(drawn([])).toContain(`name="${nameOf(path)}"`);
    expect(behind(drawn([path]))).toContain(`name="${nameOf(path)}"`);
  });

  it.each(parts)('posts the part %s as it was, wherever its fields stand', (part) => {
    for (const aside of [[], optional.map(({ path }) => path)])
      expect(
        mergePart(draw.full, part, readForm(postedForm(draw.drawForm(part, { content: draw.full, aside })))),
      ).toEqual(draw.full);
  });
});

describe('an order', () => {
  it('shows its stops, windows and goods, and what its service is called', () => {
    const html = draw.drawView();
    for (const words of ['ACME-88123', 'Groupage', 'Belgium', 'Quay Road 12', '07:00 to 15:00 (Dublin)', '16 packages'])
      expect(html).toContain(words);
  });

  it('shows what only some orders have', () => {
    const html = draw.drawView({ content: draw.full, offers: draw.offers as never });
    const shown = ['BK-77', 'DAP', 'Sender (prepaid)', 'Tail lift', 'Dock 7', 'Wed, 17 Jun 2026 to Thu, 18 Jun 2026'];
    for (const words of [...shown, '12500 EUR', '3 · Deliver · Dublin', 'UN 1263 PAINT, 3, III', '2,960 kg by loading'])
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
