import { fileURLToPath } from 'node:url';
import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVite } from './testing/open-vite.ts';

let vite: ViteDevServer;
let draw: (page: 'order' | 'form', onfault: (error: unknown) => void) => string;

beforeAll(async () => {
  vite = await openVite(fileURLToPath(new URL('..', import.meta.url)));
  const { drawPage } = await vite.ssrLoadModule('/src/gallery/draw.ts');
  draw = (page, onfault) => String(drawPage(page, onfault));
}, 60_000);

afterAll(() => vite.close());

function faultsOf(page: 'order' | 'form'): { html: string; faults: unknown[] } {
  const faults: unknown[] = [];
  const html = draw(page, (error) => faults.push(error));
  return { html, faults };
}

describe('pages drawn on the server', () => {
  it('show a small named box for a panel that fails, and the panel beside it', () => {
    const { html } = faultsOf('order');
    expect(html).toContain('The block of reorders</strong> could not be shown');
    expect(html).toContain('A panel beside it goes on working.');
  });

  it('tell the error hook which panel failed, and why', () => {
    const [fault] = faultsOf('order').faults;
    expect(fault).toMatchObject({
      name: 'PanelFault',
      panel: 'reorders:slot:portal.home:again',
      cause: { message: 'The panel could not read its data' },
    });
  });

  it('draw every component without a fault, to be read before any script runs', () => {
    const { html, faults } = faultsOf('form');
    expect(faults).toEqual([]);
    expect(html).toContain('Enter the purchase order number, like PO-8801');
  });

  it('[T-52] hold optional fields that stand aside without any script: closed while empty, open where one is filled', () => {
    const { html } = faultsOf('form');
    const groups = [...html.matchAll(/<details([^>]*)><summary.*?name="(account|door)"/gs)];
    expect(groups.map(([, attributes, name]) => [name, attributes!.includes('open')])).toEqual([
      ['account', false],
      ['door', true],
    ]);
  });

  it('link every error of the summary to a control that is there', () => {
    const { html } = faultsOf('form');
    const targets = [...html.matchAll(/href="#(field-[\w-]+)"/g)].map((found) => found[1]);
    expect(targets).toHaveLength(2);
    for (const target of targets) expect(html).toMatch(new RegExp(`<input[^>]* id="${target}"`));
  });

  it('put the focus on the error summary without script', () => {
    expect(faultsOf('form').html).toMatch(/<div[^>]*role="alert"[^>]*autofocus/);
  });

  it('post generated settings under the path of each value', () => {
    const { html } = faultsOf('form');
    for (const name of [
      'reply',
      'buyers',
      'buyers.$words',
      'rush.days',
      'limits.0.width',
      'limits.2.place',
      'limits.1.$remove',
      'key.$forget',
    ]) {
      expect(html).toContain(`name="${name}"`);
    }
  });

  it('offer customers that were found as boxes, those that are chosen ticked', () => {
    const { html } = faultsOf('form');
    const boxOf = (id: string) => new RegExp(`<input[^>]*name="buyers"[^>]*value="${id}"[^>]*>`).exec(html)?.[0];
    expect(boxOf('c1')).toContain('checked');
    expect(boxOf('c3')).not.toContain('checked');
  });

  it('offer a choice that leaves a switch to a wider scope', () => {
    expect(faultsOf('form').html).toMatch(/<option value=""[^>]*>As the shop says \(now: No\)/);
  });

  it('never send a stored secret', () => {
    const { html } = faultsOf('form');
    expect(html).toMatch(/<input[^>]*id="field-key"[^>]*type="password"/);
    expect(/<input[^>]*id="field-key"[^>]*>/.exec(html)?.[0]).not.toMatch(/value="[^"]/);
  });

  it('repeat no id', () => {
    for (const page of ['order', 'form'] as const) {
      const ids = [...faultsOf(page).html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    }
  });
});
