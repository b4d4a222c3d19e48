import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Page from './testing/Page.svelte';
import { addresses, formProps, full, simulatorProps, viewProps } from './testing/samples.ts';

const root = document.documentElement;
root.lang = 'en';
document.title = 'Transport order';

afterEach(() => {
  root.removeAttribute('data-theme');
  root.removeAttribute('dir');
});

const refuse = (path: string, code: string) =>
  ({ code: `transport.${code}`, path, severity: 'refuse', audience: 'customer', params: { typed: '1.5' } }) as const;
const issues = [
  refuse('reference', 'reference-missing'),
  refuse('service', 'service-missing'),
  refuse('level', 'level-not-available'),
  refuse('references.0.value', 'reference-empty'),
  refuse('incoterm.place', 'incoterm-place-missing'),
  refuse('stops', 'delivery-missing'),
  refuse('stops.0.date', 'not-a-date'),
  refuse('stops.0.from', 'time-repeated'),
  refuse('stops.1.zone', 'zone-unknown'),
  refuse('stops.1.address.city', 'town-missing'),
  refuse('goods', 'goods-missing'),
  refuse('goods.0.quantity', 'quantity-fraction'),
  refuse('goods.0.dangerous.0.unNumber', 'service-without-adr'),
  refuse('goods.0.hsCode', 'hs-code-invalid'),
  { ...refuse('goods.1.gross', 'weight-odd'), severity: 'warn' } as const,
];
const changes = [
  { path: 'service', label: 'transport.field.service', before: 'express', after: 'groupage' },
  { path: 'stops.0.date', label: 'transport.field.stops.date', before: '2026-06-16', after: '2026-06-17' },
  { path: 'stops.1.address.country', label: 'transport.field.stops.address.country', before: 'GB', after: 'IE' },
  { path: 'stops.1.id', label: 'transport.field.stops.id', after: 's3' },
  { path: 'goods.0.quantity', label: 'transport.field.goods.quantity', before: 3, after: 4 },
  { path: 'goods.0.gross', label: 'transport.field.goods.gross', before: 1200, after: 1240 },
  { path: 'goods.2.quantity', label: 'transport.field.goods.quantity', before: 3 },
];

const parts = ['service', 'route', 'goods', 'view', 'simulator'] as const;
async function draw(part: (typeof parts)[number], wrong: boolean): Promise<void> {
  if (part === 'view') await render(Page, { part, given: viewProps(wrong ? { content: full, changes } : {}) });
  else if (part === 'simulator') {
    const faults = [refuse('date', 'date-invalid'), refuse('zone', 'zone-unknown')];
    await render(Page, { part, given: simulatorProps(wrong ? { issues: faults } : {}) });
  } else
    await render(Page, {
      part,
      given: formProps(part, wrong ? { content: full, addresses, issues } : { content: {} }),
    });
}

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
    'button:not(.visually-hidden), select, textarea, input:not([type=hidden], [type=radio], [type=checkbox])',
  );
  return [...targets]
    .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < 44)
    .map((target) => target.outerHTML);
}

describe('the form, the view and the simulator', () => {
  it.each(cases)(
    'have no accessibility violation and never scroll sideways: $part, $theme, $width px, $dir',
    async ({ part, theme, width, dir }) => {
      await page.viewport(width, 800);
      root.dataset['theme'] = theme;
      root.dir = dir;
      await draw(part, true);
      expect(await findings()).toEqual([]);
      expect(root.scrollWidth).toBeLessThanOrEqual(width);
    },
  );

  it.each(parts)(
    'have no accessibility violation while nothing is wrong, and targets of 44 pixels: %s',
    async (part) => {
      await page.viewport(360, 800);
      await draw(part, false);
      expect(await findings()).toEqual([]);
      expect(smallTargets()).toEqual([]);
    },
  );

  it('say in words what staff changed, and what it was', async () => {
    await draw('view', true);
    for (const words of ['was express', 'was Tue, 16 Jun 2026', 'was United Kingdom', 'was 3'])
      await expect.element(page.getByText(words)).toBeVisible();
    await expect.element(page.getByText(/Taken out since it was sent/)).toBeVisible();
  });
});
