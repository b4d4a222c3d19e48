import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import FilledIn from './FilledIn.svelte';

describe('a field that was filled in for whoever opens the form', () => {
  it('says where its value is from, and says so no more once it is another', async () => {
    await render(FilledIn);
    const dock = page.getByRole('textbox', { name: 'Dock' });
    await expect.element(dock).toHaveAccessibleDescription('From your standing details');
    await dock.fill('Gate 5');
    await expect.element(dock).toHaveAccessibleDescription('');
    await dock.fill('Gate 4');
    await expect.element(dock).toHaveAccessibleDescription('From your standing details');
  });

  it('says nothing where a plugin proposed it, or nobody did', async () => {
    await render(FilledIn);
    await expect.element(page.getByRole('textbox', { name: 'Unit' })).toHaveAccessibleDescription('');
    await expect.element(page.getByRole('textbox', { name: 'Note' })).toHaveAccessibleDescription('');
  });
});
