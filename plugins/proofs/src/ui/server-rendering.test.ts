import { attribute, postedForm } from '@docket/ui/testing/posted-form.ts';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';
import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proofs, shownProofs, slotProps, staffProofs, works } from './testing/samples.ts';
import type * as drawing from './testing/draw.ts';

let vite: ViteDevServer;
let draw: typeof drawing;

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

const formsOf = (html: string): readonly string[] => html.match(/<form\b.*?<\/form>/gs) ?? [];
const customer = (): string => draw.drawForCustomer(slotProps(shownProofs()));
const staff = (): string =>
  draw.drawForStaff(slotProps(staffProofs(), { rights: ['proofs.read', 'proofs.edit'], decide: undefined }));
const idsOf = (html: string): readonly string[] => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);

describe('proofs without script', () => {
  it('[G-60] are answered by forms that name what was shown, one for each answer', () => {
    const sent = formsOf(customer()).map((form) => {
      const button = /<button[^>]*>/.exec(form)![0];
      return { choice: attribute(button, 'value'), fields: Object.fromEntries(postedForm(form)) };
    });
    const approval = `${proofs.waiting.question!.id} ${proofs.waiting.question!.hash}`;
    expect(sent).toEqual([
      { choice: 'approve', fields: { approval } },
      { choice: 'approve', fields: { approval, reason: '' } },
      { choice: 'revise', fields: { approval, reason: '' } },
      { choice: 'decline', fields: { approval, reason: '' } },
    ]);
  });

  it('[G-59] stand where a mail leads, and come back there after an answer', () => {
    const html = customer();
    expect(idsOf(html)).toEqual(expect.arrayContaining(['proofs', 'proof-g1.i1']));
    for (const [, action] of html.matchAll(/<form[^>]* action="([^"]*)"/g)) expect(action).toBe('?/decide#proof-g1.i1');
  });

  it('[G-58] are sent by a form that has chosen what is ready', () => {
    const form = formsOf(staff()).find((one) => one.includes('value="send"'))!;
    expect(postedForm(form)).toEqual([
      ['plugin', 'proofs'],
      ['does', 'send'],
      ['order', slotProps(null).order.id],
      ['sheet', '4'],
      ['works[]', works.ready.work],
    ]);
  });

  it('repeat no id, for customers and staff', () => {
    for (const html of [customer(), staff()]) {
      const ids = idsOf(html);
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    }
  });

  it('show every picture and lead to every file', () => {
    const html = customer();
    for (const { id, name } of proofs.waiting.current!.pictures) {
      expect(html).toContain(`src="/files/${id}/preview"`);
      expect(html).toContain(`href="/files/${id}/${name}"`);
    }
  });
});
