import type { Locator, Page } from 'playwright-core';
import { canonicalSize } from '../../src/rules/sizes.ts';
import type { ArtFile } from './artwork.ts';
import type { GarmentSheet, ImprintSheet, OrderSheet } from './order-sheet.ts';
import { beginning, ending, labelOf, say } from './words.ts';

// What a customer does with the form, field by field, found by the words on the page. None of it needs script, except
// where it says so.

/** The first part of the form. */
export async function fillBasics(page: Page, sheet: OrderSheet): Promise<void> {
  await type(page, labelOf('title'), sheet.title);
  await choose(page, labelOf('method'), say(`garment.method.${sheet.method}`));
  await page.getByLabel(labelOf('dueOn')).fill(sheet.dueOn);
  if (sheet.eventDate) await page.getByLabel(labelOf('eventDate')).fill(sheet.eventDate);
  if (sheet.firm) await page.getByLabel(labelOf('firm')).check();
  await type(page, labelOf('reference'), sheet.reference);
}

/** The card of a garment, counted from one. */
export const garmentCard = (page: Page, number: number): Locator =>
  page.getByRole('group', { name: beginning(say('garment.ui.garment', { number })) });

/** The card of a print location, counted from one. */
export const imprintCard = (page: Page, number: number): Locator =>
  page.getByRole('group', { name: beginning(say('garment.ui.imprint', { number })) });

/** One garment without its sizes. */
export async function fillGarment(card: Locator, garment: GarmentSheet): Promise<void> {
  await choose(card, labelOf('garments.source'), say(`garment.source.${garment.source}`));
  await select(card, labelOf('garments.type'), say(`garment.type.${garment.type}`));
  await select(card, labelOf('garments.fit'), say(`garment.fit.${garment.fit}`));
  await type(card, labelOf('garments.brand'), garment.brand);
  await type(card, labelOf('garments.style'), garment.style);
  await type(card, labelOf('garments.colorway'), garment.colorway);
  if (garment.note) await fillNote(card, garment.note);
}

/** A note is folded away until somebody has one. */
export async function fillNote(card: Locator, note: string): Promise<void> {
  const field = card.getByLabel(labelOf('garments.note'));
  if (!(await field.isVisible())) await card.getByText(say('garment.ui.garment.note.open')).click();
  await field.fill(note);
}

/** The cell of a size. */
export const sizeCell = (card: Locator, size: string): Locator =>
  card.getByRole('textbox', { name: canonicalSize(size), exact: true });

/** Clicks into each cell and types. */
export async function typeSizes(card: Locator, { sizes }: GarmentSheet): Promise<void> {
  for (const [size, pieces] of Object.entries(sizes)) {
    await sizeCell(card, size).click();
    await card.page().keyboard.type(pieces);
  }
}

/** Clicks into the first cell alone; the arrow keys lead to the others. Needs script. */
export async function typeSizesByArrows(card: Locator, { sizes }: GarmentSheet): Promise<void> {
  const { keyboard } = card.page();
  const [first = '', ...others] = Object.keys(sizes);
  await sizeCell(card, first).click();
  await keyboard.type(sizes[first] ?? '');
  for (const size of others) {
    const target = sizeCell(card, size);
    for (let steps = 0; steps < 20 && !(await hasFocus(target)); steps += 1) await keyboard.press('ArrowRight');
    await keyboard.type(sizes[size] ?? '');
  }
}

/** True for the field that the keyboard types into. */
export const hasFocus = (field: Locator): Promise<boolean> =>
  field.evaluate((element) => element === document.activeElement);

/** Copies text elsewhere and pastes it with the keyboard where the focus is. Needs script. */
export async function copyAndPaste(page: Page, text: string): Promise<void> {
  const spreadsheet = await page.context().newPage();
  await spreadsheet.setContent('<textarea></textarea>');
  const cells = spreadsheet.locator('textarea');
  await cells.fill(text);
  await cells.press('Control+a');
  await cells.press('Control+c');
  await spreadsheet.close();
  await page.bringToFront();
  await page.keyboard.press('Control+v');
}

/** The way the goods go, with the address where one is asked. */
export async function fillDelivery(page: Page, { delivery }: OrderSheet): Promise<void> {
  await choose(page, labelOf('delivery.method'), say(`garment.delivery.${delivery.method}`));
  if (delivery.method !== 'pickup') {
    const filled = Object.entries(delivery.address).filter(([, text]) => text !== '');
    for (const [line, text] of filled) await type(page, labelOf(`delivery.address.${line}`), text);
  }
  if (delivery.note) await type(page, labelOf('delivery.note'), delivery.note);
}

/** One print location. Which garments it goes on, and the inks there, are told by the garments' names on the page. */
export async function fillImprint(
  card: Locator,
  imprint: ImprintSheet,
  nameOf: (garmentId: string) => string,
): Promise<void> {
  await chooseLocation(card, imprint.location);
  await fillPrint(card, imprint, nameOf);
}

