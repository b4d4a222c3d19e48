import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { callbackify } from 'node:util';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived, parsed; `raw` are its bytes. */
export interface ArrivedMail {
  readonly to: readonly string[];
  readonly raw: Buffer;
  readonly parsed: ParsedMail;
}

/** A real SMTP server that keeps what it is sent. */
export interface PostOffice {
  readonly url: string;
  readonly mails: readonly ArrivedMail[];
  /** The newest mail to an address. Throws when there is none. */
  newestTo(address: string): ArrivedMail;
  close(): Promise<void>;
}

/** Opens a post office on a free port of this machine. */
export async function openPostOffice(): Promise<PostOffice> {
  const mails: ArrivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      const to = envelope.rcptTo.map(({ address }) => address);
      const kept = keep(stream, to).then((mail) => void mails.push(mail));
      // The server takes a callback: it is the protocol's answer.
      callbackify(() => kept)(done);
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    newestTo(address) {
      const found = mails.findLast(({ to }) => to.includes(address));
      if (!found)
        throw new Error(`No mail to ${address}; there are mails to ${mails.flatMap(({ to }) => to).join(', ')}.`);
      return found;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function keep(stream: AsyncIterable<Buffer>, to: readonly string[]): Promise<ArrivedMail> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  return { to, raw, parsed: await simpleParser(raw) };
}
