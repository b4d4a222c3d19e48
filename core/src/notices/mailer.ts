import type { Transporter } from 'nodemailer';
import * as z from 'zod';
import type { Database } from '../kernel/database.ts';
import { messageOf } from '../kernel/faults.ts';
import { writeLetter } from './letter.ts';
import type { Letterhead } from './notices.ts';
import * as store from './store.ts';

/** Sends queued mails. */
export interface Mailer {
  /** Sends until nothing is due; answers how many mails it ended. Tests and `settle` call it. */
  sendDue(): Promise<number>;
  /** Begins sending; looks for due mails every few seconds, and at once when woken. */
  start(): void;
  wake(): void;
  /** Lets the running batch end. */
  stop(): Promise<void>;
}

interface Dependencies {
  readonly database: Database;
  readonly clock: () => Date;
  readonly smtp: string;
  /** `version`: of the shop; an older copy will not do. */
  readonly letterheadOf: (tenantId: string, version: number) => Promise<Letterhead | undefined>;
  readonly log: (entry: { level: 'warn' | 'error'; message: string; [fact: string]: unknown }) => void;
}

const seconds = 1000;
const hours = 3600 * seconds;
const batch = 8;
const pause = 5 * seconds;
/** Longer than any SMTP dialogue may take, so that nobody else sends what is being sent. */
const lease = 180 * seconds;
/** Waits between attempts; the last one repeats until patience ends. */
const waits = [15 * seconds, 60 * seconds, 300 * seconds, 900 * seconds, 1800 * seconds, 3600 * seconds];
const dailyToStranger = 5;
/** How long a mail is worth sending: a code lives ten minutes. */
const patienceOf = (type: string): number => (type === 'access.code' ? 10 * 60 * seconds : 24 * hours);
/** Types that are queued only so that a known and an unknown address take the same time. */
const silent: ReadonlySet<string> = new Set(['access.unknown']);

const Recipient = z.email().max(254);

export function createMailer({ database, clock, smtp, letterheadOf, log }: Dependencies): Mailer {
  const tables = database.withPlatform('claims and ends mails of all shops');
  const { url, from } = smtpOf(smtp);
  let transport: Promise<Transporter> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<number> | undefined;
  let started = false;
  let again = false;

  return {
    sendDue,
    start() {
      started = true;
      soon(0);
    },
    wake: () => soon(0),
    async stop() {
      started = false;
      clearTimeout(timer);
      await running?.catch(() => undefined);
      (await transport)?.close();
    },
  };

  function soon(delay: number): void {
    if (!started) return;
    if (running) again = true;
    clearTimeout(timer);
    timer = setTimeout(() => void round(), delay).unref();
  }

  async function round(): Promise<void> {
    try {
      await sendDue();
    } catch (error) {
      log({ level: 'error', message: 'Mails could not be claimed.', error: messageOf(error) });
    }
    soon(again ? 0 : pause);
    again = false;
  }

  /** One batch after the other, never two at once: a second caller waits for the first, then looks again. */
  async function sendDue(): Promise<number> {
    // Several may wait for the same one: the first of them is what the others wait for next.
    // oxlint-disable-next-line no-await-in-loop, no-unmodified-loop-condition
    while (running) await running.catch(() => undefined);
    running = drain();
    try {
      return await running;
    } finally {
      running = undefined;
    }
  }

  async function drain(): Promise<number> {
    let ended = 0;
    for (;;) {
      const now = clock();
      const [claimed] = await tables.run(
        store.claimMails({ now, leaseUntil: after(now, lease), dayAgo: after(now, -24 * hours), limit: batch }),
      );
      if (claimed.length === 0) return ended;
      ended += (await Promise.all(claimed.map(handle))).filter(Boolean).length;
    }
  }

  /** Sends one mail and writes down what became of it; true when it is over, one way or the other. */
  async function handle(mail: store.ClaimedMail): Promise<boolean> {
    const where = { tenant: mail.tenant_id, id: mail.id };
    try {
      const refused = await send(mail);
      await tables.run(
        store.endMail({
          ...where,
          state: refused === undefined ? 'sent' : 'dead',
          error: refused ?? null,
          now: clock(),
        }),
      );
      return true;
    } catch (error) {
      return await failed(mail, error);
    }
  }

  async function failed(mail: store.ClaimedMail, error: unknown): Promise<boolean> {
    const where = { tenant: mail.tenant_id, id: mail.id };
    const at = after(clock(), waits[Math.min(mail.attempts, waits.length) - 1]!);
    const over = isFinal(error) || at.getTime() > mail.created_at.getTime() + patienceOf(mail.type);
    log({
      level: 'warn',
      message: over ? 'A mail was given up.' : 'A mail waits for another attempt.',
      notice: mail.id,
      error: messageOf(error),
    });
    const told = messageOf(error);
    await tables.run(
      over
        ? store.endMail({ ...where, state: 'dead', error: told, now: clock() })
        : store.postponeMail({ ...where, error: told, at }),
    );
    return over;
  }

  /** Answers why it must not be sent, or nothing once the server has taken it. */
  async function send(mail: store.ClaimedMail): Promise<string | undefined> {
    if (silent.has(mail.type)) return undefined;
    if (mail.recent >= dailyToStranger) return 'The address had enough mails from strangers today.';
    const to = Recipient.safeParse(mail.recipient);
    if (!to.success) return 'The address is none.';
    const letterhead = await letterheadOf(mail.tenant_id, mail.config_version);
    if (!letterhead) return 'The shop is not there.';
    const sender = from ?? letterhead.shop.email ?? `no-reply@${hostOf(letterhead.url)}`;
    transport ??= transportTo(url);
    await (
      await transport
    ).sendMail({
      ...writeLetter(mail.type, mail.data, letterhead),
      from: { name: letterhead.shop.name.replaceAll(/\p{Cc}+/gu, ' '), address: sender },
      to: { name: '', address: to.data },
      ...(letterhead.shop.email !== null && { replyTo: { name: '', address: letterhead.shop.email } }),
      envelope: { from: sender, to: [to.data] },
      // The same after a crash or a lost answer, so that a mailbox shows a mail sent twice once.
      messageId: `<${mail.id}@${sender.slice(sender.lastIndexOf('@') + 1)}>`,
      headers: { 'Auto-Submitted': 'auto-generated', ...stopHeaders(mail.data['stop']) },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return undefined;
  }
}

/** What mailboxes show as a button of their own: it posts to the link (RFC 8058). */
const stopHeaders = (stop: unknown): Readonly<Record<string, string>> =>
  typeof stop === 'string'
    ? { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
    : {};

/** Loaded with the first mail. */
async function transportTo(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    connectionTimeout: 10 * seconds,
    greetingTimeout: 10 * seconds,
    socketTimeout: 30 * seconds,
  });
}

const after = (moment: Date, milliseconds: number): Date => new Date(moment.getTime() + milliseconds);

function smtpOf(text: string): { readonly url: string; readonly from: string | undefined } {
  const url = new URL(text);
  const from = url.searchParams.get('from') ?? undefined;
  url.searchParams.delete('from');
  return { url: url.href, from };
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : 'localhost');

/** A server that answers 5xx will not change its mind (RFC 5321, 4.2.1). */
const isFinal = (error: unknown): boolean => {
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
  return code >= 500 && code < 600;
};
