import { readForm } from '@docket/sdk/form';
import type { FormProps, Json } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Page from './testing/Page.svelte';
import { paint } from '#rules/samples.fixture.ts';
import { addresses, formProps, full } from './testing/samples.ts';

type Group = { readonly [key: string]: Json };

/** Draws a part in the browser; answers what the page would post, and what it would have saved at each change. */
async function drawn(part: 'service' | 'route' | 'goods', change: Partial<FormProps> = {}) {
  const saved: Group[] = [];
  await render(Page, { part, given: formProps(part, { changed: () => saved.push(form()), ...change }) });
  return { form, saved };
}

const form = (): Group =>
  readForm(
    [...new FormData(document.querySelector('form')!)].flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );

const stopsOf = (group: Group): readonly Group[] => group['stops'] as readonly Group[];
const goodsOf = (group: Group): readonly Group[] => group['goods'] as readonly Group[];

/** Pastes text as a spreadsheet does. */
function paste(label: string, at: number, text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const cell = page.getByLabelText(label).nth(at).element();
  cell.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}

describe('the service', () => {
  it('offers the levels of the chosen service, and none of another one', async () => {
    const { form: typed } = await drawn('service');
    await expect.element(page.getByLabelText('Service level (optional)')).not.toBeInTheDocument();
    await page.getByRole('radio', { name: 'Express' }).click();
    await page.getByLabelText('Service level (optional)').selectOptions('Before noon');
    await expect.element(page.getByText(/Wed, 17 Jun 2026\. Order before 10:00 \(Brussels\)/)).toBeVisible();
    expect(typed()).toMatchObject({ service: 'express', level: 'am' });
    await page.getByRole('radio', { name: 'Groupage' }).click();
    expect(typed()).not.toHaveProperty('level');
  });

  it('says how long orders for the next day are taken, and by whose clock', async () => {
    const closes = new Date('2026-06-16T12:00:00Z');
    const yours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(closes);
    await drawn('service', { content: { service: 'express' } });
    await expect.element(page.getByText('Closes in 1 h 12 min')).toBeVisible();
    if (yours !== '14:00') await expect.element(page.getByText(`14:00 Brussels, ${yours} your time`)).toBeVisible();
  });

  it('takes references of kinds, as many as there are, also none', async () => {
    const { saved } = await drawn('service');
    await page.getByText('Add information').click();
    await page.getByRole('button', { name: 'Add a reference' }).click();
    await page.getByLabelText('Kind of reference').selectOptions('Booking');
    await page.getByLabelText('Reference', { exact: true }).fill('BK-77');
    expect(form()['references']).toMatchObject([{ type: 'booking', value: 'BK-77' }]);
    await page.getByRole('button', { name: 'Remove reference 1' }).click();
    expect(saved.at(-1)).not.toHaveProperty('references');
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(form()['references']).toMatchObject([{ type: 'booking', value: 'BK-77' }]);
  });
});

describe.each([
  ['route', 'Company', 'Acme Coatings', 'stops.0.address.company'],
  ['service', 'Your reference', 'ACME-88123', 'reference'],
  ['goods', 'Description', 'Paint', 'goods.0.description'],
] as const)('the part %s', (part, label, typed, path) => {
  it('keeps what was typed when the page comes to know of faults', async () => {
    const given = { ...formProps(part, { content: {} }) };
    const { rerender } = await render(Page, { part, given });
    await page.getByLabelText(label).first().fill(typed);
    const fault = { code: 'transport.text-long', severity: 'refuse', audience: 'customer', params: {} } as const;
    await rerender({ given: { ...given, issues: [{ ...fault, path }] } });
    await expect.element(page.getByLabelText(label).first()).toHaveValue(typed);
  });
});

