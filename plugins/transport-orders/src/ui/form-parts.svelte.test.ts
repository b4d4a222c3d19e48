import { readForm } from '@docket/sdk/form';
import type { FormProps, Json } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Page from './testing/Page.svelte';
import { formProps } from './testing/samples.ts';

type Group = { readonly [key: string]: Json };

/** Draws a part in the browser; answers what the page would post, and what it would have saved at each change. */
async function drawn(part: 'service' | 'route' | 'goods', change: Partial<FormProps> = {}) {
  const saved: Group[] = [];
  await render(Page, { part, given: formProps(part, { changed: () => saved.push(form()), ...change }) });
  return { form, saved };
}

const form = (): Group =>
  readForm(
    [...new FormData(document.querySelector('form')!)].flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );

describe('the service', () => {
  it('offers the levels of the chosen service, and none of another one', async () => {
    const { form: typed } = await drawn('service');
    await expect.element(page.getByLabelText('Service level (optional)')).not.toBeInTheDocument();
    await page.getByRole('radio', { name: 'Express' }).click();
    await page.getByLabelText('Service level (optional)').selectOptions('Before noon');
    await expect.element(page.getByText(/Wed, 17 Jun 2026\. Order before 10:00 \(Brussels\)/)).toBeVisible();
    expect(typed()).toMatchObject({ service: 'express', level: 'am' });
    await page.getByRole('radio', { name: 'Groupage' }).click();
    expect(typed()).not.toHaveProperty('level');
  });
});

describe.each([
  ['route', 'Company or name', 'Acme Coatings', 'collection.name'],
  ['service', 'Your reference', 'ACME-88123', 'reference'],
  ['goods', 'Description (optional)', 'Paint', 'goods.0.description'],
] as const)('the part %s', (part, label, typed, path) => {
  it('keeps what was typed when the page comes to know of faults', async () => {
    const given = { ...formProps(part, { content: {} }) };
    const { rerender } = await render(Page, { part, given });
    await page.getByLabelText(label).first().fill(typed);
    const fault = { code: 'transport.text-long', severity: 'refuse', audience: 'customer', params: {} } as const;
    await rerender({ given: { ...given, issues: [{ ...fault, path }] } });
    await expect.element(page.getByLabelText(label).first()).toHaveValue(typed);
  });
});

describe('the goods', () => {
  it('add up while one types', async () => {
    await drawn('goods');
    await expect.element(page.getByText('16 packages, 1,336.5 kg')).toBeVisible();
    await page.getByLabelText('Quantity').first().fill('10');
    await expect.element(page.getByText('22 packages, 1,336.5 kg')).toBeVisible();
  });

  it('come, go and come back, and the page is told each time', async () => {
    const { saved } = await drawn('goods');
    const count = (): number => (saved.at(-1)!['goods'] as readonly Json[]).length;
    await page.getByRole('button', { name: 'Add goods' }).click();
    expect(count()).toBe(3);
    await page.getByRole('button', { name: 'Remove goods 1' }).click();
    expect(count()).toBe(2);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(count()).toBe(3);
  });
});
