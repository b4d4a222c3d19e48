import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Page from './testing/Page.svelte';
import { formProps, viewProps } from './testing/samples.ts';

const root = document.documentElement;
root.lang = 'en';
document.title = 'Garment order';

afterEach(() => {
  root.removeAttribute('data-theme');
  root.removeAttribute('dir');
});

const refuse = (path: string, code: string) =>
  ({ code: `garment.${code}`, path, severity: 'refuse', audience: 'customer', params: { typed: '1.5' } }) as const;
const warn = (path: string, code: string) => ({ ...refuse(path, code), severity: 'warn' }) as const;
const issues = [
  refuse('title', 'title-missing'),
  warn('dueOn', 'due-soon'),
  refuse('garments.0.type', 'type-missing'),
  refuse('garments.0.sizes.M', 'pieces-fraction'),
  warn('garments.1.brand', 'brand-missing'),
  refuse('delivery.method', 'delivery-missing'),
  refuse('imprints.0.location', 'location-missing'),
  refuse('imprints.0.width', 'length-not-a-number'),
  warn('imprints.0.inks.0.code', 'ink-assumed'),
];
const changes = [
  { path: 'dueOn', label: 'garment.field.dueOn', before: '2027-05-18', after: '2027-05-20' },
  { path: 'garments.0.sizes.M', label: 'garment.field.garments.sizes', before: 12, after: 24 },
  { path: 'imprints.0.inks.1.name', label: 'garment.field.imprints.inks.name', before: 'Silver', after: 'White' },
  { path: 'imprints.0.location', label: 'garment.field.imprints.location', before: 'pocket', after: 'left-chest' },
  { path: 'imprints.0.underbase', label: 'garment.field.imprints.underbase', before: true, after: false },
  { path: 'garments.1.sizes.YXL', label: 'garment.field.garments.sizes', before: 5 },
];

const looks = {
  filled: {},
  wrong: { issues },
  blank: { content: {}, files: [], addresses: [] },
} as const;

async function draw(part: (typeof parts)[number], look: keyof typeof looks): Promise<void> {
  if (part === 'view') await render(Page, { part, given: viewProps({ changes }) });
  else await render(Page, { part, given: formProps(part, looks[look]) });
}

const parts = ['basics', 'garments', 'delivery', 'artwork', 'view'] as const;
const cases = parts.flatMap((part) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    ([360, 1280] as const).flatMap((width) => (['ltr', 'rtl'] as const).map((dir) => ({ part, theme, width, dir }))),
  ),
);

async function findings(): Promise<readonly string[]> {
  const result = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  });
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
  );
}

/** Buttons and fields that a finger has to hit; radio buttons and boxes are hit by their labels too. */
function smallTargets(): readonly string[] {
  const targets = document.querySelectorAll<HTMLElement>(
    'button:not(.visually-hidden), summary, select, textarea, input:not([type=hidden], [type=radio], [type=checkbox])',
  );
  return [...targets]
    .filter((target) => target.checkVisibility())
    .filter((target) => target.getBoundingClientRect().height < 44)
    .map((target) => target.outerHTML);
}

describe('the form and the view', () => {
  it.each(cases)(
    'have no accessibility violation: $part, $theme, $width px, $dir',
    async ({ part, theme, width, dir }) => {
      await page.viewport(width, 800);
      root.dataset['theme'] = theme;
      root.dir = dir;
      await draw(part, 'wrong');
      expect(await findings()).toEqual([]);
    },
  );

  it.each(parts)('have no accessibility violation while they are blank or filled: %s', async (part) => {
    await draw(part, 'filled');
    expect(await findings()).toEqual([]);
    document.body.replaceChildren();
    await draw(part, 'blank');
    expect(await findings()).toEqual([]);
  });

  it.each(cases)('never scroll sideways: $part, $theme, $width px, $dir', async ({ part, theme, width, dir }) => {
    await page.viewport(width, 800);
    root.dataset['theme'] = theme;
    root.dir = dir;
    await draw(part, 'wrong');
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    expect(root.scrollWidth).toBeLessThanOrEqual(width);
  });

  it.each(parts)('have targets of 44 pixels at 360 px: %s', async (part) => {
    await page.viewport(360, 800);
    await draw(part, 'filled');
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    expect(smallTargets()).toEqual([]);
  });

  it('[G-29] say in words what staff changed, and what it was', async () => {
    await draw('view', 'filled');
    await expect.element(page.getByText('was Tue, May 18, 2027')).toBeVisible();
    for (const words of ['was 12', 'was Silver', 'was Pocket', 'was Yes']) {
      await expect.element(page.getByText(words)).toBeVisible();
    }
    await expect.element(page.getByText(/Taken out since it was sent/)).toBeVisible();
  });

  it('[G-24] name each quantity by its garment and size', async () => {
    await draw('view', 'filled');
    const table = page.getByRole('table', { name: 'Pieces per garment and size' });
    const row = table.getByRole('row', { name: /Gildan 64000B, Ivory/ }).getByRole('cell');
    expect(row.elements().flatMap(({ textContent }) => textContent.trim() || [])).toEqual(['6', '14', '18', '38']);
    await expect.element(table.getByRole('columnheader', { name: 'YM' })).toBeVisible();
    await expect.element(table.getByRole('cell', { name: '132' })).toBeVisible();
  });
});
