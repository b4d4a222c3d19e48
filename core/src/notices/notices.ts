import { PlatformError, status, type Json } from '@docket/sdk';
import { translator, type Catalogue } from '@docket/sdk/messages';
import { recordWords } from '@docket/sdk/record-words';
import type { Caller } from '../access/access.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json, type Call } from '../kernel/statement.ts';
import type { Shop } from '../tenants/tenants.ts';
import { createChoices, type NoticeChoices } from './choices.ts';
import { createMailer, type Mailer } from './mailer.ts';
import { createStopLinks } from './stop-links.ts';
import * as store from './store.ts';
import { tellers } from './telling.ts';

export { aboutForwarded } from './about-approval.ts';

/** The name under which deliveries of events reach the notices. */
export const noticesSubscriber = 'core:notices';

/** Who is told of an event besides the plugins that want it. Customers hear how their orders go on where the shop wants that. */
export const coreSubscribers = (event: string, { progressMails }: Readonly<Record<string, Json>>): readonly string[] =>
  tellers.has(event) && (event !== status.moved.name || progressMails === true) ? [noticesSubscriber] : [];

/** An event as a delivery hands it over. */
export interface ToldEvent {
  readonly name: string;
  readonly payload: unknown;
  /** Of the shop: an older copy of it has other words, ways and plugins. */
  readonly version: number;
}

/** What a shop looks like in a mail; `url` is the prefix of its addresses, without a slash at the end. */
export interface Letterhead {
  readonly shop: Pick<Shop['face'], 'name' | 'email' | 'locale' | 'direction' | 'logo'>;
  readonly url: string;
  /** Catalogues of plugins and the shop's own words; later ones win over the core's. */
  readonly words: readonly Catalogue[];
}

/** A mail to send, once per type, subject and recipient. */
export interface NewMail {
  readonly tenant: string;
  readonly id: string;
  /** `access.code`, `access.staff-link`…: names the messages `mail.<type>.subject` and `mail.<type>.lines`. */
  readonly type: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly recipient: string;
  /** Values for the places of the messages; `link` alone on its line becomes a link. Cleared once an `access.` mail is done. */
  readonly data: Readonly<Record<string, string | number | boolean>>;
  readonly now: Date;
}

/** Queues a mail in whatever transaction the caller runs; a second one of the same subject changes nothing. */
export const queueMail = ({ data, ...mail }: NewMail): Call =>
  store.insertNotice({ ...mail, channel: 'mail', data: json(data) });

/** What staff see in the bell. */
export interface Bell {
  readonly unread: number;
  readonly rows: readonly store.BellRow[];
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly clock: () => Date;
  /** `smtp://…`; a parameter `from=` names the sender's address. */
  readonly smtp: string;
  /** How the mails of a shop look; undefined for one that is gone. Rejects for one that was suspended since: it waits. */
  readonly letterheadOf: (tenantId: string, version: number) => Promise<Letterhead | undefined>;
  /** Of at least this version; undefined for one that is gone or suspended. */
  readonly shopOf: (tenantId: string, version: number) => Promise<Shop | undefined>;
  /** Signs the links that stop mails. */
  readonly secret: string;
  readonly log: (entry: { level: 'warn' | 'error'; message: string; [fact: string]: unknown }) => void;
}

/** Notices: what somebody is to be told, in the staff's bell and by mail. */
export interface Notices extends Mailer, NoticeChoices {
  /** Handles one delivery for `noticesSubscriber`. The same delivery again changes nothing. */
  deliver(tenantId: string, event: ToldEvent): Promise<void>;
  bell(call: Caller): Promise<Bell>;
  /** Marks the reader's own bell rows as read; others' are left alone. */
  read(call: Caller, ids: readonly string[]): Promise<void>;
}

/** Makes the notices of a platform. `start` begins sending; without it mails wait in the database. */
export function createNotices({ database, newId, clock, shopOf, secret, ...rest }: Dependencies): Notices {
  const mailer = createMailer({ database, clock, ...rest });
  const stopLinks = createStopLinks(secret);

  return {
    ...mailer,
    ...createChoices({ database, newId, stopLinks }),

    async deliver(tenantId, { name, payload, version }) {
      const tell = tellers.get(name);
      const [shop, letterhead] = [await shopOf(tenantId, version), await rest.letterheadOf(tenantId, version)];
      if (!tell || !shop) return;
      const [tables, now] = [database.withTenant(tenantId), clock()];
      const [url, words] = [letterhead?.url ?? '', letterhead?.words ?? []];
      const { locale } = shop.face;
      const speech = { words: translator(locale, recordWords, ...words), locale };
      const told = await tell({ tables, shop, url, speech, stopLinks, now }, payload as never);
      const rows = json(told.map((row) => ({ ...row, id: newId(now) })));
      await tables.run(store.insertNotices({ tenant: tenantId, now, rows }));
      mailer.wake();
    },

    async bell(call) {
      // Who looks into the shop has a bell that nobody is told anything in.
      const staff = call.actor.type === 'operator' ? call.actor.id : staffOf(call);
      const [rows, [count]] = await database
        .withTenant(call.shop.tenant.id)
        .run(store.bellOf({ staff }), store.unreadOf({ staff }));
      return { unread: count?.unread ?? 0, rows };
    },

    async read(call, ids) {
      await database.withTenant(call.shop.tenant.id).run(store.markRead({ staff: staffOf(call), ids, now: call.now }));
    },
  };
}

function staffOf({ actor }: Caller): string {
  if (actor.type !== 'staff') throw new PlatformError(errors['sign-in.needed']);
  return actor.id;
}
