import type { Json } from '@docket/sdk';
import { addDays, dayIn, type Day } from '@docket/sdk/content';
import { translator } from '@docket/sdk/messages';
import type { Speech } from '@docket/sdk/question-name';
import { recordWords } from '@docket/sdk/record-words';
import type { Conversation, Database } from '../../kernel/database.ts';
import type { NewId } from '../../kernel/ids.ts';
import type { Log } from '../../kernel/log.ts';
import { json } from '../../kernel/statement.ts';
import type { Shop } from '../../tenants/tenants.ts';
import type { Letterhead } from '../notices.ts';
import type { PlainNotice } from '../plain-notice.ts';
import { createStopLinks } from '../stop-links.ts';
import { insertNotices } from '../store.ts';
import { staffToTell } from '../store-choices.ts';
import { audienceOf, stopsOf, type Ways } from '../telling.ts';
import { aboutOverdue, aboutReminder } from './about-reminder.ts';
import { isQuiet, isReminderDue, type Quiet, type Reminding as How } from './reminder-due.ts';
import * as store from './store-reminding.ts';

const quarter = 15 * 60_000;
/** Questions of one transaction: they are held for a moment only. */
const limit = 500;
/** No shop reminds earlier, and no zone is more than a day ahead. */
const mostDaysBefore = 31;
const beforeAll = '00000000-0000-0000-0000-000000000000';

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly clock: () => Date;
  readonly log: Log;
  /** Signs the links that stop mails. */
  readonly secret: string;
  /** Of at least this version; undefined for one that is gone or suspended. */
  readonly shopOf: (tenantId: string, version: number) => Promise<Shop | undefined>;
  readonly letterheadOf: (tenantId: string, version: number) => Promise<Letterhead | undefined>;
  /** Wakes the mailer after a commit. */
  readonly wake: () => void;
}

/** Reminds customers of questions by their days, and tells staff of days that have passed. */
export interface Reminding {
  /** Looks through every shop with such questions once. Of two that run at once each question is one's. */
  remind(): Promise<void>;
  /** Looks now and every quarter of an hour. */
  start(): void;
  /** Waits for a running look. */
  stop(): Promise<void>;
}

