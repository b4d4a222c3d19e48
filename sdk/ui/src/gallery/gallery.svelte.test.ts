import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Gallery from './Gallery.svelte';

const root = document.documentElement;
root.lang = 'en';
document.title = 'Gallery of the kit';

afterEach(() => {
  root.removeAttribute('data-theme');
  root.removeAttribute('dir');
});

const pages = ['order', 'form'] as const;
const themes = ['light', 'dark'] as const;
const widths = [360, 1280] as const;
const directions = ['ltr', 'rtl'] as const;
const cases = pages.flatMap((kind) =>
  themes.flatMap((theme) => widths.flatMap((width) => directions.map((dir) => ({ kind, theme, width, dir })))),
);

async function findings(): Promise<readonly string[]> {
  const result = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  });
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
  );
}

describe('the gallery of all components', () => {
  it.each(cases)(
    'has no accessibility violation: $kind page, $theme, $width px, $dir',
    async ({ kind, theme, width, dir }) => {
      await page.viewport(width, 800);
      root.dataset['theme'] = theme;
      root.dir = dir;
      await render(Gallery, { page: kind });
      expect(await findings()).toEqual([]);
    },
  );

  it.each(cases)('never scrolls sideways: $kind page, $theme, $width px, $dir', async ({ kind, theme, width, dir }) => {
    await page.viewport(width, 800);
    root.dataset['theme'] = theme;
    root.dir = dir;
    await render(Gallery, { page: kind });
    expect(root.scrollWidth).toBeLessThanOrEqual(width);
  });
});
