import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Page from './testing/Page.svelte';
import { charges, shownCharges, slotProps, staffCharges } from './testing/samples.ts';

const root = document.documentElement;
root.lang = 'en';
document.title = 'Charges';

afterEach(() => {
  root.removeAttribute('data-theme');
  root.removeAttribute('dir');
});

const refusal = {
  code: 'charges.invalid',
  params: {},
  details: {
    issues: [
      {
        code: 'charges.not-a-number',
        path: 'quantity',
        severity: 'refuse',
        audience: 'customer',
        params: { typed: 'two' },
      },
      { code: 'charges.reason-missing', path: 'reason', severity: 'refuse', audience: 'customer', params: {} },
    ],
  },
};
const amending = { does: 'amend', typed: { charge: charges.waiting.id, quantity: 'two', rate: '45' }, refusal };

const customer = (change: object = {}) => render(Page, { block: 'customer', given: slotProps(shownCharges(), change) });
const staff = (change: object = {}) =>
  render(Page, {
    block: 'staff',
    given: slotProps(staffCharges(), { rights: ['charges.read', 'charges.edit'], decide: undefined, ...change }),
  });
const drawn = { customer, staff: () => staff({ posted: amending }) };

const cases = (['customer', 'staff'] as const).flatMap((block) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    ([360, 1280] as const).flatMap((width) => (['ltr', 'rtl'] as const).map((dir) => ({ block, theme, width, dir }))),
  ),
);

async function findings(): Promise<readonly string[]> {
  const result = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  });
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

const choices = (title: string) => page.getByRole('group', { name: `Decide about ${title}` });
const seen = (title: string): boolean => getComputedStyle(choices(title).element()).opacity === '1';
const label = (title: string) => page.getByRole('button', { name: `To approve ${title}` });

describe('the charges of an order', () => {
  it.each(cases)(
    'have no accessibility violation and never scroll sideways: $block, $theme, $width px, $dir',
    async ({ block, theme, width, dir }) => {
      await page.viewport(width, 900);
      root.dataset['theme'] = theme;
      root.dir = dir;
      await drawn[block]();
      for (const one of document.querySelectorAll('details')) one.open = true;
      expect(await findings()).toEqual([]);
      expect(root.scrollWidth).toBeLessThanOrEqual(width);
    },
  );
});

describe('a charge that waits for the customer', () => {
  it('[T-29] has a label, and no other charge has one', async () => {
    await customer();
    expect(page.getByRole('button', { name: /^To approve/ }).elements()).toHaveLength(2);
    expect(document.querySelectorAll('input[name=choice], button[name=choice][value=decline]')).toHaveLength(2);
  });

  it('[T-30] brings up approve and reject where somebody points at its label', async () => {
    await page.viewport(1280, 900);
    await customer();
    await userEvent.unhover(label('Waiting time'));
    expect(seen('Waiting time')).toBe(false);
    await userEvent.hover(label('Waiting time'));
    expect([seen('Waiting time'), seen('Fuel surcharge')]).toEqual([true, false]);
    await userEvent.hover(choices('Waiting time').getByRole('button', { name: /^Approve/ }));
    expect(seen('Waiting time')).toBe(true);
  });

  it('[T-30] brings them up where the focus comes to it, and keeps them while it is there', async () => {
    await customer();
    label('Waiting time').element().focus();
    expect(seen('Waiting time')).toBe(true);
    await userEvent.keyboard('{Tab}');
    expect(document.activeElement?.textContent).toContain('Approve');
    await userEvent.keyboard('{Tab}');
    expect(document.activeElement?.tagName).toBe('SUMMARY');
    expect(seen('Waiting time')).toBe(true);
  });

  it('[T-30] is reached by keyboard and screen reader although nobody points at it', async () => {
    await customer();
    await userEvent.unhover(label('Waiting time'));
    await expect
      .element(choices('Waiting time').getByRole('button', { name: 'Approve Waiting time' }))
      .toBeInTheDocument();
    const approve = choices('Waiting time')
      .getByRole('button', { name: /^Approve/ })
      .element();
    const { left, top, width, height } = approve.getBoundingClientRect();
    // Out of reach of a stray tap until it is seen.
    expect(approve.contains(document.elementFromPoint(left + width / 2, top + height / 2))).toBe(false);
    approve.focus();
    expect(seen('Waiting time')).toBe(true);
  });

  it('[T-30] keeps them up where it was touched, and lets go where it is touched again', async () => {
    await customer();
    await userEvent.click(label('Waiting time'));
    await userEvent.hover(page.getByRole('heading', { level: 1 }));
    (document.activeElement as HTMLElement).blur();
    expect(seen('Waiting time')).toBe(true);
    await userEvent.click(label('Waiting time'));
    await userEvent.hover(page.getByRole('heading', { level: 1 }));
    (document.activeElement as HTMLElement).blur();
    expect(seen('Waiting time')).toBe(false);
  });

  it('is shown to whoever may not approve, and cannot be decided there', async () => {
    await customer({ rights: ['charges'] });
    expect(page.getByText('To approve', { exact: true }).elements()).toHaveLength(2);
    expect(document.querySelectorAll('form, button, input')).toHaveLength(0);
  });

  it('is nothing where the plugin answers nothing', async () => {
    await render(Page, { block: 'customer', given: slotProps(null) });
    expect(document.querySelector('main section')).toBeNull();
  });
});

describe('the staff’s side', () => {
  it('shows why nothing is asked, who decided, and what the customer named', async () => {
    await staff();
    for (const words of [
      'Not asked: its type says so.',
      'Asked, because the customer decided about it before.',
      'Rejected by Pat',
      'It was two hours.',
      'Take €90.00',
    ])
      await expect.element(page.getByText(words).first()).toBeInTheDocument();
  });

  it('keeps what was typed into the one form that was refused, and says what is wrong', async () => {
    await staff({ posted: amending });
    const form = page.getByRole('form', { name: 'Amend Waiting time' });
    await expect.element(form.getByLabelText('How much')).toHaveValue('two');
    await expect.element(form.getByText(/“two” is not a number/)).toBeVisible();
    expect([...document.querySelectorAll('details[open]')]).toHaveLength(1);
  });

  it('changes nothing for whoever may only look', async () => {
    await staff({ rights: ['charges.read'] });
    expect(document.querySelectorAll('form')).toHaveLength(0);
  });
});