export function createReminding(dependencies: Dependencies): Reminding {
  const { database, newId, clock, log, shopOf, letterheadOf, wake } = dependencies;
  const stopLinks = createStopLinks(dependencies.secret);
  const platform = database.withPlatform('finds the shops with questions that have a day');
  const state = { stopped: false };
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  return {
    remind,
    start() {
      state.stopped = false;
      const now = (): void =>
        void (running = running
          .then(remind)
          .catch((error: unknown) => log({ level: 'error', message: 'Nobody was reminded.', error })));
      now();
      timer = setInterval(now, quarter).unref();
    },
    async stop() {
      state.stopped = true;
      clearInterval(timer);
      await running;
    },
  };

  async function remind(): Promise<void> {
    const until = addDays(dayIn('UTC', clock()), mostDaysBefore);
    const [shops] = await platform.run(store.shopsWithDue({ until }));
    for (const { id, version } of shops) if (!state.stopped) await remindOrSay(id, version);
  }

  /** One shop's trouble is not the next one's. */
  async function remindOrSay(tenant: string, version: number): Promise<void> {
    try {
      await remindShop(tenant, version);
    } catch (error) {
      log({ level: 'error', message: 'Nobody of a shop was reminded.', shop: tenant, error });
    }
  }

  async function remindShop(tenant: string, version: number): Promise<void> {
    const [shop, now] = [await shopOf(tenant, version), clock()];
    if (!shop) return;
    const ofCore = shop.settingsOf('core');
    if (isQuiet(quietOf(ofCore), now, shop.tenant.timeZone)) return;
    const letterhead = await letterheadOf(tenant, version);
    if (!letterhead) return;
    const ways = { shop, url: letterhead.url, stopLinks, now };
    const { locale } = shop.face;
    const speech = { words: translator(locale, recordWords, ...letterhead.words), locale };
    const round = { ways, how: howOf(ofCore), speech, today: dayIn(shop.tenant.timeZone, now) };
    let last: Place | undefined = { due: store.dayZero, id: beforeAll };
    while (last && !state.stopped) last = await remindPage(round, last);
    wake();
  }

  /** Reminds of a page of questions after the last one; answers the last of it, or undefined where there are no more. */
  function remindPage(round: Round, after: Place): Promise<Place | undefined> {
    const { ways, how, today } = round;
    const { shop, now } = ways;
    const until = addDays(today, how.beforeDays);
    const place = { afterDue: after.due, afterId: after.id, until, today, most: how.most, plugins: shop.active, limit };
    return database.withTenant(shop.tenant.id).converse(async (transaction) => {
      const [rows] = await transaction.run(store.holdDated(place));
      const reminded = rows.filter((row) => isReminderDue(datedOf(row), how, now, shop.tenant.timeZone));
      const overdue = rows.filter((row) => row.due < today && row.overdue_at === null);
      if (reminded.length + overdue.length > 0)
        await tell(transaction, round, { reminded: idsOf(reminded), overdue: idsOf(overdue) });
      return rows.length < limit ? undefined : rows.at(-1);
    });
  }

  /**
   * Queues what is told, and writes down that it was. A step that nobody can be reminded at is not used up: it is taken as soon as
   * somebody may answer, or the order is in the portal. Whoever wants no reminders could have been.
   */
  async function tell(transaction: Conversation, { ways, speech }: Round, { reminded, overdue }: Told): Promise<void> {
    const { shop, now, url } = ways;
    const [waiting, late, staff] = await transaction.run(
      store.factsOfReminded({ ids: reminded }),
      store.factsOfOverdue({ ids: overdue }),
      staffToTell({}),
    );
    const reached = idsOf(waiting.filter(({ contacts }) => contacts.length > 0));
    if (reached.length + overdue.length === 0) return;
    const stopOf = stopsOf(ways, 'contact', 'reminder');
    const told: readonly PlainNotice[] = [
      ...aboutReminder(waiting, { url, speech, stopOf, newId: () => newId(now) }),
      ...late.flatMap((one) => aboutOverdue(one, audienceOf(ways, 'approval.overdue', staff, one.assignee_id), speech)),
    ];
    const rows = json(told.map((row) => ({ ...row, id: newId(now) })));
    await transaction.run(
      store.markReminded({ ids: reached, now }),
      store.markOverdue({ ids: overdue, now }),
      insertNotices({ tenant: shop.tenant.id, now, rows }),
    );
  }
}

/** Where a page of questions ended. */
type Place = Pick<store.DatedRow, 'due' | 'id'>;

/** A look through one shop. */
interface Round {
  readonly ways: Ways;
  readonly how: How;
  readonly speech: Speech;
  readonly today: Day;
}

/** Ids of questions that are told of: their customers, or staff. */
interface Told {
  readonly reminded: readonly string[];
  readonly overdue: readonly string[];
}

const idsOf = (rows: readonly Pick<store.DatedRow, 'id'>[]): readonly string[] => rows.map(({ id }) => id);

const datedOf = ({ due, asked_at: askedAt, reminded_at: remindedAt, reminders }: store.DatedRow) => ({
  due,
  askedAt,
  remindedAt,
  reminders,
});

type Settings = Readonly<Record<string, Json>>;

const howOf = (ofCore: Settings): How => ({
  beforeDays: Number(ofCore['remindBeforeDays']),
  againDays: Number(ofCore['remindAgainDays']),
  most: Number(ofCore['remindAtMost']),
});

const quietOf = (ofCore: Settings): Quiet => ({
  // The core's own schema has read both as times.
  from: ofCore['quietFrom'] as string,
  until: ofCore['quietUntil'] as string,
  weekends: ofCore['quietWeekends'] === true,
});
