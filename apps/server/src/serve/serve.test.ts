import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../problem.ts';
import { prepareFolder, refuseBelow } from './folder.ts';
import { listen } from './listen.ts';
import { withoutShop } from './pages.ts';
import { keptSecret } from './secret.ts';
import { startProblem } from './start-problem.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'docket-serve-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the secret of a deployment', () => {
  it('is made once, kept for the owner alone, and the same for processes that start at once', async () => {
    const data = path.join(folder, 'new');
    const secrets = await Promise.all([keptSecret(data), keptSecret(data)]);
    expect(new Set([...secrets, await keptSecret(data)]).size).toBe(1);
    expect(secrets[0].length).toBeGreaterThanOrEqual(32);
    expect((await stat(path.join(data, 'secret'))).mode & 0o777).toBe(0o600);
    expect((await readFile(path.join(data, 'secret'), 'utf8')).trim()).toBe(secrets[0]);
  });
});

describe('the data folder', () => {
  it('is refused with its cause when it cannot be made', async () => {
    await expect(prepareFolder('/dev/null/data')).rejects.toThrow('cannot be written (ENOTDIR)');
  });

  it('is refused on a full disk', () => {
    expect(() => refuseBelow(100 * 1024 ** 2, '/data')).toThrow('The disk that holds /data has 100 MB free');
  });
});

describe('what stops a start', () => {
  const server = {
    port: 1,
    host: undefined,
    publicUrl: undefined,
    secret: undefined,
    smtp: undefined,
    scanner: undefined,
    trustProxy: false,
    dataFolder: '/data',
    database: { url: 'postgres://ann:secret@db.example:5432/shop' },
  };
  const failure = (code: string): Error => Object.assign(new Error('x'), { code });

  it.each([
    ['ECONNREFUSED', 'The database server of DATABASE_URL (db.example:5432) does not answer (ECONNREFUSED).'],
    ['28P01', 'The database server db.example:5432 does not let "ann" in.'],
    ['3D000', 'The database "shop" does not exist on db.example:5432.'],
    ['ENOSPC', 'The disk that holds /data is full.'],
  ])('is said in a sentence without the password for %s, also as a cause', (code, sentence) => {
    const said = startProblem(new Error('outer', { cause: failure(code) }), server);
    expect(said).toBeInstanceOf(Problem);
    expect((said as Problem).message).toBe(sentence);
    expect(Object.values(said as Problem).join(' ')).not.toContain('secret');
  });

  it('stays as it is when nobody can tell what to do', () => {
    const bug = new Error('bug');
    expect(startProblem(bug, server)).toBe(bug);
  });
});

describe('the HTTP server', () => {
  const serving = (fetch: (request: Request) => Promise<Response>, trustProxy = false) =>
    listen({ port: 0, host: '127.0.0.1', trustProxy, fetch });

  it('says which port is taken', async () => {
    const first = await serving(async () => new Response('ok'));
    const second = listen({
      port: first.port,
      host: '127.0.0.1',
      trustProxy: false,
      fetch: async () => new Response('ok'),
    });
    await expect(second).rejects.toThrow(`Port ${first.port} is taken by another program.`);
    await first.close(0);
  });

  it('lets a running request end before it closes, though the connection stays open', async () => {
    const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const server = await serving(async () => {
      enter();
      await released;
      return new Response('done');
    });
    const answer = fetch(`http://127.0.0.1:${server.port}/`).then((response) => response.text());
    await entered;
    const closed = server.close(20_000);
    release();
    expect(await answer).toBe('done');
    await closed;
  });

  it('ends a request that outlasts the grace', async () => {
    const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
    const server = await serving(() => {
      enter();
      return new Promise(() => undefined);
    });
    const answer = fetch(`http://127.0.0.1:${server.port}/`).catch(() => 'cut');
    await entered;
    await server.close(50);
    expect(await answer).toBe('cut');
  });

  it.each([
    [false, 'http'],
    [true, 'https'],
  ])('believes a proxy about the protocol only when told to (%s)', async (trustProxy, protocol) => {
    const seen: unknown[] = [];
    const server = await listen({
      port: 0,
      host: '127.0.0.1',
      trustProxy,
      fetch: async (_request, { incoming }) => {
        seen.push(incoming.headers['x-forwarded-proto']);
        return new Response('ok');
      },
    });
    await fetch(`http://127.0.0.1:${server.port}/`, { headers: { 'x-forwarded-proto': 'https' } });
    await server.close(0);
    expect(seen).toEqual([protocol]);
  });

  it('outlives a client that sends half a request', async () => {
    const server = await serving(async (request) => new Response(await request.text()));
    const socket = net.connect(server.port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf');
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.destroy();
    const answer = await fetch(`http://127.0.0.1:${server.port}/`, { method: 'POST', body: 'whole' });
    expect(await answer.text()).toBe('whole');
    await server.close(0);
  });
});

describe('the address of a page', () => {
  it.each([
    ['/s/ink/admin/orders?x=1', '/admin/orders?x=1'],
    ['/s/ink/admin', '/admin'],
    ['/s/ink/admin?x', '/admin?x'],
    ['/s/ink/administrator', '/s/ink/administrator'],
    ['/admin/s/ink/admin', '/admin/s/ink/admin'],
  ])('%s reaches the admin as %s', (url, expected) => {
    expect(withoutShop('admin', url)).toBe(expected);
  });

  it('reaches the portal as it is', () => {
    expect(withoutShop('portal', '/s/ink/portal/smith')).toBe('/s/ink/portal/smith');
  });
});
