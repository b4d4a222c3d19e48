import { describe, expect, it } from 'vitest';
import { readPosted, type PostedFile } from './form-stream.ts';

const fileOf = (name: string, bytes: number): File => new File([new Uint8Array(bytes)], name);

function formOf(fields: readonly (readonly [string, string | File])[]): Request {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return new Request('http://shop.test/', { method: 'POST', body: form });
}

async function lengthOf({ content }: PostedFile): Promise<number> {
  let bytes = 0;
  for await (const piece of content) bytes += piece.byteLength;
  return bytes;
}

const MANY = 10 * 2 ** 20;

describe('a posted form', () => {
  it('answers fields and files in its own sequence, however long a file takes', async () => {
    const request = formOf([
      ['a', '1'],
      ['slow', fileOf('slow.bin', 300_000)],
      ['b', 'ü'],
      ['quick', fileOf('quick.bin', 10)],
      ['none', fileOf('', 0)],
      ['c', '3'],
    ]);
    const entries = await readPosted(request, MANY, async (file) => {
      const bytes = await lengthOf(file);
      if (file.field === 'slow') await new Promise((resolve) => setTimeout(resolve, 50));
      return [`${file.field}[]`, `${file.name} ${bytes}`];
    });
    expect(entries).toEqual([
      ['a', '1'],
      ['slow[]', 'slow.bin 300000'],
      ['b', 'ü'],
      ['quick[]', 'quick.bin 10'],
      ['c', '3'],
    ]);
  });

  it('flows on past a file that nobody takes, at once or in its middle', async () => {
    const request = formOf([
      ['unread', fileOf('a', 500_000)],
      ['begun', fileOf('b', 500_000)],
      ['last', 'still here'],
    ]);
    const entries = await readPosted(request, MANY, async ({ field, content }) => {
      if (field === 'begun') for await (const piece of content) if (piece.byteLength > 0) break;
      return undefined;
    });
    expect(entries).toEqual([['last', 'still here']]);
  });

  it('fails with what a file failed with, and harms nobody else', async () => {
    const broken = new Error('disk full');
    const request = formOf([
      ['first', fileOf('a', 500_000)],
      ['second', fileOf('b', 500_000)],
      ['last', 'text'],
    ]);
    await expect(readPosted(request, MANY, () => Promise.reject(broken))).rejects.toBe(broken);
    const late = formOf([['first', fileOf('a', 500_000)]]);
    const failing = readPosted(late, MANY, async (file) => {
      await lengthOf(file);
      throw broken;
    });
    await expect(failing).rejects.toBe(broken);
  });

  it('is cut when it is larger than allowed altogether', async () => {
    const request = formOf([['file', fileOf('a', 2 ** 20)]]);
    const reading = readPosted(request, 100_000, async (file) => ['x', String(await lengthOf(file))]);
    await expect(reading).rejects.toMatchObject({ code: 'file.too-large' });
  });

  it('is refused when it has more inputs for files than any page', async () => {
    const fields = Array.from({ length: 1001 }, (_, at) => [`f${at}`, fileOf('', 0)] as const);
    await expect(readPosted(formOf(fields), MANY, async () => undefined)).rejects.toMatchObject({
      code: 'file.too-many',
    });
  });

  it.each(['multipart/form-data', 'multipart/form-data; boundary=x', 'text/plain', ''])(
    'is none as %j',
    async (type) => {
      const request = new Request('http://shop.test/', {
        method: 'POST',
        body: 'a=1',
        headers: { 'Content-Type': type },
      });
      await expect(readPosted(request, MANY, async () => undefined)).rejects.toMatchObject({ name: 'PlatformError' });
    },
  );
});
