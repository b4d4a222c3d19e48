import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { SMTPServer } from 'smtp-server';
import type { Mailbox } from './mailbox.ts';

/** A running mail catcher. */
export interface Catcher {
  /** For `SMTP_URL`. */
  readonly url: string;
  stop(): Promise<void>;
}

const limit = 10 * 1024 * 1024;

/**
 * Takes mail over real SMTP on a free port of this machine only, and keeps it: what a deployment without SMTP_URL uses,
 * so that nothing is sent by mistake and everything can be read.
 */
export async function startCatcher(mailbox: Mailbox): Promise<Catcher> {
  const keep = callbackify(async (message: Readable) => mailbox.put(await buffer(message)));
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    size: limit,
    onData: (stream, _session, done) => keep(stream, done),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}
