import { stores } from '@docket/core/testing';
import { pluginCaller } from '@docket/sdk/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShownDesigns } from '../rules/shown.ts';
import type { ProofsApi } from '../server.ts';
import { openProofShop, refused, typed, type Made, type ProofShop } from '../shop.fixture.ts';

const crest = 'The crest of Smith & Sons.';

describe.each(stores)('designs of a customer on %s', { timeout: 60_000 }, (store) => {
  let shop: ProofShop;
  let first: Made;
  beforeAll(async () => {
    shop = await openProofShop(store);
    first = await approvedFrom(crest, { width: '3' });
  }, 120_000);
  afterAll(() => shop.close());

  const approvedFrom = async (...wanted: Parameters<ProofShop['orderFrom']>): Promise<Made> => {
    const made = await shop.orderFrom(...wanted);
    await shop.upload(made);
    await shop.send(made);
    await shop.answer(made, 'approve');
    await shop.settle();
    return made;
  };
  const ofCustomer = async (customer: string, before?: string): Promise<ShownDesigns> =>
    (await pluginCaller<ProofsApi>(shop.owner.staff as never, 'proofs').query('designs', {
      customer,
      ...(before !== undefined && { before }),
    }))!;
  const designs = async () => (await ofCustomer(shop.smith)).designs;

  it('are there once for the same bytes, with where they were used and how they were approved last', async () => {
    const again = await shop.orderFrom(crest, { width: '3.5' });
    const [design, ...others] = (await designs()).filter(({ approved }) => approved);
    expect(others).toEqual([]);
    expect(design!.used.map(({ id }) => id)).toEqual([again.id, first.id]);
    expect(design!.approved).toMatchObject({
      order: { number: first.number },
      by: 'Sarah',
      place: { type: 'words', key: 'garment.location.left-chest' },
    });
    const sizes = design!.approved!.lines.filter(({ label }) => label === 'garment.work.size');
    expect(sizes).toEqual([{ label: 'garment.work.size', value: expect.objectContaining({ type: 'words' }) }]);
    // Of what is made on, and how many, nothing is said.
    expect(design!.approved!.lines.map(({ label }) => label)).not.toContain('garment.work.pieces');
  });

  it('tell staff and customer of a later order when it was approved, and what differs now', async () => {
    const later = await shop.orderFrom(crest, { width: '4' });
    const expected = {
      order: { id: first.id, number: first.number },
      by: 'Sarah',
      differences: [{ label: 'garment.work.size', before: { values: { width: 3 } }, now: { values: { width: 4 } } }],
    };
    expect((await shop.proof(later)).before).toMatchObject(expected);
    await shop.upload(later);
    await shop.send(later);
    expect((await shop.seen(later)).before).toMatchObject(expected);
    const same = await shop.orderFrom(crest, { width: '3' });
    expect((await shop.proof(same)).before).toMatchObject({ order: { id: first.id }, differences: [] });
  });

  it('are told of no other order than theirs: not of the same one, nor of other artwork', async () => {
    expect((await shop.proof(first)).before).toBeNull();
    const other = await shop.orderFrom('Another crest.');
    expect((await shop.proof(other)).before).toBeNull();
  });

  it('count as approved only while the approval holds', async () => {
    const other = 'The crest of last year.';
    const made = await approvedFrom(other);
    const next = await shop.orderFrom(other);
    expect((await shop.proof(next)).before).toMatchObject({ order: { id: made.id } });
    await shop.revise(made, { colorway: 'Navy' });
    await shop.settle();
    expect((await shop.proof(next)).before).toBeNull();
  });

  it('are another customer’s never, though the bytes are the same', async () => {
    const { order } = await shop.owner.staff.orders.get.query({ number: first.number });
    expect(order.customer_id).toBe(shop.smith);
    expect(await shop.tom.portal.files.earlier.query({ kind: 'garment' })).toEqual([]);
    const draft = (await shop.tom.portal.requests.begin.mutate({ kind: 'garment' })).id;
    const body = new FormData();
    body.append('files', new File([crest], 'crest.txt'));
    await shop.tom.fetch(`/files/drafts/${draft}/artwork`, { method: 'POST', body });
    const { files } = await shop.tom.portal.requests.open.query({ id: draft });
    const content = typed({ files: files.map(({ id }) => id) });
    const { orderId, number } = await shop.tom.portal.requests.submit.mutate({ id: draft, content });
    await shop.settle();
    expect((await shop.proof({ id: orderId!, number: number! })).before).toBeNull();
  });

  it('are all there, page by page, also behind files that nothing is made from', async () => {
    const ordered = async (count: number, isMade: boolean) => {
      const { id } = await shop.tom.portal.requests.begin.mutate({ kind: 'garment' });
      const body = new FormData();
      for (let nth = 0; nth < count; nth += 1) body.append('files', new File([`${id} ${nth}`], `file-${nth}.txt`));
      await shop.tom.fetch(`/files/drafts/${id}/artwork`, { method: 'POST', body });
      const files = (await shop.tom.portal.requests.open.query({ id })).files.map((file) => file.id);
      const content = typed({ files: isMade ? files : [] });
      const { number } = await shop.tom.portal.requests.submit.mutate({ id, content });
      return { number: number!, files };
    };
    const made = [await ordered(10, true), await ordered(10, true), await ordered(10, true)];
    await ordered(30, false);
    await shop.settle();
    const { order } = await shop.owner.staff.orders.get.query({ number: made[0]!.number });
    const found: string[] = [];
    let next: string | null | undefined;
    do {
      const page = await ofCustomer(order.customer_id, next ?? undefined);
      expect(page.designs.length).toBeGreaterThan(0);
      expect(page.designs.length).toBeLessThanOrEqual(24);
      found.push(...page.designs.map(({ file }) => file.id));
      ({ next } = page);
    } while (next);
    const all = made.flatMap(({ files }) => files);
    expect(found.filter((id) => all.includes(id))).toEqual(all.toSorted().toReversed());
  });

  it('are for staff who read orders and mockups', async () => {
    expect(
      await refused(
        pluginCaller<ProofsApi>(shop.sarah.staff as never, 'proofs').query('designs', { customer: shop.smith }),
      ),
    ).toMatchObject({ status: 401 });
  });
});
