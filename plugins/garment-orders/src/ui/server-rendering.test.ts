import { readForm } from '@docket/sdk/form';
import { openVite } from '@docket/ui/testing/open-vite.ts';
import { attribute, postedForm } from '@docket/ui/testing/posted-form.ts';
import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blankDraft } from '#rules/blank.ts';
import { fields } from '#rules/fields.ts';
import { mergePart } from '#rules/merge.ts';
import { draft, earlierDesign, viewProps } from './testing/samples.ts';
import type * as drawing from './testing/draw.ts';
import type { Part } from './testing/draw.ts';

let vite: ViteDevServer;
let draw: typeof drawing;
const parts: readonly Part[] = ['basics', 'garments', 'delivery', 'artwork'];

beforeAll(async () => {
  vite = await openVite(`${import.meta.dirname}/../..`);
  draw = (await vite.ssrLoadModule('/src/ui/testing/draw.ts')) as typeof drawing;
}, 60_000);

afterAll(() => vite.close());

describe('the form without script', () => {
  it.each(parts)('[G-10] posts the part %s as it was, so that saving it changes nothing', (part) => {
    const merged = mergePart(draft, part, readForm(postedForm(draw.drawForm(part))));
    expect(merged).toEqual(draft);
  });

  it.each(parts)('posts a blank part %s as it was', (part) => {
    const blank = blankDraft('in');
    const merged = mergePart(blank, part, readForm(postedForm(draw.drawForm(part, { content: blank }))));
    expect(merged).toEqual(blank);
  });

  it('[G-13] adds, copies and removes garments by buttons of the form', () => {
    const html = draw.drawForm('garments');
    for (const step of ['add:garments', 'copy:garments.0', 'copy:garments.1', 'remove:garments.0']) {
      expect(html).toMatch(new RegExp(`<button[^>]*name="_do"[^>]*value="${step}"[^>]*type="submit"`));
    }
  });

  it('[G-16] adds and removes print locations and files by buttons of the form', () => {
    const html = draw.drawForm('artwork');
    for (const step of ['add:imprints', 'remove:imprints.1', 'remove-file:imprints.0.f1']) {
      expect(html).toMatch(new RegExp(`<button[^>]*name="_do"[^>]*value="${step}"[^>]*type="submit"`));
    }
  });

  it('uses a design again by a button of the form: it goes to a new print location, with its last print', () => {
    const html = draw.drawForm('artwork', { earlier: [earlierDesign] });
    const button = /<button[^>]*value="use-file:[^>]*>/.exec(html)![0];
    const step = attribute(button, 'value')!;
    expect(attribute(button, 'aria-label')).toBe('Use again: crest.svg');
    expect(html).toMatch(/Left chest · 3 in · White/);
    // As the platform hands it on, once the copy is there.
    const posted = [...postedForm(html), ['imprints.2.files[]', 'copy'], ['_do', step]] as const;
    const { imprints } = mergePart(draft, 'artwork', readForm(posted)) as { readonly imprints: readonly object[] };
    expect(imprints).toHaveLength(3);
    expect(imprints[2]).toMatchObject({ location: 'left-chest', width: '3', unit: 'in', files: ['copy'] });
  });

  it('presses a harmless button on Enter, because a browser presses the first one', () => {
    for (const part of ['garments', 'artwork'] as const) {
      const first = /<button[^>]*type="submit"[^>]*>/.exec(draw.drawForm(part))?.[0] ?? '';
      expect(first).not.toContain('_do');
    }
  });

  it('[G-18] takes several files for each print location by plain file inputs', () => {
    const files = [...draw.drawForm('artwork').matchAll(/<input[^>]*type="file"[^>]*>/g)].map(([tag]) => tag);
    expect(files.map((tag) => attribute(tag, 'name'))).toEqual(['imprints.0.files', 'imprints.1.files']);
    for (const tag of files) expect(tag).toMatch(/\smultiple/);
  });

  it('[G-16] offers every place as a radio button', () => {
    const html = draw.drawForm('artwork');
    for (const place of ['full-front', 'full-back', 'left-chest', 'cap-front', 'other']) {
      expect(html).toMatch(new RegExp(`<input[^>]*type="radio"[^>]*name="imprints.0.location"[^>]*value="${place}"`));
    }
  });

  it('[G-14] shows the totals that the server added up', () => {
    expect(draw.drawForm('garments')).toContain('132 pieces');
  });

  it('[G-15] has every field of the address', () => {
    const html = draw.drawForm('delivery');
    for (const line of ['name', 'street', 'city', 'postcode', 'country']) {
      expect(html).toContain(`name="delivery.address.${line}"`);
    }
  });
});

