import { pluginCaller } from '@docket/sdk/client';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProofsApi } from '../src/server.ts';
import { keepPicture, openPrintShop, quality, type Made, type PrintShop, type Who } from './support/print-shop.ts';

const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };

describe('a design that is used again', { timeout: 240_000 }, () => {
  let shop: PrintShop;
  let first: Made;
  beforeAll(async () => {
    shop = await openPrintShop();
    first = await shop.order({ width: '3' });
    await shop.platform.settle();
    await approve(first);
  }, 240_000);
  afterAll(() => shop?.close());

  /** One mockup, sent and approved. */
  async function approve({ id }: Made): Promise<void> {
    const { robin, sarah } = shop.people;
    const square = { width: 300, height: 300, channels: 3, background: '#20242b' } as const;
    const body = new FormData();
    for (const [name, value] of Object.entries({ order: id, work: 'g1.i1' })) body.append(name, value);
    body.append('files', new File([new Uint8Array(await sharp({ create: square }).png().toBuffer())], 'mockup.png'));
    const headers = { accept: 'application/json', origin: new URL(shop.url).origin };
    await robin.fetch('/files/given/proofs/mockups', { method: 'POST', headers, body });
    await shop.platform.settle();
    const staff = pluginCaller<ProofsApi>(robin.staff as never, 'proofs');
    const { sheet } = (await staff.query('board', { order: id }))!;
    await staff.mutate('send', { order: id, works: ['g1.i1'], contacts: [], sheet });
    const shown = await pluginCaller<ProofsApi>(sarah.portal as never, 'proofs').query('proofs', { order: id });
    const { id: approval, hash } = shown!.proofs[0]!.question!;
    const ticked = ['spelling', 'size', 'placement'];
    await sarah.portal.approvals.decide.mutate({ decisions: [{ approval, hash }], choice: 'approve', ticked });
    await shop.platform.settle();
  }

  async function open(who: Who, path: string, how: object = desk): Promise<Page> {
    const page = await shop.open(who, how);
    await page.goto(`${shop.url}/${path}`, { waitUntil: 'networkidle' });
    return page;
  }

  it('stands on its customer’s page, with where it was used and how it was approved last', async () => {
    const { order } = await shop.people.robin.staff.orders.get.query({ number: first.number });
    for (const [name, how] of Object.entries({ desk, phone })) {
      const page = await open('robin', `admin/customers/${order.customer_id}`, how);
      const designs = page.getByRole('region', { name: 'Designs' });
      await designs.getByText(/Last approved/).waitFor();
      expect(await designs.innerText()).toMatch(/crest\.svg[^]*Sarah Smith[^]*Left chest[^]*3 in wide/i);
      await designs.scrollIntoViewIfNeeded();
      await page.waitForLoadState('networkidle');
      await keepPicture(page, `designs-customer-${name}`);
      expect(await quality(page)).toEqual([]);
    }
  });

  it('says on a later order what differs from when it was approved', async () => {
    const later = await shop.order({ width: '4' });
    await shop.platform.settle();
    const page = await open('robin', `admin/orders/${later.number}`);
    const before = page.getByRole('region', { name: /^Approved before/ });
    await before.scrollIntoViewIfNeeded();
    expect(await before.innerText()).toMatch(
      new RegExp(`${first.number}[^]*What differs now[^]*4 in wide[^]*3 in wide`),
    );
    await keepPicture(page, 'designs-order');
    expect(await quality(page)).toEqual([]);
  });

  it.each([
    ['with script, on a phone', phone],
    ['without script', { ...desk, javaScriptEnabled: false }],
  ])('comes into a new order with its print by one press, %s', async (name, how) => {
    const { id } = await shop.people.sarah.portal.requests.begin.mutate({ kind: 'garment' });
    const page = await open('sarah', `draft/${id}/artwork`, how);
    await page.getByText('Use a design again').click();
    const kept = name.replaceAll(/\W+/g, '-');
    await page.getByRole('button', { name: 'Use again: crest.svg' }).scrollIntoViewIfNeeded();
    await keepPicture(page, `designs-picker-${kept}`);
    if (name !== 'without script') expect(await quality(page)).toEqual([]);
    await page.getByRole('button', { name: 'Use again: crest.svg' }).click();
    await page.getByRole('button', { name: 'Remove crest.svg' }).waitFor();
    await keepPicture(page, `designs-taken-${kept}`);
    // As it was on the last order.
    const { content, files } = await shop.people.sarah.portal.requests.open.query({ id });
    expect(files).toMatchObject([{ name: 'crest.svg', state: 'stored' }]);
    expect((content as { readonly imprints: readonly object[] }).imprints).toMatchObject([
      { location: 'left-chest', width: '4', method: 'screen-print', inks: [{ name: 'White' }], files: [files[0]!.id] },
    ]);
  });
});
