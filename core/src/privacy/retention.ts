import type { Json } from '@docket/sdk';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Log } from '../kernel/log.ts';
import { json } from '../kernel/statement.ts';
import * as store from './store-retention.ts';

type Settings = Readonly<Record<string, Json>>;

/** For how many days a shop keeps what is swept; `setting` names what decides it, null where nobody does. */
export interface KeptDays {
  readonly id:
    | 'drafts'
    | 'anonymousDrafts'
    | 'declined'
    | 'notices'
    | 'readNotices'
    | 'deliveries'
    | 'sessions'
    | 'imports'
    | 'challenges'
    | 'hits';
  readonly days: number;
  readonly setting: string | null;
}

/** The core's settings that say how long, by what they decide. */
const settings = {
  drafts: 'keepDraftsDays',
  anonymousDrafts: 'keepAnonymousDraftsDays',
  declined: 'keepDeclinedDays',
  notices: 'keepNoticesDays',
  readNotices: 'keepReadNoticesDays',
  deliveries: 'keepDeliveriesDays',
  sessions: 'keepSessionsDays',
} as const;

/**
 * Days after which an import cannot be undone any more, and what signing in left behind is of no use to anybody. Counters
 * are swept where they are counted.
 */
const fixed = { imports: 30, challenges: 7, hits: 2 } as const;

/** What a shop keeps how long. */
export const keptDays = (ofCore: Settings): readonly KeptDays[] => [
  ...Object.entries(settings).map(([id, setting]) => ({
    id: id as keyof typeof settings,
    days: Number(ofCore[setting]),
    setting,
  })),
  ...Object.entries(fixed).map(([id, days]) => ({ id: id as keyof typeof fixed, days, setting: null })),
];

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly clock: () => Date;
  readonly log: Log;
  /** The core's settings of a shop, of at least this version; undefined for one that was suspended since. */
  readonly settingsOf: (tenant: string, version: number) => Promise<Settings | undefined>;
  /** Removes files whose rows are gone; one that stays behind is found by the files' own sweep. */
  readonly removeFiles: (tenant: string, ids: readonly string[]) => Promise<void>;
}

/** Lets go of what is old, shop by shop. */
export interface Retention {
  /** Sweeps every shop once, but those that are suspended: nothing goes while nobody can look. Two that run at once take different rows. */
  sweep(): Promise<void>;
  /** Sweeps now and every hour. */
  start(): void;
  /** Waits for a running sweep. */
  stop(): Promise<void>;
}

const day = 24 * 3600 * 1000;
const hour = 3600 * 1000;
const page = 100;
/** Rows of one statement: locks are held for a moment only. */
const limit = 200;
const beforeAll = '00000000-0000-0000-0000-000000000000';

export function createRetention({ database, newId, clock, log, settingsOf, removeFiles }: Dependencies): Retention {
  let hourly: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const state = { stopped: false };

  async function sweep(): Promise<void> {
    for (let after = beforeAll; !state.stopped;) {
      const [shops] = await database.withPlatform('sweeps every shop').run(store.shopsAfter({ after, limit: page }));
      for (const { id, version } of shops) if (!state.stopped) await sweepOrSay(id, version);
      if (shops.length < page) return;
      after = shops.at(-1)!.id;
    }
  }

  /** One shop's trouble is not the next one's. */
  const sweepOrSay = (tenant: string, version: number): Promise<void> =>
    sweepShop(tenant, version).catch((error: unknown) =>
      log({ level: 'error', message: 'What is old was not swept.', shop: tenant, error }),
    );

  async function sweepShop(tenant: string, version: number): Promise<void> {
    const ofCore = await settingsOf(tenant, version);
    if (!ofCore) return;
    const now = clock();
    const ages = agesOf(ofCore, now, newId);
    const counts: Record<string, number> = {};
    for (const [name, sweepOf] of Object.entries(store.sweeps)) {
      const swept = await untilLittle(tenant, () => sweepOf(ages));
      if (swept > 0) counts[name] = swept;
    }
    if (Object.keys(counts).length === 0) return;
    await database
      .withTenant(tenant)
      .run(store.recordSweep({ tenant, auditId: newId(now), now, counts: json(counts) }));
  }

  async function untilLittle(tenant: string, call: () => ReturnType<(typeof store.sweeps)[string]>): Promise<number> {
    for (let sum = 0; ;) {
      const [[row]] = await database.withTenant(tenant).run(call());
      sum += row!.swept;
      await removeFiles(tenant, row!.files);
      if (row!.swept < limit || state.stopped) return sum;
    }
  }

  return {
    sweep,
    start() {
      state.stopped = false;
      const now = (): void =>
        void (running = running
          .then(sweep)
          .catch((error: unknown) => log({ level: 'error', message: 'Shops were not swept.', error })));
      now();
      hourly = setInterval(now, hour).unref();
    },
    async stop() {
      state.stopped = true;
      clearInterval(hourly);
      await running;
    },
  };
}

function agesOf(ofCore: Settings, now: Date, newId: NewId): store.Ages {
  const before = Object.fromEntries(
    keptDays(ofCore).map(({ id, days }) => [id, new Date(now.getTime() - days * day)]),
  ) as Record<KeptDays['id'], Date>;
  return { ...before, now, outboxBefore: newId(before.deliveries), limit };
}
