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
  const postsOf = (reports: readonly string[]) => reports.filter((what) => what.startsWith('posted'));

  it('posts the settings as they are when nothing was changed', async () => {
    await drawn();
    expect(posted()).toEqual(values);
  });

  it('[T-41] greys a switch while the one that it needs is off, says why, and posts it as off', async () => {
    await drawn();
    const answer = page.getByRole('checkbox', { name: 'Answer by itself meanwhile' });
    await expect.element(answer).toBeChecked();
    await page.getByRole('checkbox', { name: 'Pause new orders' }).click();
    await expect.element(answer).toBeDisabled();
    await expect.element(answer).toHaveAccessibleDescription('Only while “Pause new orders” is on.');
    expect(posted()).toMatchObject({ paused: false, answer: false });
  });

  it('adds a row that was filled and drops one that was ticked', async () => {
    await drawn();
    await page.getByRole('button', { name: 'Add a row' }).click();
    await page.getByRole('textbox', { name: 'Place, row 4' }).fill('Back');
    await page.getByRole('checkbox', { name: 'Remove row 1' }).click();
    expect(posted()['limits']).toEqual([values.limits[1], { place: 'Back', on: false }]);
  });

  it('takes Enter in a text field for no button of its own: nothing goes back to the standard by accident', async () => {
    const reports = await drawn();
    await page.getByRole('textbox', { name: 'Reply address (optional)' }).click();
    await userEvent.keyboard('{Enter}');
    expect(postsOf(reports)).toEqual(['posted by Enter']);
  });

  it('finds customers by name on Enter, without being posted, and adds those that are ticked', async () => {
    const reports = await drawn();
    await page.getByRole('searchbox', { name: 'Customer to add' }).fill('ruiz');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('One customer is found. Tick it to add it.')).toBeVisible();
    await page.getByRole('checkbox', { name: 'Ruiz & Daughters' }).click();
    expect(posted()['buyers']).toEqual(['c1', 'c2', 'c3']);
    expect(postsOf(reports)).toEqual([]);
  });

  it('keeps what was ticked when it looks for others, and offers nobody twice', async () => {
    await drawn();
    await page.getByRole('searchbox', { name: 'Customer to add' }).fill('ruiz');
    await page.getByRole('button', { name: 'Find customers' }).click();
    await page.getByRole('checkbox', { name: 'Ruiz & Daughters' }).click();
    await page.getByRole('searchbox', { name: 'Customer to add' }).fill('');
    await page.getByRole('button', { name: 'Find customers' }).click();
    await page.getByRole('checkbox', { name: 'Riverside School' }).click();
    expect(posted()['buyers']).toEqual(['c1', 'c2', 'c3', 'c4']);
    expect(page.getByRole('checkbox', { name: 'Northfield Athletics' }).elements()).toHaveLength(1);
  });

  it('takes a customer off that is unticked', async () => {
    await drawn();
    await page.getByRole('checkbox', { name: 'Northfield Athletics' }).click();
    expect(posted()['buyers']).toEqual(['c2']);
  });

  it('says that nobody is found, and when the search failed, what to do', async () => {
    await drawn();
    const words = page.getByRole('searchbox', { name: 'Customer to add' });
    await words.fill('zebra');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('No customer is found for “zebra”.')).toBeVisible();
    await words.fill('nobody');
    await userEvent.keyboard('{Enter}');
    await expect
      .element(page.getByText('The search did not work. Check your connection, and try again.'))
      .toBeVisible();
  });
});
