import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { drawn } from './testing/drawn.ts';
import { draft } from './testing/samples.ts';

const cell = (garment: number, size: string) =>
  page.getByRole('group', { name: new RegExp(`^Garment ${garment}`) }).getByLabelText(size, { exact: true });
const field = (garment: number, name: string) =>
  page.getByRole('group', { name: new RegExp(`^Garment ${garment}`) }).getByLabelText(name);

/** Pastes as a browser does: the text is on the clipboard's event, and the browser's own paste can be stopped. */
function paste(garment: number, size: string, text: string): boolean {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  cell(garment, size).element().dispatchEvent(event);
  return event.defaultPrevented;
}

describe('the size grid', () => {
  it('[G-12] takes a run of sizes typed with Enter between the cells', async () => {
    const { form } = await drawn('garments');
    await cell(1, 'S').click();
    await userEvent.keyboard('1{Enter}2{Enter}3{Enter}');
    await expect.element(cell(1, 'XL')).toHaveFocus();
    expect(form()).toMatchObject({ garments: [{ sizes: { S: '1', M: '2', L: '3' } }, {}] });
  });

  it('[G-13] leads from garment to garment with the arrow keys', async () => {
    await drawn('garments');
    await cell(1, 'S').click();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(cell(1, 'M')).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(cell(2, 'YM')).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}{ArrowLeft}');
    await expect.element(cell(1, 'S')).toHaveFocus();
  });

  it('lets a number be corrected digit by digit', async () => {
    await drawn('garments');
    await cell(1, 'M').click();
    await userEvent.keyboard('{End}{ArrowLeft}{Backspace}3');
    await expect.element(cell(1, 'M')).toHaveFocus();
    await expect.element(cell(1, 'M')).toHaveValue('34');
  });

  it('goes on with Tab, cell by cell', async () => {
    await drawn('garments');
    await cell(1, 'S').click();
    await userEvent.tab();
    await expect.element(cell(1, 'M')).toHaveFocus();
  });

  it('[G-14] adds up each garment and the order while one types', async () => {
    await drawn('garments');
    await cell(1, 'M').fill('34');
    await expect.element(page.getByText('This garment 104 pieces')).toBeVisible();
    await expect.element(page.getByText('All 2 garments 142 pieces')).toBeVisible();
    await cell(1, 'M').fill('a few');
    await expect.element(page.getByText('Not all cells could be counted').first()).toBeVisible();
  });

  it('[G-13] copies the garment above with Control and D', async () => {
    const { saved } = await drawn('garments', {
      content: { ...draft, garments: [draft.garments[0]!, { ...draft.garments[0]!, id: 'g2', sizes: { XS: '7' } }] },
    });
    await cell(2, 'S').click();
    await userEvent.keyboard('{Control>}d{/Control}');
    expect(saved.at(-1)).toMatchObject({ garments: [{}, { sizes: { XS: '7', S: '10', M: '24', '3XL': '2' } }] });
  });

  it('[G-13] copies its sizes to the next garment, in that garment’s own labels', async () => {
    const { saved } = await drawn('garments', {
      content: {
        ...draft,
        garments: [
          { ...draft.garments[0]!, sizes: { S: '5', '2XL': '1' } },
          { ...draft.garments[1]!, sizes: {} },
        ],
      },
    });
    await page.getByRole('button', { name: 'Copy these sizes to garment 2' }).click();
    expect(saved.at(-1)).toMatchObject({ garments: [{}, { sizes: { YS: '5', '2XL': '1' } }] });
    await expect.element(page.getByText('The sizes of garment 1 were copied to garment 2.')).toBeVisible();
  });

  it('takes the quantities along when the fit changes', async () => {
    const { form } = await drawn('garments');
    await field(1, 'Fit').selectOptions('youth');
    await expect.element(cell(1, 'YM')).toHaveValue('24');
    expect(form()).toMatchObject({
      garments: [{ sizes: { YS: '10', YM: '24', YL: '30', YXL: '20', '2XL': '8' } }, {}],
    });
  });

  it('[G-12] takes a size that no list has', async () => {
    const { form } = await drawn('garments');
    const garment = page.getByRole('group', { name: /^Garment 1/ });
    await garment.getByText('More sizes').click();
    await garment.getByLabelText('A size that is not listed').fill('8xl');
    await garment.getByRole('button', { name: 'Add size' }).click();
    await expect.element(cell(1, '8XL')).toHaveFocus();
    await userEvent.keyboard('4');
    expect(form()).toMatchObject({ garments: [{ sizes: { '8XL': '4' } }, {}] });
  });
});

