import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { MainLink } from '../index.ts';
import Places from './Places.svelte';

const names = ['Home', 'Orders', 'Requests', 'Customers', 'Staff', 'Settings'];
const links = (count: number): MainLink[] =>
  names
    .slice(0, count)
    .map((label) => ({ href: `#${label}`, label, icon: 'home', count: label === 'Settings' ? 4 : 0 }));

describe('the main navigation', () => {
  it('shows every place on a wide screen', async () => {
    await page.viewport(1280, 800);
    await render(Places, { links: links(6) });
    for (const name of [...names.slice(0, 5), 'Settings 4'])
      await expect.element(page.getByRole('link', { name })).toBeVisible();
    await expect.element(page.getByRole('button')).not.toBeInTheDocument();
  });

  it('shows five places on a phone, and nothing to open', async () => {
    await page.viewport(360, 800);
    await render(Places, { links: links(5) });
    await expect.element(page.getByRole('link', { name: 'Staff' })).toBeVisible();
    await expect.element(page.getByRole('button')).not.toBeInTheDocument();
  });

  it('opens the places that a phone has no room for, says what waits there, and closes on Escape', async () => {
    await page.viewport(360, 800);
    await render(Places, { links: links(6) });
    const more = page.getByRole('button', { name: 'More 4' });
    const settings = page.getByRole('link', { name: 'Settings 4' });
    await expect.element(page.getByRole('link', { name: 'Customers' })).toBeVisible();
    await expect.element(settings).not.toBeInTheDocument();
    await more.click();
    await expect.element(settings).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(settings).not.toBeInTheDocument();
  });
});
