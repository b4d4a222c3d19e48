import { describe, expect, it } from 'vitest';
import { chunkBytes, sendFile, UploadRefused } from './tus.ts';
import type { Upload } from './tus.ts';

const patient = (): Promise<void> => Promise.resolve();

/** A tus server in memory; `fault` may break a request before or after it was taken. */
function server(fault: (method: string, count: number) => 'before' | 'after' | Response | undefined = () => undefined) {
  let received = new Uint8Array();
  const asked: string[] = [];
  let length = -1;
  let metadata = '';
  const done = (): Record<string, string> => (received.length === length ? { 'docket-file': 'file-7f' } : {});
  const answer = async (method: string, headers: Headers, body: Blob | null): Promise<Response> => {
    if (method === 'POST') {
      length = Number(headers.get('upload-length'));
      metadata = headers.get('upload-metadata') ?? '';
      return new Response(null, { status: 201, headers: { location: '/files/tus/7f', ...done() } });
    }
    if (method === 'PATCH') {
      if (Number(headers.get('upload-offset')) !== received.length) return new Response(null, { status: 409 });
      received = new Uint8Array(await new Blob([received, body!]).arrayBuffer());
    }
    return new Response(null, { status: 200, headers: { 'upload-offset': String(received.length), ...done() } });
  };
  const fetch: typeof globalThis.fetch = async (_address, init) => {
    const method = init?.method ?? 'GET';
    asked.push(method);
    const broken = fault(method, asked.length);
    if (broken instanceof Response) return broken;
    if (broken === 'before') throw new TypeError('fetch failed');
    const response = await answer(method, new Headers(init?.headers), init?.body as Blob | null);
    if (broken === 'after') throw new TypeError('fetch failed');
    return response;
  };
  return { fetch, received: () => received, asked, facts: () => ({ length, metadata }) };
}

const bytes = (size: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: size }, (_, at) => at % 251);

const uploadTo = (fetch: typeof globalThis.fetch, size: number, more: Partial<Upload> = {}): Upload => ({
  file: new Blob([bytes(size)]),
  address: '/files/tus',
  metadata: { draft: 'd1', name: 'Größe.pdf' },
  fetch,
  rest: patient,
  ...more,
});

describe('sending a file', () => {
  it('creates the upload, sends it in chunks and answers the id of the file', async () => {
    const { fetch, received, asked, facts } = server();
    const size = chunkBytes + 5;
    expect(await sendFile(uploadTo(fetch, size))).toBe('file-7f');
    expect(asked).toEqual(['POST', 'PATCH', 'PATCH']);
    expect(received()).toEqual(bytes(size));
    const [draft, name] = facts().metadata.split(',');
    expect(draft).toBe(`draft ${btoa('d1')}`);
    expect(Buffer.from(name?.split(' ').at(1) ?? '', 'base64').toString()).toBe('Größe.pdf');
  });

  it('tells how far it is', async () => {
    const shares: number[] = [];
    const { fetch } = server();
    await sendFile(uploadTo(fetch, chunkBytes * 2, { progress: (share) => shares.push(share) }));
    expect(shares).toEqual([0, 0.5, 1]);
  });

  it('goes on from where the server is when a chunk was cut off', async () => {
    const { fetch, received, asked } = server((method, count) =>
      method === 'PATCH' && count === 2 ? 'before' : undefined,
    );
    await sendFile(uploadTo(fetch, 10));
    expect(asked).toEqual(['POST', 'PATCH', 'HEAD', 'PATCH']);
    expect(received()).toHaveLength(10);
  });

  it('sends nothing twice when only the answer was lost', async () => {
    const { fetch, received, asked } = server((method, count) =>
      method === 'PATCH' && count === 2 ? 'after' : undefined,
    );
    await sendFile(uploadTo(fetch, 10));
    expect(asked).toEqual(['POST', 'PATCH', 'HEAD']);
    expect(received()).toHaveLength(10);
  });

  it('takes up what an earlier page began', async () => {
    let [begun, isOpen] = ['', false];
    const { fetch, received, asked } = server((method) =>
      method === 'PATCH' && !isOpen ? new Response(null, { status: 403 }) : undefined,
    );
    const first = sendFile(uploadTo(fetch, 10, { onbegin: (address) => (begun = address) }));
    await expect(first).rejects.toBeInstanceOf(UploadRefused);
    isOpen = true;
    await sendFile(uploadTo(fetch, 10, { begun }));
    expect(asked).toEqual(['POST', 'PATCH', 'HEAD', 'PATCH']);
    expect(received()).toHaveLength(10);
  });

  it('begins anew when the server knows the upload no more', async () => {
    const { fetch, asked } = server((method) => (method === 'HEAD' ? new Response(null, { status: 404 }) : undefined));
    await sendFile(uploadTo(fetch, 10, { begun: '/files/tus/old' }));
    expect(asked).toEqual(['HEAD', 'POST', 'PATCH']);
  });

  it('says which refusal stopped it', async () => {
    const { fetch } = server((method) =>
      method === 'POST'
        ? Response.json({ code: 'file.too-large', params: { megabytes: 50 } }, { status: 413 })
        : undefined,
    );
    await expect(sendFile(uploadTo(fetch, 10))).rejects.toMatchObject({
      status: 413,
      reason: { code: 'file.too-large', params: { megabytes: 50 } },
    });
  });

  it('gives up when nobody answers for long', async () => {
    const { fetch, asked } = server(() => 'before');
    await expect(sendFile(uploadTo(fetch, 10))).rejects.toBeInstanceOf(TypeError);
    expect(asked).toHaveLength(8);
  });

  it('sends an empty file whole', async () => {
    const { fetch, asked } = server();
    await sendFile(uploadTo(fetch, 0));
    expect(asked).toEqual(['POST']);
  });
});
