import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { Scanner, Verdict } from './scanner.ts';

/** Where a clamd listens: at a port of a host, or at a socket of this machine. */
export type ClamdPlace = { readonly host: string; readonly port: number } | { readonly path: string };

/** An answer is one line. */
const LONGEST_ANSWER = 4096;
/** What a stream starts with (clamd(8), INSTREAM), and each piece of it: its length in four bytes; none is the end. */
const INSTREAM = Buffer.from('zINSTREAM\0');
const END = Buffer.alloc(4);

/**
 * The scanner of ClamAV, see https://docs.clamav.net. One that says nothing for `silence` milliseconds is given up; clamd itself gives
 * up a file after two minutes (`MaxScanTime`).
 */
export function clamdAt(place: ClamdPlace, { silence = 150_000 } = {}): Scanner {
  return {
    async scan(content, signal) {
      const socket = connect({ ...place, signal });
      socket.setTimeout(silence, () => socket.destroy(new Error(`It said nothing for ${silence / 1000} seconds.`)));
      try {
        await once(socket, 'connect');
        // Whatever happens from here on may be for this file alone: one that is too large is often answered by hanging up.
        return await ask(content, socket).catch((error: unknown) => ({ type: 'unable', why: String(error) }));
      } finally {
        socket.destroy();
      }
    },
  };
}

/** It may answer before it has heard all. What it found counts then; that all is well does not. */
async function ask(content: AsyncIterable<Uint8Array>, socket: Socket): Promise<Verdict> {
  const enough = new AbortController();
  let isAllSaid = false;
  const said = pieces(content, () => (isAllSaid = true));
  pipeline(said, socket, { end: false, signal: enough.signal }).catch((error: Error) => socket.destroy(error));
  try {
    const verdict = verdictOf(await lineFrom(socket));
    if (verdict.type === 'clean' && !isAllSaid) throw new Error('It answered before it had heard all.');
    return verdict;
  } finally {
    enough.abort();
  }
}

async function* pieces(content: AsyncIterable<Uint8Array>, onEnd: () => void): AsyncGenerator<Uint8Array> {
  yield INSTREAM;
  for await (const piece of content) {
    if (piece.byteLength === 0) continue;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.byteLength);
    yield length;
    yield piece;
  }
  onEnd();
  yield END;
}

const lineFrom = (socket: Socket): Promise<string> =>
  new Promise((resolve, reject) => {
    let heard = '';
    socket.setEncoding('utf8');
    socket.on('data', (piece) => {
      heard += String(piece);
      const end = heard.indexOf('\0');
      if (end >= 0) resolve(heard.slice(0, end).trim());
      else if (heard.length > LONGEST_ANSWER) reject(new Error('It answered with more than a line.'));
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('It hung up without an answer.')));
  });

const FOUND = /^stream: (.+) FOUND$/;

function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return { type: 'clean' };
  const name = FOUND.exec(answer)?.[1];
  return name === undefined ? { type: 'unable', why: answer } : { type: 'found', name };
}
