import type { Scanner } from '@docket/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blackPng, openProofShop, refused, typed, type ProofShop } from './shop.fixture.ts';

const megabyte = 2 ** 20;

describe('what is given as a mockup', { timeout: 120_000 }, () => {
  let shop: ProofShop;
  beforeAll(async () => void (shop = await openProofShop('pglite')), 120_000);
  afterAll(() => shop.close());

  const fileOf = (name: string, bytes: string | Buffer): File => new File([new Uint8Array(Buffer.from(bytes))], name);
  const statusOf = async (id: string, name: string): Promise<number> =>
    (await shop.owner.fetch(`/files/${id}/${name}`)).status;

  it('[abuse 84] as a PDF of 300 pages is looked at by its first one, and sent', async () => {
    const made = await shop.order();
    await shop.upload(made, { file: fileOf('catalogue.pdf', pdfOf(300)) });
    const [picture] = (await shop.proof(made)).mockups[0]!.pictures;
    expect(picture).toMatchObject({ lack: null });
    expect(await statusOf(picture!.id, 'preview')).toBe(200);
    await shop.send(made);
    expect(await shop.seen(made)).toMatchObject({ standing: 'waiting' });
  });

  it('[abuse 81] as an SVG with script is blocked: nobody has it, and it is never sent', async () => {
    const made = await shop.order();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    await shop.upload(made, { file: fileOf('evil.svg', svg) });
    const [picture] = (await shop.proof(made)).mockups[0]!.pictures;
    expect(picture).toMatchObject({ lack: 'blocked' });
    expect(await statusOf(picture!.id, 'evil.svg')).toBe(415);
    expect(await refused(shop.send(made))).toMatchObject({ code: 'proofs.blocked', status: 409 });
    expect(await shop.shown(made)).toBeNull();
  });

  it('[abuse 90] that nobody has looked at yet is never sent, and no customer has it until it was', async () => {
    const made = await shop.order();
    await shop.upload(made);
    const { id, name } = (await shop.proof(made)).mockups[0]!.pictures[0]!;
    await unseen(id);
    expect((await shop.proof(made)).mockups[0]!.pictures).toMatchObject([{ lack: 'looking' }]);
    expect(await refused(shop.send(made))).toMatchObject({ code: 'proofs.still-looking', status: 409 });
    expect(await shop.shown(made)).toBeNull();
    for (const way of [name, 'preview']) expect((await shop.sarah.fetch(`/files/${id}/${way}`)).status).toBe(404);
  });

  it('[abuse 83] of 30,000 by 30,000 pixels is kept, the board says that there is no picture, and it is never sent', async () => {
    const made = await shop.order();
    await shop.upload(made, { file: blackPng('huge.png', 30_000) });
    const [picture] = (await shop.proof(made)).mockups[0]!.pictures;
    expect(picture).toMatchObject({ lack: 'undrawn' });
    expect(await statusOf(picture!.id, 'preview')).toBe(404);
    expect(await refused(shop.send(made))).toMatchObject({ code: 'proofs.not-drawn', status: 409 });
    expect(await shop.shown(made)).toBeNull();
  });

  it('of 200 MB is refused as too large: it is kept nowhere, and takes no memory', async () => {
    const made = await shop.order();
    const memory = (): number => process.memoryUsage().arrayBuffers;
    const [before, piece] = [memory(), new Uint8Array(megabyte)];
    let most = 0;
    const answer = await post(made.id, async function* file() {
      for (let nth = 0; nth < 200; nth += 1) {
        most = Math.max(most, memory() - before);
        yield piece;
      }
    });
    expect([answer.status, await answer.json()]).toEqual([
      413,
      expect.objectContaining({ code: 'file.too-large', params: { megabytes: 50, file: 'huge.png' } }),
    ]);
    expect(most).toBeLessThan(100 * megabyte);
    expect(await shop.proof(made)).toMatchObject({ standing: 'none', mockups: [] });
  });

  /** Puts a file back to before its inspection, as where that is down. */
  async function unseen(id: string): Promise<void> {
    const text = `update core.file set facts = null, inspected_at = null, state = 'pending' where id = $1`;
    await shop.test.platform.database.withTenant(shop.test.shop).run({ name: 'test.unseen', text, values: [id] });
  }

  /** Posts a form whose file comes piece by piece. */
  function post(order: string, file: () => AsyncIterable<Uint8Array>): Promise<Response> {
    const text = (words: string): Uint8Array => Buffer.from(words.replaceAll('\n', '\r\n'));
    const field = (name: string, value: string): string =>
      `--form\nContent-Disposition: form-data; name="${name}"\n\n${value}\n`;
    async function* form(): AsyncGenerator<Uint8Array> {
      yield text(field('order', order) + field('work', 'g1.i1') + field('note', ''));
      yield text('--form\nContent-Disposition: form-data; name="files"; filename="huge.png"\n\n');
      yield* file();
      yield text('\n--form--\n');
    }
    const headers = {
      accept: 'application/json',
      origin: 'http://shop.test',
      'content-type': 'multipart/form-data; boundary=form',
    };
    const init = { method: 'POST', headers, body: ReadableStream.from(form()), duplex: 'half' };
    return shop.owner.fetch('/files/given/proofs/mockups', init as RequestInit);
  }
});