describe('a paste from a spreadsheet', () => {
  it('[G-12] fills the run from the chosen cell on', async () => {
    const { saved } = await drawn('garments');
    expect(paste(1, 'S', '1\t2\t3\n')).toBe(true);
    expect(saved.at(-1)).toMatchObject({ garments: [{ sizes: { S: '1', M: '2', L: '3', XL: '20' } }, {}] });
  });

  it('[G-13] makes a garment of each line, with its color', async () => {
    const { saved } = await drawn('garments', { content: { ...draft, garments: [draft.garments[0]!] } });
    paste(1, 'S', 'Color\tS\tM\tXXL\tFront\nPepper\t1\t2\t3\tbadge\nIvory\t4\t5\t6\t\n');
    expect(saved.at(-1)).toMatchObject({
      garments: [
        { colorway: 'Pepper', sizes: { S: '1', M: '2', '2XL': '3' } },
        { brand: 'Comfort Colors', style: '1717', colorway: 'Ivory', sizes: { S: '4', M: '5', '2XL': '6' } },
      ],
    });
    await expect
      .element(page.getByText('The sizes of 2 garments were pasted. Not understood, and left out: Front.'))
      .toBeVisible();
  });

  it('[G-14] shows where it contradicts itself', async () => {
    await drawn('garments');
    paste(1, 'S', 'S\tM\tTotal\n6\t14\t22\n');
    await expect.element(page.getByText(/The cells of garment 1 do not add up/)).toBeVisible();
  });

  it('brings up the sizes that were out of sight', async () => {
    await drawn('garments');
    paste(1, 'S', 'YS\tYM\n3\t4\n');
    await expect.element(cell(1, 'YM')).toBeVisible();
    await expect.element(cell(1, 'YM')).toHaveValue('4');
  });

  it('leaves one cell to the browser', async () => {
    const { saved } = await drawn('garments');
    expect(paste(1, 'S', '12')).toBe(false);
    expect(saved).toEqual([]);
  });
});

describe('the list of garments', () => {
  it('[G-13] grows by a garment, and goes on in it', async () => {
    const { saved } = await drawn('garments');
    await page.getByRole('button', { name: 'Add a garment' }).click();
    expect(saved.at(-1)).toMatchObject({ garments: [{ id: 'g1' }, { id: 'g2' }, { source: 'shop', fit: 'adult' }] });
    await expect.element(field(3, 'Type')).toHaveFocus();
  });

  it('[G-13] copies a garment with its sizes, and goes on at its color', async () => {
    const { saved } = await drawn('garments');
    await page.getByRole('button', { name: 'Copy garment 1' }).click();
    expect(saved.at(-1)).toMatchObject({
      garments: [{ id: 'g1' }, { brand: 'Comfort Colors', sizes: { M: '24' } }, { id: 'g2' }],
    });
    await expect.element(field(2, 'Color')).toHaveFocus();
  });

  it('removes a garment, and brings it back', async () => {
    const { saved } = await drawn('garments');
    await page.getByRole('button', { name: 'Remove garment 1' }).click();
    expect(saved.at(-1)).toMatchObject({ garments: [{ id: 'g2' }] });
    await expect.element(page.getByText('Garment 1 was removed.')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Undo' })).toHaveFocus();
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(saved.at(-1)).toMatchObject({ garments: [{ id: 'g1', sizes: { M: '24' } }, { id: 'g2' }] });
  });

  it('never runs empty, and gives the only garment back instead of the blank one', async () => {
    const { saved } = await drawn('garments', { content: { ...draft, garments: [draft.garments[0]!] } });
    await page.getByRole('button', { name: 'Remove garment 1' }).click();
    expect(saved.at(-1)).toMatchObject({ garments: [{ brand: '', sizes: {} }] });
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(saved.at(-1)!['garments']).toHaveLength(1);
    expect(saved.at(-1)).toMatchObject({ garments: [{ id: 'g1', brand: 'Comfort Colors' }] });
  });

  it('gives a cap its one size, and leaves a chosen fit alone', async () => {
    await drawn('garments', { content: {} });
    await field(1, 'Type').selectOptions('cap');
    await expect.element(field(1, 'Fit')).toHaveValue('one-size');
    await expect.element(cell(1, 'OSFA')).toBeVisible();
    await field(1, 'Fit').selectOptions('youth');
    await field(1, 'Type').selectOptions('tee');
    await expect.element(field(1, 'Fit')).toHaveValue('youth');
  });

  it('[G-14] marks the cell that is wrong, and says why', async () => {
    await drawn('garments', {
      issues: [
        {
          code: 'garment.pieces-fraction',
          path: 'garments.0.sizes.M',
          severity: 'refuse',
          audience: 'customer',
          params: { typed: '1.5' },
        },
      ],
    });
    await expect.element(cell(1, 'M')).toBeInvalid();
    await expect.element(cell(1, 'M')).toHaveAccessibleDescription(/M: “1.5” is not a whole number/);
    await expect.element(cell(1, 'S')).not.toBeInvalid();
  });
});
