import type { FormFile } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { drawn } from './testing/drawn.ts';
import { draft, formProps } from './testing/samples.ts';

const card = (number: number) => page.getByRole('group', { name: new RegExp(`^Print location ${number}`) });
const place = (number: number, name: string) => card(number).getByRole('radio', { name, exact: true });
const pin = (number: number, name: string) => card(number).getByTitle(name, { exact: true });

describe('the location picker', () => {
  it('[G-16] is answered in the list with the arrow keys, and the drawing follows', async () => {
    const { form } = await drawn('artwork');
    await place(1, 'Left chest').click();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(place(1, 'Right chest')).toBeChecked();
    await expect.element(pin(1, 'Right chest')).toHaveAttribute('aria-pressed', 'true');
    expect(form()).toMatchObject({ imprints: [{ location: 'right-chest' }, {}] });
  });

  it('[G-16] is answered on the drawing with the keyboard alone', async () => {
    const { saved } = await drawn('artwork');
    (pin(1, 'Left chest').element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowLeft}');
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(pin(1, 'Right chest')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(saved.at(-1)).toMatchObject({ imprints: [{ location: 'right-chest' }, {}] });
  });

  it('is one stop of the Tab key for all pins of a side', async () => {
    await drawn('artwork');
    const stops = [...card(1).element().querySelectorAll<HTMLElement>('.pin')].filter((one) => one.tabIndex === 0);
    expect(stops.map((one) => one.title)).toEqual(['Left chest']);
  });

  it('turns to another side, and back with the answer', async () => {
    await drawn('artwork');
    await card(1).getByRole('group', { name: 'Side of the garment' }).getByRole('button', { name: 'Back' }).click();
    await expect.element(pin(1, 'Upper back')).toBeVisible();
    await place(1, 'Left chest').click();
    await place(1, 'Right chest').click();
    await expect.element(pin(1, 'Center chest')).toBeVisible();
  });

  it('[G-16] asks for a name when it is another place', async () => {
    const { form } = await drawn('artwork');
    await place(1, 'Another place').click();
    await card(1).getByLabelText('Name of the location').fill('Left cuff');
    expect(form()).toMatchObject({ imprints: [{ location: 'other', label: 'Left cuff' }, {}] });
  });

  it('shows a cap for a cap', async () => {
    await drawn('artwork', { content: { ...draft, garments: [{ ...draft.garments[0]!, type: 'cap' }], imprints: [] } });
    await expect.element(pin(1, 'Cap front')).toBeVisible();
  });
});

describe('the print size', () => {
  it('[G-17] changes its unit with its numbers', async () => {
    const { saved } = await drawn('artwork');
    await card(1).getByRole('radio', { name: 'mm' }).click();
    expect(saved.at(-1)).toMatchObject({ imprints: [{ unit: 'mm', width: '88.9', height: '101.6' }, {}] });
    await card(1).getByRole('radio', { name: 'inches' }).click();
    expect(saved.at(-1)).toMatchObject({ imprints: [{ unit: 'in', width: '3.5', height: '4' }, {}] });
  });

  it('takes the usual size on demand', async () => {
    const { saved } = await drawn('artwork');
    await card(1).getByRole('button', { name: 'Use 3.5 × 3.5 inches' }).click();
    expect(saved.at(-1)).toMatchObject({ imprints: [{ width: '3.5', height: '3.5' }, {}] });
  });

  it('warns at once when it is larger than the smallest garment takes', async () => {
    await drawn('artwork');
    await card(1).getByLabelText('Print width').fill('9');
    await expect.element(card(1).getByText(/This is larger than the usual limit here, 4 in × 4 in/)).toBeVisible();
  });
});

describe('the colors', () => {
  it('[G-17] have as many lines as colors are asked for, and always an empty one', async () => {
    const { form } = await drawn('artwork');
    await card(1).getByLabelText('Number of colors').selectOptions('4');
    await expect.element(card(1).getByLabelText('Name of color 4')).toBeVisible();
    await card(1).getByLabelText('Name of color 3').fill('Navy');
    await card(1).getByLabelText('Pantone number of ink 3').fill('289 C');
    expect(form()).toMatchObject({
      imprints: [{ colors: '4', inks: [{}, {}, { name: 'Navy', code: '289 C' }, {}] }, {}],
    });
  });

  it('close the gap when one goes', async () => {
    const { saved } = await drawn('artwork');
    await card(1).getByRole('button', { name: 'Remove color 1' }).click();
    expect(saved.at(-1)).toMatchObject({ imprints: [{ inks: [{ name: 'White' }, { name: '' }] }, {}] });
  });

  it('are not asked for where the method has none', async () => {
    const { form } = await drawn('artwork');
    await card(1).getByLabelText('Method here').selectOptions('dtg');
    await expect.element(card(1).getByLabelText('Number of colors')).not.toBeVisible();
    expect(form()).toMatchObject({ imprints: [{ method: 'dtg', inks: [{ name: 'Gold' }, {}, {}] }, {}] });
  });
});

describe('the garments of a print', () => {
  it('[G-17] are all until some are ticked, and may have an ink of their own', async () => {
    const { form } = await drawn('artwork');
    await card(1).getByRole('checkbox', { name: 'Gildan 64000B, Ivory' }).click();
    expect(form()).toMatchObject({
      imprints: [{ applies: ['g2'], inkByGarment: { g2: 'Brown instead of white' } }, {}],
    });
  });
});

describe('the artwork of a print location', () => {
  const [sample] = formProps('artwork').files;
  const arriving = (id: string, name: string): FormFile => ({ ...sample!, id, name });

  it('[G-18] is sent with its progress, and attached to its own location', async () => {
    const progress: ((share: number) => void)[] = [];
    const arrive: ((file: FormFile) => void)[] = [];
    const { saved } = await drawn('artwork', {
      upload: (_file, report) => {
        progress.push(report);
        return new Promise((resolve) => arrive.push(resolve));
      },
    });
    await userEvent.upload(card(2).getByLabelText('Artwork'), new File(['%PDF-1.7'], 'crest.pdf'));
    progress[0]!(0.5);
    await expect.element(card(2).getByLabelText('Upload of crest.pdf')).toHaveAttribute('value', '4');
    arrive[0]!(arriving('f9', 'crest.pdf'));
    await expect.element(card(2).getByRole('link', { name: 'crest.pdf' })).toBeVisible();
    expect(saved.at(-1)).toMatchObject({ imprints: [{ files: ['f1'] }, { files: ['f2', 'f9'] }] });
  });

  it('[G-18] takes several files, and keeps one that failed to try it again', async () => {
    let attempts = 0;
    const { form } = await drawn('artwork', {
      upload: async (file) => {
        attempts += 1;
        if (attempts === 1) throw new Error('The line was cut');
        return arriving(`f${attempts}9`, file.name);
      },
    });
    await userEvent.upload(card(2).getByLabelText('Artwork'), [new File(['a'], 'a.png'), new File(['b'], 'b.png')]);
    await expect.element(card(2).getByText('Not uploaded')).toBeVisible();
    await expect.element(card(2).getByRole('link', { name: 'b.png' })).toBeVisible();
    await card(2).getByRole('button', { name: 'Try again' }).click();
    await expect.element(card(2).getByRole('link', { name: 'a.png' })).toBeVisible();
    expect(form()).toMatchObject({ imprints: [{}, { files: ['f2', 'f29', 'f39'] }] });
  });

  it('is taken off again', async () => {
    const { saved } = await drawn('artwork');
    await page.getByRole('button', { name: 'Remove northwind-crest.png' }).click();
    expect(saved.at(-1)).toMatchObject({ imprints: [{ location: 'left-chest' }, { files: ['f2'] }] });
    await expect.element(page.getByText('northwind-crest.png was removed.')).toBeVisible();
  });

  it('[G-19] is judged live at the size that is asked for, and never stops the order', async () => {
    await drawn('artwork');
    await expect.element(card(1).getByText(/257 dots per inch and may look soft/)).toBeVisible();
    await card(1).getByLabelText('Print width').fill('2');
    await card(1).getByLabelText('Print height').fill('');
    await expect.element(card(1).getByText(/Sharp at 2 in: 450 dots per inch/)).toBeVisible();
    await card(1).getByLabelText('Print width').fill('10');
    await expect.element(card(1).getByText(/only 90 dots per inch and will look blurred/)).toBeVisible();
  });

  it('[G-19] says what the shop likes best', async () => {
    await drawn('artwork');
    await expect.element(card(1).getByText(/Vector files .* print best/)).toBeVisible();
  });
});

describe('the list of print locations', () => {
  it('[G-16] grows by a location, in the unit of the last one', async () => {
    const { saved } = await drawn('artwork', {
      content: { ...draft, imprints: [{ ...draft.imprints[0]!, unit: 'mm' }] },
    });
    await page.getByRole('button', { name: 'Add a print location' }).click();
    expect(saved.at(-1)).toMatchObject({ imprints: [{ id: 'i1' }, { unit: 'mm' }] });
    await expect.element(place(2, 'Front')).toHaveFocus();
  });

  it('[G-16] loses one with its artwork, and takes it back', async () => {
    const { saved } = await drawn('artwork');
    await page.getByRole('button', { name: 'Remove print location 1' }).click();
    expect(saved.at(-1)).toMatchObject({ imprints: [{ id: 'i2', files: ['f2'] }] });
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(saved.at(-1)).toMatchObject({ imprints: [{ id: 'i1', files: ['f1'] }, { id: 'i2' }] });
  });
});
