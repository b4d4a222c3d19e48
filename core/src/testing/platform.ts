import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Distribution, PluginDescriptor } from '@docket/sdk';
import { createPlatform, type Platform } from '../platform.ts';
import type { DatabaseConfig, PlatformConfig } from '../platform-config.ts';
import { createDatabase, type Store } from './database.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';

/** A started platform of a test, with its post office and one shop. */
export interface TestPlatform {
  readonly platform: Platform;
  readonly post: PostOffice;
  /** Id of the shop `shop`. */
  readonly shop: string;
  /** Where its files lie. */
  readonly folder: string;
  /** What the platform wrote into its log. */
  readonly log: readonly Parameters<PlatformConfig['log']>[0][];
  /** Stops the platform's clock at a moment; undefined lets it run again. */
  setNow(now: Date | undefined): void;
  close(): Promise<void>;
}

interface TestPlatformOptions {
  readonly plugins: readonly PluginDescriptor[];
  readonly store?: Store;
  /** Absent: the real time. */
  readonly now?: Date;
  readonly config?: Partial<PlatformConfig>;
}

/** Starts a platform on a database of its own, with real mail and real files. Close it in `afterAll`. */
export async function openTestPlatform({
  plugins,
  store = 'pglite',
  now,
  config,
}: TestPlatformOptions): Promise<TestPlatform> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'docket-platform-'));
  const [post, database] = [await openPostOffice(), await databaseFor(store)];
  const log: Parameters<PlatformConfig['log']>[0][] = [];
  let moment = now;
  const distribution = { name: 'test', title: 'Test', plugins, defaults: { core: plenty } } as Distribution;
  const common = {
    dataFolder: folder,
    secret: 'a secret of thirty-two characters',
    publicUrl: () => 'http://shop.test',
    smtp: post.url,
    trustProxy: false,
    secureCookies: false,
    parseAnswers: true,
    log: (entry: (typeof log)[number]) => void log.push(entry),
    clock: () => moment ?? new Date(),
    ...config,
  } as const;
  await database.prepare((url) => createPlatform(distribution, { ...common, database: { url } }));
  const platform = await createPlatform(distribution, { database: database.config, ...common });
  await platform.start();
  const shop = await platform.seed.shop(testShop);
  return {
    platform,
    post,
    shop,
    folder,
    log,
    setNow: (later) => void (moment = later),
    async close() {
      await platform.stop();
      await Promise.all([post.close(), database.drop(), rm(folder, { recursive: true, force: true })]);
    },
  };
}

/** Tests do within a minute what people do in a day; those of a limit set it themselves. */
const plenty = {
  readsPerMinute: 1_000_000,
  submitsPerShop: 1_000_000,
  publicSubmitsPerHour: 1000,
  submitsPerEmailDay: 1000,
  uploadsPerHour: 10_000,
};

const testShop = {
  slug: 'shop',
  name: 'The Shop',
  email: 'hello@shop.test',
  timeZone: 'America/Chicago',
  currency: 'USD',
  locale: 'en-US',
  units: 'inch',
} as const;

interface PlatformDatabase {
  readonly config: DatabaseConfig;
  /** Brings it up to date as its owner, where the platform comes as a login that may not. */
  readonly prepare: (open: (url: string) => Promise<Platform>) => Promise<void>;
  readonly drop: () => Promise<void>;
}

const nothing = async (): Promise<void> => undefined;

async function databaseFor(store: Store): Promise<PlatformDatabase> {
  if (store === 'pglite') return { config: { memory: true }, prepare: nothing, drop: nothing };
  const { ownerUrl, appUrl, drop } = await createDatabase();
  if (store === 'postgres-owner') return { config: { url: ownerUrl }, prepare: nothing, drop };
  return {
    config: { url: appUrl },
    async prepare(open) {
      const owner = await open(ownerUrl);
      await owner.migrate();
      await owner.stop();
    },
    drop,
  };
}