describe('the form as the shop laid it out', () => {
  const optional = fields.filter((field) => field.optional !== undefined);
  const behind = (html: string): string => /<summary.*?Add information.*?<\/details>/s.exec(html)?.[0] ?? '';

  it.each(optional)('[T-52] has $path in view, or behind "Add information"', ({ path, part }) => {
    const drawn = (aside: readonly string[]) => draw.drawForm(part as Part, { content: blankDraft('in'), aside });
    expect(behind(drawn([]))).toBe('');
    expect(behind(drawn([path]))).toContain(`name="${path}"`);
  });

  it('lets the shop lay out what may stay empty, and moves nothing until it does', () => {
    expect(optional.map(({ path, optional: place }) => [path, place])).toEqual([
      ['reference', 'shown'],
      ['notes', 'shown'],
      ['delivery.note', 'shown'],
      ['artNotes', 'shown'],
    ]);
  });

  it.each(parts)('[G-10] posts the part %s as it was, wherever its fields stand', (part) => {
    const aside = optional.map(({ path }) => path);
    const merged = mergePart(draft, part, readForm(postedForm(draw.drawForm(part, { aside }))));
    expect(merged).toEqual(draft);
  });
});

describe('the form with what is wrong', () => {
  const refuse = (path: string, code: string) =>
    ({ code: `garment.${code}`, path, severity: 'refuse', audience: 'customer', params: { typed: '1.5' } }) as const;
  const faults = [
    ['basics', 'title', 'title-missing'],
    ['basics', 'method', 'method-missing'],
    ['basics', 'dueOn', 'due-missing'],
    ['garments', 'garments.0.type', 'type-missing'],
    ['garments', 'garments.0.colorway', 'colorway-missing'],
    ['garments', 'garments.1.sizes', 'row-no-pieces'],
    ['garments', 'garments.0.sizes.M', 'pieces-fraction'],
    ['garments', 'garments', 'rows-many'],
    ['garments', 'garments.0', 'row-unreadable'],
    ['delivery', 'delivery.method', 'delivery-missing'],
    ['delivery', 'delivery.address.street', 'address-missing'],
    ['artwork', 'imprints', 'imprints-many'],
    ['artwork', 'imprints.0.location', 'location-missing'],
    ['artwork', 'imprints.0.label', 'location-label-missing'],
    ['artwork', 'imprints.0.width', 'length-not-a-number'],
    ['artwork', 'imprints.0.colors', 'colors-fraction'],
    ['artwork', 'imprints.0.inks', 'inks-many'],
    ['artwork', 'imprints.0.inks.0.code', 'not-text'],
    ['artwork', 'imprints.0.applies', 'applies-gone'],
    ['artwork', 'imprints.0.files', 'files-many'],
  ] as const;

  it.each(faults)('in %s says it at %s, where the summary links to', (part, path, code) => {
    const html = draw.drawForm(part, { issues: [refuse(path, code)] });
    const id = `field-${path.replaceAll('.', '-')}`;
    expect(html).toMatch(new RegExp(`<[a-z]+[^>]* id="${id}(-_91_93)?"`));
    expect(html).toMatch(new RegExp(`id="${id}(-_91_93|_91_93)?-error"`));
  });
});

describe('every page', () => {
  it('repeats no id', () => {
    for (const html of [...parts.map((part) => draw.drawForm(part)), draw.drawView()]) {
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    }
  });

  it('draws whatever a draft holds', () => {
    for (const content of [null, 'x', [], { garments: 'x', imprints: [1, null], delivery: [] }]) {
      for (const part of parts) expect(draw.drawForm(part, { content })).toContain('<form');
      expect(draw.drawView({ content })).toContain('</main>');
    }
  });

  it('[G-24] shows sizes, garments, places and inks of an order', () => {
    const html = draw.drawView();
    for (const words of ['Comfort Colors 1717, Pepper', '2XL', 'Left chest', 'Gold', '7555 C', '118 Mill Street']) {
      expect(html).toContain(words);
    }
  });

  it('[G-25] links every file of an order', () => {
    expect(draw.drawView()).toContain('href="/files/f1/northwind-crest.png"');
  });

  it.each([
    ['pending', 'is still being checked'],
    ['blocked', 'is blocked: nobody can open it'],
  ])('[abuse 90] names a file that is %s, and offers it to nobody', (state, words) => {
    const files = viewProps().files.map((file) => ({ ...file, state }));
    const page = draw.drawView({ files });
    expect(page).toContain('northwind-crest.png');
    expect(page).toContain(words);
    expect(page).not.toContain('href="/files/f1/');
  });

  it('tells staff what was found in the files, and customers not', () => {
    expect(draw.drawView()).toContain('257 dots per inch');
    expect(draw.drawView({ audience: 'customer' })).not.toContain('dots per inch');
  });
});
