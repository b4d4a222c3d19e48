import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { drawn } from './testing/drawn.ts';

describe('the basics', () => {
  it('[G-11] ask title, method and date, and a purchase order number that may stay empty', async () => {
    const { form } = await drawn('basics', { content: {} });
    await page.getByLabelText('Title').fill('Spring merch');
    await page.getByRole('radio', { name: 'Embroidery' }).click();
    await page.getByLabelText('Due date').fill('2027-05-20');
    await page.getByRole('checkbox', { name: 'The date is firm' }).click();
    await expect.element(page.getByLabelText('Your PO number (optional)')).toBeVisible();
    expect(form()).toEqual({
      title: 'Spring merch',
      method: 'embroidery',
      dueOn: '2027-05-20',
      eventDate: '',
      firm: 'yes',
      reference: '',
    });
  });

  it('offer the methods that the shop chose', async () => {
    await drawn('basics', { content: {}, settings: { methods: ['dtg', 'embroidery'] } });
    expect(page.getByRole('radio').elements()).toHaveLength(2);
  });
});

describe('the delivery', () => {
  it('[G-15] is one of three, and asks for an address unless it is a pickup', async () => {
    const { form } = await drawn('delivery');
    expect(page.getByRole('radio').elements()).toHaveLength(3);
    await page.getByRole('radio', { name: 'Pickup' }).click();
    await expect.element(page.getByLabelText('Street', { exact: true })).not.toBeVisible();
    await page.getByRole('radio', { name: 'Local courier' }).click();
    await expect.element(page.getByLabelText('Street', { exact: true })).toBeVisible();
    expect(form()).toMatchObject({ delivery: { method: 'courier', address: { street: '118 Mill Street' } } });
  });

  it('[G-04] is filled in from a saved address, which can still be changed', async () => {
    const { form, saved } = await drawn('delivery');
    await page.getByLabelText('Saved address').selectOptions('Warehouse');
    expect(saved.at(-1)).toMatchObject({
      delivery: { saved: 'a2', address: { street: '9 Rail Way', city: 'Redmond' } },
    });
    await page.getByLabelText('Street', { exact: true }).fill('11 Rail Way');
    expect(form()).toMatchObject({ delivery: { address: { street: '11 Rail Way' } } });
  });
});
