import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { readSettingFields } from '../settings/setting-fields.ts';
import { settingsFromForm } from '../settings/setting-values.ts';
import Behaviour from './Behaviour.svelte';
import { schema, values } from './settings.ts';

async function drawn(): Promise<string[]> {
  const reports: string[] = [];
  await render(Behaviour, { report: (what) => reports.push(what) });
  return reports;
}

describe('an error summary', () => {
  it('takes the focus when it appears, and again when the errors change', async () => {
    await drawn();
    await page.getByRole('button', { name: 'Check' }).click();
    await expect.element(page.getByRole('alert')).toHaveFocus();
    await page.getByRole('button', { name: 'Check' }).click();
    await expect.element(page.getByRole('alert')).toHaveFocus();
  });

  it('leads to the field, which says the same and is marked invalid', async () => {
    await drawn();
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByRole('link', { name: 'Enter the number' }).click();
    const field = page.getByRole('textbox', { name: 'Purchase order' });
    await expect.element(field).toHaveFocus();
    await expect.element(field).toHaveAccessibleDescription('On your paper Enter the number');
    await expect.element(field).toBeInvalid();
  });
});

describe('a question with few answers', () => {
  it('is answered with the arrow keys', async () => {
    await drawn();
    await page.getByRole('radio', { name: 'Screen print' }).click();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(page.getByLabelText('Chosen')).toHaveTextContent('thread');
  });
});

describe('a dialog', () => {
  it('opens without script of ours, keeps the focus, closes on Escape and gives the focus back', async () => {
    const reports = await drawn();
    const opener = page.getByRole('button', { name: 'Ask' });
    await opener.click();
    await expect.element(page.getByRole('dialog', { name: 'Are you sure?' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(opener).toHaveFocus();
    expect(reports).toContain('dialog closed');
  });
});

describe('a menu', () => {
  it('shows its links on demand and hides them on Escape', async () => {
    await drawn();
    const link = page.getByRole('link', { name: 'Order again' });
    await expect.element(link).not.toBeInTheDocument();
    await page.getByRole('button', { name: 'More' }).click();
    await expect.element(link).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(link).not.toBeInTheDocument();
  });
});

describe('a slot', () => {
  it('replaces a panel that fails with a named box, reports it once and keeps the panel beside it', async () => {
    const reports = await drawn();
    await expect.element(page.getByRole('group', { name: 'reorders:again' })).toBeVisible();
    await expect.element(page.getByText('Beside it')).toBeVisible();
    expect(reports.filter((what) => what === 'reorders:again failed')).toHaveLength(1);
  });

  it('draws the panel again on demand', async () => {
    await drawn();
    await page.getByRole('button', { name: 'Repair' }).click();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(page.getByText('The panel works again.')).toBeVisible();
  });
});

describe('a drop zone', () => {
  it('hands over what was picked, and takes the same file again', async () => {
    const reports = await drawn();
    const zone = page.getByLabelText('Artwork');
    await userEvent.upload(zone, new File(['%PDF'], 'logo.pdf'));
    await userEvent.upload(zone, new File(['%PDF'], 'logo.pdf'));
    expect(reports.filter((what) => what === 'logo.pdf')).toHaveLength(2);
  });
});

describe('a toast', () => {
  it('speaks in a live region that was there before, and goes when it is closed', async () => {
    await drawn();
    await page.getByRole('button', { name: 'Delete' }).click();
    const toast = page.getByRole('status').filter({ hasText: 'Draft deleted' });
    await expect.element(toast).toBeVisible();
    await toast.getByRole('button', { name: 'Close' }).click();
    await expect.element(page.getByText('Draft deleted')).not.toBeInTheDocument();
  });
});

describe('a text to copy', () => {
  it('is copied by its button, which says so to screen readers', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await drawn();
    await page.getByRole('button', { name: 'Copy PO-8801' }).click();
    await expect.element(page.getByText('Copied')).toBeInTheDocument();
    expect(write).toHaveBeenCalledWith('PO-8801');
  });
});

describe('a way through a list', () => {
  it('offers only the pages that are there', async () => {
    await drawn();
    await expect.element(page.getByRole('link', { name: 'Older' })).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Newer' })).not.toBeInTheDocument();
  });
});

describe('a generated settings form', () => {
  const posted = (): Record<string, unknown> => {
    const form = page.getByRole('form', { name: 'Settings' }).element();
    if (!(form instanceof HTMLFormElement)) throw new TypeError('The settings form is no form');
    return settingsFromForm(readSettingFields(schema), new FormData(form));
  };

  it('posts the settings as they are when nothing was changed', async () => {
    await drawn();
    expect(posted()).toEqual(values);
  });

  it('adds a row that was filled and drops one that was ticked', async () => {
    await drawn();
    await page.getByRole('button', { name: 'Add a row' }).click();
    await page.getByRole('textbox', { name: 'Place, row 4' }).fill('Back');
    await page.getByRole('checkbox', { name: 'Remove row 1' }).click();
    expect(posted()['limits']).toEqual([values.limits[1], { place: 'Back', on: false }]);
  });
});
