import type { Page } from 'playwright-core';
import * as form from './customer.ts';
import { garmentNameOf } from './expected-job.ts';
import type { OrderSheet } from './order-sheet.ts';
import { openPart } from './portal.ts';

/** Fills all parts of a draft; ends on the last one, the artwork. */
export async function fillAll(page: Page, draft: string, sheet: OrderSheet): Promise<void> {
  await openPart(page, draft, 'basics');
  await form.fillBasics(page, sheet);
  await form.goOn(page, 'Save and continue', 'Garments');
  for (const [index, garment] of sheet.garments.entries()) {
    if (index > 0) await page.getByRole('button', { name: 'Add a garment' }).click();
    const card = form.garmentCard(page, index + 1);
    await form.fillGarment(card, garment);
    await form.typeSizes(card, garment);
  }
  if (sheet.notes) await page.getByLabel('Notes').fill(sheet.notes);
  await form.goOn(page, 'Save and continue', 'Delivery');
  await form.fillDelivery(page, sheet);
  await form.goOn(page, 'Save and continue', 'Print locations and artwork');
  const nameOf = (id: string): string => garmentNameOf(sheet.garments.find((garment) => garment.id === id)!);
  for (const [index, imprint] of sheet.imprints.entries()) {
    if (index > 0) await page.getByRole('button', { name: 'Add a print location' }).click();
    await form.fillImprint(form.imprintCard(page, index + 1), imprint, nameOf);
  }
  if (sheet.artNotes) await page.getByLabel('Notes on artwork').fill(sheet.artNotes);
}

/** Sends the order whose review is open. */
export async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send the order to Inkwell' }).click();
  await page.getByRole('heading', { level: 1, name: 'Inkwell has your request' }).waitFor();
}
