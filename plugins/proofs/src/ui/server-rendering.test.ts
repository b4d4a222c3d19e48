import type { Json } from '@docket/sdk';
import { openVite } from '@docket/ui/testing/open-vite.ts';
import { attribute, postedForm } from '@docket/ui/testing/posted-form.ts';
import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking, proofs, shownProofs, slotProps, staffProofs, works } from './testing/samples.ts';
import type * as drawing from './testing/draw.ts';

let vite: ViteDevServer;
let draw: typeof drawing;

beforeAll(async () => {
  vite = await openVite(`${import.meta.dirname}/../..`);
  draw = (await vite.ssrLoadModule('/src/ui/testing/draw.ts')) as typeof drawing;
}, 60_000);

afterAll(() => vite.close());

const sentTo = asking.people;
const formsOf = (html: string): readonly string[] => html.match(/<form\b.*?<\/form>/gs) ?? [];
const customer = (): string => draw.drawForCustomer(slotProps(shownProofs()));
const staff = (): string =>
  draw.drawForStaff(slotProps(staffProofs(), { rights: ['proofs.read', 'proofs.edit'], decide: undefined }));
/** What staff are shown after an upload was refused for one of its files. */
const staffRefused = (does: string, typed: Readonly<Record<string, Json>>, rights: readonly string[]): string => {
  const refusal = { code: 'file.dangerous', params: { file: 'call.exe' }, details: null };
  const props = { rights, decide: undefined, posted: { does, typed, refusal } };
  return draw.drawForStaff(slotProps(staffProofs([works.waiting, works.ready]), props));
};
/** The tag of what a form is folded into. */
const foldOf = (html: string, form: string): string =>
  html
    .slice(0, html.indexOf(form))
    .match(/<details\b[^>]*>/g)!
    .at(-1)!;
/** Those that answer, not those that note something. */
const answersOf = (html: string): readonly string[] =>
  formsOf(html).filter((form) => form.includes('action="?/decide'));
const idsOf = (html: string): readonly string[] => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);

