import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCatcher } from './catcher.ts';
import type { Catcher } from './catcher.ts';
import { Mailbox } from './mailbox.ts';
import { mailPages } from './page.ts';

let folder: string;
let mailbox: Mailbox;
let catcher: Catcher;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'docket-mail-'));
  mailbox = new Mailbox(path.join(folder, 'mail'));
  catcher = await startCatcher(mailbox);
});
afterEach(async () => {
  await catcher.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Speaks SMTP as a mail program does, one command after each answer. */
async function send(subject: string, body: string): Promise<void> {
  const { hostname, port } = new URL(catcher.url);
  const socket = net.connect(Number(port), hostname);
  const message = `From: a@shop.test\r\nTo: Sarah <sarah@x.test>\r\nSubject: ${subject}\r\n${body}\r\n.`;
  const commands = ['EHLO me', 'MAIL FROM:<a@shop.test>', 'RCPT TO:<sarah@x.test>', 'DATA', message, 'QUIT'];
  for await (const chunk of socket) {
    if (/^\d{3} /m.test(String(chunk)) && commands.length > 0) socket.write(`${commands.shift()}\r\n`);
  }
}

describe('the mail catcher', () => {
  it('keeps what came over SMTP, newest first, also for the next process', async () => {
    await send('First', '\r\nHello');
    await send('Second', '\r\nYour code is 123456');
    const found = await new Mailbox(path.join(folder, 'mail')).list();
    expect(found.map(({ subject, to, text }) => [subject, to, text.trim()])).toEqual([
      ['Second', '"Sarah" <sarah@x.test>', 'Your code is 123456'],
      ['First', '"Sarah" <sarah@x.test>', 'Hello'],
    ]);
  });

  it('listens on this machine only', () => {
    expect(catcher.url).toMatch(/^smtp:\/\/127\.0\.0\.1:\d+$/);
  });
});

describe('the page of caught mails', () => {
  it('shows them with links to follow, and no markup of theirs', async () => {
    await send('<b>Sign in</b>', '\r\nOpen http://shop.test/in?a=1&b=2 <script>alert(1)</script>');
    const page = await (await mailPages(mailbox).request('/demo/mail')).text();
    expect(page).toContain('&lt;b&gt;Sign in&lt;/b&gt;');
    expect(page).toContain('<a href="http://shop.test/in?a=1&amp;b=2">');
    expect(page).not.toContain('<script');
  });

  it('shows the HTML part in a frame that may do nothing', async () => {
    await send('Rich', 'Content-Type: text/html\r\n\r\n<p>Hello</p><script>alert(1)</script>');
    const [mail] = await mailbox.list();
    const frame = await mailPages(mailbox).request(`/demo/mail/${mail!.id}`);
    expect(frame.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(await frame.text()).toContain('<p>Hello</p>');
  });

  it('has no page for a mail that is not there, nor for another file', async () => {
    const pages = mailPages(mailbox);
    expect((await pages.request('/demo/mail/none')).status).toBe(404);
    expect((await pages.request('/demo/mail/..%2F..%2Fsecret')).status).toBe(404);
  });
});
