import { issue } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import LaidOut from './LaidOut.svelte';

const aside = ['stops.*.dock', 'stops.*.hours'];
const summary = () => page.getByText('Add information');
const field = (name: string) => page.getByRole('textbox', { name });

describe('optional fields of a form', () => {
  it('[T-52] stand in view where the shop shows them, the others behind "Add information", which names them', async () => {
    await render(LaidOut, { aside });
    await expect.element(field('Reference')).toBeVisible();
    await expect.element(page.getByText('Dock and Opening hours')).toBeVisible();
    await expect.element(page.getByLabelText('Dock', { exact: true })).not.toBeVisible();
    await summary().click();
    await expect.element(field('Dock')).toBeVisible();
    await expect.element(field('Opening hours')).toBeVisible();
  });

  it('have nothing to add where all of them are shown', async () => {
    await render(LaidOut, { aside: ['garments.*.note'] });
    await expect.element(field('Dock')).toBeVisible();
    await expect.element(summary()).not.toBeInTheDocument();
  });

  it('open with the keyboard', async () => {
    await render(LaidOut, { aside });
    await field('Reference').click();
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await expect.element(field('Dock')).toBeVisible();
  });

  it('are open from the start where something is in them', async () => {
    await render(LaidOut, { aside, dock: '14' });
    await expect.element(field('Dock')).toBeVisible();
  });

  it('are open from the start where something is wrong or worth knowing about them', async () => {
    await render(LaidOut, { aside, issues: [issue('warn', 'x.odd', 'stops.0.hours')] });
    await expect.element(field('Opening hours')).toBeVisible();
  });

  it('open by themselves when something comes to be in them, and stay open when it is taken out again', async () => {
    await render(LaidOut, { aside });
    await page.getByRole('button', { name: 'Fill the dock' }).click();
    await expect.element(field('Dock')).toBeVisible();
    await field('Dock').fill('');
    await expect.element(field('Dock')).toBeVisible();
  });

  it('open by themselves for an error, and again by the link to it after somebody closed them', async () => {
    await render(LaidOut, { aside });
    await page.getByRole('button', { name: 'Check' }).click();
    await expect.element(field('Opening hours')).toBeVisible();
    await summary().click();
    await expect.element(page.getByLabelText('Opening hours')).not.toBeVisible();
    await page.getByRole('link', { name: 'Correct stops.0.hours' }).click();
    await expect.element(field('Opening hours')).toHaveFocus();
  });

  it('post what is in them, open or not', async () => {
    await render(LaidOut, { aside, dock: '14' });
    await summary().click();
    const form = document.querySelector('form')!;
    expect([...new FormData(form)]).toEqual([
      ['reference', ''],
      ['stops.0.dock', '14'],
      ['stops.0.hours', ''],
    ]);
  });
});
