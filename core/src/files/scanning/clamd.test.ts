import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eicar, openClamd, type TestClamd } from '../../testing/clamd.ts';
import { clamdAt, type ClamdPlace } from './clamd.ts';

const MEGABYTE = 1024 * 1024;
const never = new AbortController().signal;

async function* pieces(...all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all;
}

/** A real one beside ours, where `DOCKET_TEST_CLAMD` says `host:port` of one that knows EICAR's file and takes streams of 1 MB. */
const [realHost = '', realPort] = (process.env['DOCKET_TEST_CLAMD'] ?? '').split(':');
const servers = realHost === '' ? ['ours'] : ['ours', 'a real one'];

describe.each(servers)('a clamd, %s', (which) => {
  let ours: TestClamd;
  let place: ClamdPlace;
  beforeAll(async () => {
    ours = await openClamd({ mostBytes: MEGABYTE });
    place = which === 'ours' ? ours.place : { host: realHost, port: Number(realPort) };
  });
  afterAll(() => ours.close());

  it.each<[string, readonly Uint8Array[], unknown]>([
    ['what is nothing', [], { type: 'clean' }],
    ['what is harmless', [Buffer.from('a logo')], { type: 'clean' }],
    ['many pieces', Array.from({ length: 500 }, () => Buffer.alloc(1000, 'x')), { type: 'clean' }],
    ['pieces of which one is empty', [Buffer.from('a'), Buffer.alloc(0), Buffer.from('b')], { type: 'clean' }],
    ['[abuse 90] EICAR’s file', [eicar], { type: 'found', name: expect.stringContaining('Eicar-Test-Signature') }],
    [
      'EICAR’s file byte by byte',
      [...eicar].map((byte) => Buffer.of(byte)),
      expect.objectContaining({ type: 'found' }),
    ],
  ])('judges %s', async (_, content, verdict) => {
    expect(await clamdAt(place).scan(pieces(...content), never)).toEqual(verdict);
  });

  it('says that it takes no more, and that is no verdict', async () => {
    const content = Array.from({ length: 64 }, () => Buffer.alloc(MEGABYTE / 16));
    // It hangs up right after its answer, which may be lost by that.
    const why = expect.stringMatching(/^INSTREAM size limit exceeded. ERROR$|EPIPE|ECONNRESET|hung up/);
    expect(await clamdAt(place).scan(pieces(...content), never)).toEqual({ type: 'unable', why });
  });
});

describe('a clamd that does not answer', () => {
  const logo = () => pieces(Buffer.from('a logo'));

  it('is away where nothing listens, and given up where it says nothing; nothing is known then', async () => {
    const clamd = await openClamd();
    const scanner = clamdAt(clamd.place, { silence: 200 });
    await clamd.behave('silent');
    expect(await scanner.scan(logo(), never)).toEqual({
      type: 'unable',
      why: 'Error: It said nothing for 0.2 seconds.',
    });
    await clamd.behave('away');
    await expect(scanner.scan(logo(), never)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await clamd.behave('well');
    expect(await scanner.scan(logo(), never)).toEqual({ type: 'clean' });
    await clamd.close();
  });

  it('is left when the platform stops', async () => {
    const clamd = await openClamd();
    await clamd.behave('silent');
    const stopping = new AbortController();
    const scan = clamdAt(clamd.place).scan(logo(), stopping.signal);
    setTimeout(() => stopping.abort(), 50);
    expect(await scan).toMatchObject({ type: 'unable', why: expect.stringContaining('AbortError') });
    await expect(clamdAt(clamd.place).scan(logo(), stopping.signal)).rejects.toMatchObject({ name: 'AbortError' });
    await clamd.close();
  });

  it('is not asked to the end about bytes that cannot be read', async () => {
    const clamd = await openClamd();
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield eicar;
      throw new Error('EIO');
    }
    expect(await clamdAt(clamd.place).scan(broken(), never)).toEqual({ type: 'unable', why: 'Error: EIO' });
    expect(clamd.asked).toBe(0);
    await clamd.close();
  });

  /** Says one thing to whoever comes, at once. */
  async function saying(answer: string) {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(answer);
      socket.resume();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    return { scanner: clamdAt({ host: '127.0.0.1', port }), close: () => server.close() };
  }

  it.each<[string, string, unknown]>([
    ['no clamd', 'HTTP/1.1 400 Bad Request\r\n\r\n\0', { type: 'unable', why: 'HTTP/1.1 400 Bad Request' }],
    ['a clamd with another idea', 'UNKNOWN COMMAND\0', { type: 'unable', why: 'UNKNOWN COMMAND' }],
    ['a name with FOUND in it', 'stream: X FOUND FOUND\0', { type: 'found', name: 'X FOUND' }],
    ['what is not asked for', 'stream: OK, or not\0', { type: 'unable', why: 'stream: OK, or not' }],
  ])('is never taken to have found nothing: %s', async (_, answer, verdict) => {
    const { scanner, close } = await saying(answer);
    expect(await scanner.scan(logo(), never)).toEqual(verdict);
    close();
  });

  it.each([
    ['hangs up', 'stream: O', 'It hung up without an answer.'],
    ['never comes to an end', 'x'.repeat(10_000), 'It answered with more than a line.'],
  ])('is one that %s', async (_, answer, sentence) => {
    const { scanner, close } = await saying(answer);
    expect(await scanner.scan(logo(), never)).toEqual({ type: 'unable', why: `Error: ${sentence}` });
    close();
  });

  it('is not believed that all is well before it has heard all', async () => {
    const { scanner, close } = await saying('stream: OK\0');
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        yield Buffer.alloc(1000);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
    const why = 'Error: It answered before it had heard all.';
    expect(await scanner.scan(endless(), never)).toEqual({ type: 'unable', why });
    close();
  });
});