/** The rest of a print location whose place is chosen already. */
export async function fillPrint(
  card: Locator,
  imprint: ImprintSheet,
  nameOf: (garmentId: string) => string,
): Promise<void> {
  await card.getByText(say(`garment.unit.${imprint.unit}`), { exact: true }).click();
  await type(card, labelOf('imprints.width'), imprint.width);
  await type(card, labelOf('imprints.height'), imprint.height);
  if (imprint.method) await select(card, labelOf('imprints.method'), say(`garment.method.${imprint.method}`));
  const colors = card.getByLabel(labelOf('imprints.colors'));
  if (imprint.colors) await colors.selectOption(imprint.colors);
  await fillInks(card, imprint);
  for (const id of imprint.applies) await card.getByRole('checkbox', { name: nameOf(id) }).check();
  await fillOtherInks(card, imprint, nameOf);
  await type(card, labelOf('imprints.placement'), imprint.placement);
  await type(card, labelOf('imprints.note'), imprint.note);
}

/** Chooses a place in the list. */
export async function chooseLocation(card: Locator, location: string): Promise<void> {
  const answer = card.getByRole('radio', { name: say(`garment.location.${location}`), exact: true });
  const fold = card.getByText(say('garment.ui.location.more'));
  if (!(await answer.isVisible())) await fold.click();
  await answer.check();
}

/** Walks over the drawing with the keyboard alone and picks a place by its pin. Needs script. */
export async function pickOnDrawing(card: Locator, side: string, location: string): Promise<void> {
  const { keyboard } = card.page();
  const sides = card.getByRole('group', { name: say('garment.ui.picture') });
  await sides.getByRole('button', { name: say(`garment.ui.picture.${side}`), exact: true }).focus();
  await keyboard.press('Enter');
  const pins = card.locator('button.pin');
  // A pin bears its number in the list, too.
  const pin = pins.and(card.getByRole('button', { name: ending(say(`garment.location.${location}`)) }));
  for (let steps = 0; steps < 9 && !(await anyHasFocus(pins)); steps += 1) await keyboard.press('Tab');
  const around = ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'];
  for (let steps = 0; steps < 24 && !(await hasFocus(pin)); steps += 1) {
    await keyboard.press(around[Math.floor(steps / 2) % around.length]!);
  }
  await keyboard.press('Enter');
}

const anyHasFocus = (found: Locator): Promise<boolean> =>
  found.evaluateAll((elements) => elements.some((element) => element === document.activeElement));

/** Each colour's name and number, in as many lines as are there: without script there is one more after each saving. */
export async function fillInks(card: Locator, { inks }: ImprintSheet): Promise<void> {
  for (const [index, ink] of inks.entries()) {
    const number = index + 1;
    const [name, pantone, thread] = ['name', 'code.ink', 'code.thread'].map((field) =>
      card.getByRole('textbox', { name: say(`garment.ui.ink.${field}`, { number }), exact: true }),
    );
    if (!(await name!.isVisible())) return;
    await name!.fill(ink.name);
    await pantone!.or(thread!).fill(ink.code);
  }
}

async function fillOtherInks(
  card: Locator,
  { inkByGarment }: ImprintSheet,
  nameOf: (garmentId: string) => string,
): Promise<void> {
  const differing = Object.entries(inkByGarment);
  if (differing.length === 0) return;
  const field = (id: string): Locator => card.getByRole('textbox', { name: nameOf(id) });
  if (!(await field(differing[0]![0]).isVisible())) await card.getByText(labelOf('imprints.inkByGarment')).click();
  for (const [id, ink] of differing) await field(id).fill(ink);
}

/** Gives files to a print location, as from the file picker. */
export const attach = (card: Locator, files: readonly ArtFile[]): Promise<void> =>
  card.getByLabel(labelOf('imprints.files'), { exact: true }).setInputFiles([...files]);

/** Types into a field, letter by letter. */
export async function type(scope: Page | Locator, label: string, text: string): Promise<void> {
  const field = scope.getByRole('textbox', { name: beginning(label) }).first();
  if (text === '') return;
  await field.click();
  await field.press('Control+a');
  await field.pressSequentially(text);
}

const choose = (scope: Page | Locator, group: string, answer: string): Promise<void> =>
  scope
    .getByRole('group', { name: beginning(group) })
    .getByRole('radio', { name: answer, exact: true })
    .check();

const select = async (scope: Page | Locator, label: string, answer: string): Promise<void> => {
  await scope.getByRole('combobox', { name: beginning(label) }).selectOption({ label: answer });
};

/** Presses the button that leads to the next part or to the review; a page that does not go on says what it shows. */
export async function goOn(page: Page, button: 'Save and continue' | 'Save and review', next: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  const heading = page.getByRole('heading', { level: 1, name: next });
  await heading.waitFor().catch(async (error: unknown) => {
    throw new Error(`The page did not go on to ${next}.\n${await page.locator('main').ariaSnapshot()}`, {
      cause: error,
    });
  });
}
