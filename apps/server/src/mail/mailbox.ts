import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Address } from 'postal-mime';

/** A mail that was caught instead of being sent. */
export interface CaughtMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly at: Date;
  readonly text: string;
  readonly html: string | undefined;
}

const kept = 200;

/**
 * Keeps the newest mails as files in a folder, so that they outlive a restart. Several messages may arrive at once; a
 * file's name sorts by its time.
 */
export class Mailbox {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Keeps a message as it came over the wire. */
  async put(raw: Buffer): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeFile(path.join(this.#folder, `${Date.now()}-${randomUUID()}.eml`), raw, { mode: 0o600 });
    const surplus = (await this.#names()).slice(kept);
    await Promise.all(surplus.map((name) => rm(path.join(this.#folder, name), { force: true })));
  }

  /** The newest mails first. */
  async list(limit = 50): Promise<readonly CaughtMail[]> {
    const names = (await this.#names()).slice(0, limit);
    return Promise.all(names.map((name) => this.#read(name)));
  }

  /** One mail by its id; undefined when there is none. */
  async get(id: string): Promise<CaughtMail | undefined> {
    const name = (await this.#names()).find((candidate) => candidate === `${id}.eml`);
    return name === undefined ? undefined : this.#read(name);
  }

  async #read(name: string): Promise<CaughtMail> {
    const { default: PostalMime } = await import('postal-mime');
    const mail = await PostalMime.parse(await readFile(path.join(this.#folder, name)));
    return {
      id: name.replace(/\.eml$/, ''),
      to: recipientsOf(mail.to),
      subject: mail.subject ?? '',
      at: sentAt(mail.date) ?? new Date(Number(name.split('-')[0])),
      text: mail.text ?? '',
      html: mail.html || undefined,
    };
  }

  async #names(): Promise<readonly string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return names.filter((name) => name.endsWith('.eml')).toSorted((a, b) => (a < b ? 1 : -1));
  }
}

/** Undefined where the mail has no date, or none that can be read. */
function sentAt(date: string | undefined): Date | undefined {
  const read = new Date(date ?? NaN);
  return Number.isNaN(read.getTime()) ? undefined : read;
}

const recipientsOf = (to: readonly Address[] = []): string =>
  to
    .flatMap((each) => each.group ?? each)
    .map(({ name, address }) => (name ? `"${name}" <${address}>` : address))
    .join(', ');
