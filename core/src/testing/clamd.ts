import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { ClamdPlace } from '../files/files.ts';

/** What EICAR agreed on to be called malware, and does nothing; in two parts, so that no scanner takes this file for it. */
export const eicar: Buffer = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);

/** How a clamd behaves. `silent` takes everything and says nothing, `away` lets nobody in. */
type Behaviour = 'well' | 'silent' | 'away';

/** A server that speaks ClamAV's protocol (clamd(8): PING and INSTREAM) and knows one malware, EICAR's test file. */
export interface TestClamd {
  readonly place: ClamdPlace;
  /** Streams that it was asked about. */
  readonly asked: number;
  behave(how: Behaviour): Promise<void>;
  close(): Promise<void>;
}

/** Opens one on a free port of this machine. It takes streams of `mostBytes`, as clamd does by its `StreamMaxLength`. */
export async function openClamd({ mostBytes = 100 * 1024 * 1024 } = {}): Promise<TestClamd> {
  const sockets = new Set<Socket>();
  let [asked, isSilent] = [0, false];
  async function answer(socket: Socket): Promise<void> {
    const said = await serve(socket, mostBytes);
    if (/^(?:stream:|INSTREAM)/.test(said)) asked += 1;
    if (!isSilent) socket.end(`${said}\0`);
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    void answer(socket).catch(() => socket.destroy());
  });
  const port = await listenAt(server, 0);
  const end = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
  return {
    place: { host: '127.0.0.1', port },
    get asked() {
      return asked;
    },
    async behave(how) {
      isSilent = how === 'silent';
      if (how === 'away') await end();
      else if (!server.listening) await listenAt(server, port);
    },
    close: end,
  };
}

async function listenAt(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Reads one command, and answers what clamd says to it. */
async function serve(socket: Socket, mostBytes: number): Promise<string> {
  const read = readerOf(socket);
  const command = await read.command();
  if (command === 'PING') return 'PONG';
  if (command !== 'INSTREAM') return 'UNKNOWN COMMAND';
  const pieces: Buffer[] = [];
  for (let bytes = 0; ;) {
    const length = (await read.bytes(4)).readUInt32BE();
    if (length === 0) break;
    bytes += length;
    if (bytes > mostBytes) return 'INSTREAM size limit exceeded. ERROR';
    pieces.push(await read.bytes(length));
  }
  return Buffer.concat(pieces).equals(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK';
}

/** What comes from a socket, in the portions that the protocol has. */
function readerOf(socket: Socket) {
  const coming = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let held = Buffer.alloc(0);
  const more = async (): Promise<void> => {
    const { value, done } = await coming.next();
    if (done) throw new Error('The client hung up.');
    held = Buffer.concat([held, value]);
  };
  const take = (count: number): Buffer => {
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    return taken;
  };
  return {
    async command(): Promise<string> {
      while (!/[\0\n]/.test(held.toString('latin1'))) await more();
      const ends = held.toString('latin1').search(/[\0\n]/);
      // "z" and "n" before a command say what ends it.
      return take(ends + 1)
        .toString('latin1', 0, ends)
        .replace(/^[nz]/, '');
    },
    async bytes(count: number): Promise<Buffer> {
      while (held.length < count) await more();
      return take(count);
    },
  };
}