describe('the stops', () => {
  it('come between others, change places, go and come back, and keep their ids', async () => {
    const { saved } = await drawn('route');
    const ids = (): unknown[] => stopsOf(saved.at(-1)!).map(({ id }) => id);
    await page.getByRole('button', { name: 'Add a stop after stop 1' }).click();
    const [, between] = ids();
    expect(ids()).toEqual(['s1', between, 's2']);
    expect(stopsOf(form())[1]).toMatchObject({ action: 'collect', zone: 'Europe/Brussels' });
    await page.getByRole('button', { name: 'Move stop 2 down' }).click();
    expect(ids()).toEqual(['s1', 's2', between]);
    await expect.element(page.getByLabelText('What is done here').nth(2)).toHaveFocus();
    await page.getByRole('button', { name: 'Remove stop 1' }).click();
    expect(ids()).toEqual(['s2', between]);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(ids()).toEqual(['s1', 's2', between]);
    expect(stopsOf(form())[0]).toMatchObject({ date: '2026-06-17', from: '08:00' });
  });

  it('are filled with a saved address, whose country says which clock counts', async () => {
    const { saved } = await drawn('route', { content: {}, addresses });
    await page.getByLabelText('Saved address (optional)').first().selectOptions('BuildMart, Dublin');
    expect(stopsOf(saved.at(-1)!)[0]).toMatchObject({
      saved: addresses[0]!.id,
      address: { company: 'BuildMart', city: 'Dublin', country: 'IE', region: '' },
      zone: 'Europe/Dublin',
    });
  });

  it('take the next day that is in time into the first collection', async () => {
    const { saved } = await drawn('route', { content: { ...paint, service: 'express' } });
    await page.getByRole('button', { name: 'Collect on that day' }).click();
    expect(stopsOf(saved.at(-1)!).map(({ date }) => date)).toEqual(['2026-06-16', '2026-06-18']);
    await expect.element(page.getByRole('button', { name: 'Collect on that day' })).not.toBeInTheDocument();
  });
});

describe('the goods', () => {
  it('add up while one types, with the weight that is charged and what it is by', async () => {
    await drawn('goods');
    await expect.element(page.getByText('2,960 kg by loading metres')).toBeVisible();
    await page.getByLabelText('Quantity').first().fill('2');
    await expect.element(page.getByText('14 packages')).toBeVisible();
    await expect.element(page.getByText('1,480 kg by loading metres')).toBeVisible();
    await page.getByLabelText('Gross weight').first().fill('2400');
    await expect.element(page.getByText('2,496.5 kg by gross weight')).toBeVisible();
  });

  it('come, go and come back, and the page is told each time', async () => {
    const { saved } = await drawn('goods');
    const count = (): number => goodsOf(saved.at(-1)!).length;
    await page.getByRole('button', { name: 'Add goods' }).click();
    expect(count()).toBe(3);
    await page.getByRole('button', { name: 'Remove goods 1' }).click();
    expect(count()).toBe(2);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(count()).toBe(3);
  });

  it('take a block of cells, name what cannot be read, and give it back', async () => {
    const { saved } = await drawn('goods');
    paste('Quantity', 1, '2\tdrum\tThinner\t60\t60\t90\t420,5\nsix\tIBC tank\tPaint\n');
    expect(goodsOf(saved.at(-1)!)).toMatchObject([
      { quantity: '4' },
      { id: 'g2', quantity: '2', package: 'drum', description: 'Thinner', height: '90', gross: '420,5' },
      { quantity: 'six', package: 'ibc', description: 'Paint' },
    ]);
    await expect.element(page.getByText('2 lines were pasted.')).toBeVisible();
    await expect.element(page.getByText('Goods 3, Quantity: “six”')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(goodsOf(saved.at(-1)!)).toMatchObject([{ quantity: '4' }, { quantity: '12', package: 'carton' }]);
    expect(goodsOf(form())).toHaveLength(2);
  });

  it('are walked through by arrows and Enter, which never sends the form', async () => {
    await drawn('goods');
    const cell = (at: number) => page.getByLabelText('Quantity').nth(at);
    await cell(0).click();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(cell(1)).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(cell(1)).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}');
    await expect.element(cell(0)).toHaveFocus();
  });

  it('show dangerous ones as the transport document will name them, copy them, and keep them through a paste', async () => {
    const { saved } = await drawn('goods', { content: full });
    await expect.element(page.getByText(/^UN 1263 PAINT, 3, III, .D.E., 4 × Euro pallet/)).toBeVisible();
    await page.getByLabelText('UN number').first().fill('1230');
    await expect.element(page.getByText(/^UN 1230 PAINT, 3, III, .D.E., 4 × Euro pallet/)).toBeVisible();
    paste('Quantity', 0, '6\teuro-pallet\n');
    expect(goodsOf(saved.at(-1)!)[0]).toMatchObject({ quantity: '6', dangerous: [{ unNumber: '1230' }] });
    await page.getByRole('button', { name: 'Copy goods 1' }).click();
    const [one, copy] = goodsOf(saved.at(-1)!);
    expect(copy).toMatchObject({ dangerous: [{ unNumber: '1230' }], sscc: '' });
    expect(copy!['id']).not.toBe(one!['id']);
  });

  it('give the volume and the loading metres by the sides as a hint beside what is entered instead', async () => {
    await drawn('goods', { content: full });
    await expect.element(page.getByText('0.8 LDM by the sides. Enter it only where it differs.')).toBeVisible();
  });
});