describe('proofs without script', () => {
  it('[G-60] are answered by forms that name what was shown, one for each answer', () => {
    const sent = answersOf(customer()).map((form) => {
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
    for (const [, action] of html.matchAll(/<form[^>]* action="([^"]*)"/g))
      expect(action).toMatch(/^\?\/(decide|plugin)#proof-g1\.i1$/);
  });

  it('[G-58] lead staff back to the place of the next step', () => {
    const actions = [...staff().matchAll(/<form[^>]* action="([^"]*)"/g)].map(([, action]) => action);
    expect(actions).toContain('?/plugin#proofs');
    for (const action of actions) expect(action).toMatch(/#proof(s|-.+)$/);
  });

  it('[G-58] are sent by a form that has chosen what is ready', () => {
    const form = formsOf(staff()).find((one) => one.includes('value="send"'))!;
    expect(postedForm(form)).toEqual([
      ['plugin', 'proofs'],
      ['does', 'send'],
      ['order', slotProps(null).order.id],
      ['sheet', '4'],
      ['works[]', works.draft.work],
      ['rule', 'whoever'],
      ['due', ''],
    ]);
  });

  it('are sent to people who are chosen already, by a day, where the shop has set so', () => {
    const usual = { rule: 'all', contacts: sentTo.map(({ id }) => id), due: '2026-12-02' } as const;
    const html = draw.drawForStaff(
      slotProps(staffProofs([works.draft], { asking: { ...asking, usual } }), {
        rights: ['proofs.edit'],
        decide: undefined,
      }),
    );
    const form = formsOf(html).find((one) => one.includes('value="send"'))!;
    expect(postedForm(form).slice(-4)).toEqual([
      ['rule', 'all'],
      ...sentTo.map(({ id }) => ['contacts[]', id]),
      ['due', '2026-12-02'],
    ]);
  });

  it('are answered for by staff who say which question, as it was shown', () => {
    const html = draw.drawForStaff(
      slotProps(staffProofs([works.waiting]), { rights: ['proofs.record'], decide: undefined }),
    );
    const form = formsOf(html).find((one) => one.includes('/files/given/proofs/offline'))!;
    const { order, _back, ...typed } = Object.fromEntries(postedForm(form));
    expect([order, _back]).toEqual([slotProps(null).order.id, '/orders/1042']);
    expect(typed).toMatchObject({
      work: proofs.waiting.work,
      question: proofs.waiting.question!.id,
      hash: proofs.waiting.question!.hash,
      contact: '',
      way: 'phone',
      at: asking.clock,
      reason: '',
    });
    expect(typed).not.toHaveProperty('choice');
  });

  it('[D-7] are answered for by a form that stands open with all that was typed, after its evidence was refused', () => {
    const typed = {
      contact: '',
      name: 'Sam & Söhne',
      way: 'mail',
      at: '2026-11-26T09:30',
      choice: 'approve',
      ticked: ['size'],
      reason: 'Said so "twice".',
    };
    const { work } = proofs.waiting;
    const html = staffRefused('offline', { work, question: 'gone', hash: 'old', ...typed }, ['proofs.record']);
    const form = formsOf(html).find((one) => one.includes('/files/given/proofs/offline'))!;
    const { order: _order, _back, 'ticked[]': ticked, ...posted } = Object.fromEntries(postedForm(form));
    const { ticked: _, ...texts } = typed;
    expect(posted).toEqual({
      work,
      question: proofs.waiting.question!.id,
      hash: proofs.waiting.question!.hash,
      ...texts,
    });
    expect(ticked).toBe('size');
    expect(foldOf(html, form)).toMatch(/\sopen\b/);
    expect(form).toContain('call.exe');
  });

  it('are added with the note that was typed beside a picture that was refused', () => {
    const { work } = proofs.waiting;
    const html = staffRefused('mockups', { work, note: 'The crest is larger' }, ['proofs.edit']);
    const forms = formsOf(html).filter((one) => one.includes('/files/given/proofs/mockups'));
    const notes = forms.map((form) => [Object.fromEntries(postedForm(form))['note'], form.includes('call.exe')]);
    expect(notes).toEqual([
      ['The crest is larger', true],
      ['', false],
    ]);
    expect(foldOf(html, forms[0]!)).toMatch(/\sopen\b/);
  });

  it('[D-7] let nobody answer for a customer who may not write answers down', () => {
    expect(staff()).not.toContain('/files/given/proofs/offline');
  });

  it('are composed by a form that has chosen what lacks a mockup, and says of the rest why not', () => {
    const some = [works.none, works.waiting, { ...works.voided, obstacle: 'no-size' as const }];
    const html = draw.drawForStaff(slotProps(staffProofs(some), { rights: ['proofs.edit'], decide: undefined }));
    const form = formsOf(html).find((one) => one.includes('value="compose"'))!;
    expect(postedForm(form)).toEqual([
      ['plugin', 'proofs'],
      ['does', 'compose'],
      ['order', slotProps(null).order.id],
      ['sheet', '4'],
      ['works[]', works.none.work],
    ]);
    expect(form).toContain('The order does not say how large it is.');
  });

  it('offer nothing of what would begin anew once their order is over, unless somebody just tried', () => {
    const rights = ['proofs.edit'];
    const over = staffProofs([works.ready, works.waiting], { over: true });
    const html = draw.drawForStaff(slotProps(over, { rights, decide: undefined }));
    for (const form of ['value="compose"', 'value="send"', '/files/given/proofs/mockups'])
      expect(html).not.toContain(form);
    const refusal = { code: 'proofs.over', params: {}, details: null };
    const posted = { does: 'mockups', typed: { work: works.ready.work }, refusal };
    const tried = draw.drawForStaff(slotProps(over, { rights, decide: undefined, posted }));
    expect(tried).toContain('/files/given/proofs/mockups');
  });

  it('choose the first hundred where more lack a mockup, and say so', () => {
    const some = Array.from({ length: 120 }, (_, nth) => ({ ...works.none, work: `g1.i${nth}`, obstacle: null }));
    const html = draw.drawForStaff(slotProps(staffProofs(some), { rights: ['proofs.edit'], decide: undefined }));
    const form = formsOf(html).find((one) => one.includes('value="compose"'))!;
    expect(postedForm(form).filter(([name]) => name === 'works[]')).toHaveLength(100);
    expect(html).toContain('At most 100 are composed at once');
  });

  it('offer nothing to compose where nothing can be drawn, or to whoever only looks', () => {
    const some = [{ ...works.none, obstacle: 'no-drawing' as const }];
    for (const props of [
      slotProps(staffProofs(some), { rights: ['proofs.edit'], decide: undefined }),
      slotProps(staffProofs(), { rights: ['proofs.read'], decide: undefined }),
    ])
      expect(draw.drawForStaff(props)).not.toContain('value="compose"');
  });

  it('lead to each mockup as PDF, by a door for each reader', () => {
    const asked = `?order=${slotProps(null).order.id}&amp;work=g1.i1&amp;mockup=`;
    for (const version of [1, 2]) {
      expect(customer()).toContain(`/files/made/proofs/mockup.pdf${asked}${version}`);
      expect(staff()).toContain(`/files/made/proofs/staff-mockup.pdf${asked}${version}`);
    }
  });

  it('take notes by parts of the picture, where nobody can point', () => {
    const note = formsOf(customer()).find((form) => form.includes('value="pin"'))!;
    const { order, ...typed } = Object.fromEntries(postedForm(note));
    expect(order).toBe(slotProps(null).order.id);
    expect(typed).toMatchObject({
      work: proofs.waiting.work,
      version: '2',
      picture: proofs.waiting.current!.pictures[0]!.id,
      area: '',
      text: '',
    });
    expect(note).toContain('value="bottom-right"');
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