describe('artwork that a scanner finds something in after its mockup was answered', { timeout: 120_000 }, () => {
  it('[abuse 90] is told to the mockup: what was approved holds no more, and no history says that somebody changed the order', async () => {
    const { promise: told, resolve: tell } = Promise.withResolvers<void>();
    const scanner: Scanner = {
      async scan(content) {
        const pieces: Uint8Array[] = [];
        for await (const piece of content) pieces.push(piece);
        if (!Buffer.concat(pieces).includes('A logo.')) return { type: 'clean' };
        await told;
        return { type: 'found', name: 'Logo.Trojan' };
      },
    };
    const shop = await openProofShop('pglite', scanner);
    const { portal } = shop.sarah;
    const { id: draft } = await portal.requests.begin.mutate({ kind: 'garment' });
    const body = new FormData();
    body.append('files', new File(['A logo.'], 'logo.txt'));
    await shop.sarah.fetch(`/files/drafts/${draft}/artwork`, { method: 'POST', body });
    const { files } = await portal.requests.open.query({ id: draft });
    const content = typed({ files: files.map(({ id }) => id) });
    const { orderId, number } = await portal.requests.submit.mutate({ id: draft, content });
    const made = { id: orderId!, number: number! };
    await shop.give(made);
    await expect
      .poll(async () => (await shop.proof(made)).mockups[0]!.pictures[0]!.lack, { timeout: 30_000 })
      .toBeNull();
    await shop.send(made);
    await shop.answer(made, 'approve');
    expect(await shop.proof(made)).toMatchObject({ standing: 'approved' });
    tell();
    await shop.settle();
    await shop.settle();
    expect(await shop.proof(made)).toMatchObject({
      standing: 'void',
      needs: 'new-mockup',
      current: { voided: { reason: 'proofs.void.looks' } },
    });
    const { timeline } = await portal.orders.get.query({ number: made.number });
    expect(timeline.map(({ type }) => type)).toContain('proofs.voided');
    expect(timeline.map(({ type }) => type)).not.toContain('revised');
    await shop.close();
  });
});

/** A PDF of so many pages, each with a square. */
function pdfOf(pages: number): Buffer {
  const square = '0 0 100 100 re f';
  const kids = Array.from({ length: pages }, (_, at) => `${at + 4} 0 R`);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${kids.join(' ')}] >>`,
    `<< /Length ${square.length} >>\nstream\n${square}\nendstream`,
    ...kids.map(() => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 3 0 R >>'),
  ];
  let text = '%PDF-1.7\n';
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const size = objects.length + 1;
  return Buffer.from(`${text}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`);
}
