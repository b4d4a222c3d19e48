import { fileURLToPath } from 'node:url';
import { customers, intake, status, type Distribution, type Hook } from '@docket/sdk';
import { coreSettings } from './core-settings.ts';
import type { Bindings } from './http/arrive.ts';
import type { Resolve } from './kernel/container.ts';
import { databaseOn, type Database, type Engine } from './kernel/database.ts';
import { openPostgres } from './kernel/database-postgres.ts';
import { createFaultStore } from './kernel/faults-store.ts';
import { migrate, pendingMigrations, type SchemaOwner } from './kernel/migrate.ts';
import { pluginSchema } from './kernel/own-rows.ts';
import { loadPlugins, type Registry } from './kernel/registry.ts';
import { createPlatformApp } from './platform-app.ts';
import type { PlatformConfig } from './platform-config.ts';
import { createPlatformServices, tokens, type PlatformParts } from './platform-services.ts';
import type { Live } from './live/live.ts';
import type { Operators } from './operator/operator.ts';
import { readFaces } from './plugin-faces.ts';
import { faultsOfPrivacy } from './privacy/privacy.ts';
import type { Seed } from './seed.ts';
import { expectSafeServer } from './server-version.ts';

/** A running Docket without its server: anything that speaks `fetch` can carry it. */
export interface Platform {
  readonly registry: Registry;
  readonly database: Database;
  /** Fills it from code: demo shops, benchmarks, tests, first start. */
  readonly seed: Seed;
  /** What runs the deployment: shops, what each may do, how plugins do, and who operates it. */
  readonly operators: Operators;
  /** What tells browsers of changes: streams stay open until the server that is about to end lets them `rest`. */
  readonly live: Pick<Live, 'open' | 'rest'>;
  /** The address at which an installation without a shop is set up, good once and for a day; the one before is none any more. Undefined once there is a shop. */
  setUpLink(): Promise<string | undefined>;
  fetch(request: Request, bindings?: Bindings): Promise<Response>;
  /** Brings the database to this version, as the login that owns it; "start" does it too when something is missing. */
  migrate(): Promise<void>;
  /** Brings the database to this version, then begins to deliver, send and inspect. */
  start(): Promise<void>;
  /** Does what is due, to the end: deliveries, mails, inspections. */
  settle(): Promise<void>;
  /** Lets go of what is old, in every shop, as it happens every hour. */
  sweep(): Promise<void>;
  /** Reminds customers of what waits for them, in every shop, as it happens every quarter of an hour. */
  remind(): Promise<void>;
  /** Waits for what is running. Takes no more requests. */
  stop(): Promise<void>;
}

/** Every hook the core asks; a plugin that taps another one stops the start. */
const coreHooks = [customers, intake, status].flatMap(Object.values) as unknown as readonly Hook[];

/** Puts a distribution together. Throws `StartError` with every fault of it; nothing runs before `start`. */
export async function createPlatform(distribution: Distribution, config: PlatformConfig): Promise<Platform> {
  const registry = await loadPlugins(distribution, { hooks: coreHooks, settings: [coreSettings] });
  const faces = await readFaces(registry);
  const engine = await openEngine(config);
  const database = databaseOn(engine);
  const faultStore = createFaultStore({ database, log: config.log });
  const clock = config.clock ?? (() => new Date());
  const parts = { config, registry, faces, engine, database, faultStore, clock };
  return assemble(parts, createPlatformServices(parts));
}

async function openEngine({ database }: PlatformConfig): Promise<Engine> {
  if ('url' in database) return openPostgres({ url: database.url });
  const { openPglite } = await import('./kernel/database-pglite.ts');
  return openPglite('folder' in database ? { folder: database.folder } : {});
}

function assemble(parts: PlatformParts, resolve: Resolve): Platform {
  const { config, registry, database, engine, faultStore } = parts;
  const [deliveries, jobs, notices, files, sweeping, retention, reminding] = [
    resolve(tokens.deliveries),
    resolve(tokens.jobs),
    resolve(tokens.notices),
    resolve(tokens.files),
    resolve(tokens.sweeping),
    resolve(tokens.retention),
    resolve(tokens.reminding),
  ];
  const app = createPlatformApp(parts, resolve);
  const schemas = schemasOf(registry);
  const bringUpToDate = async (): Promise<void> => {
    await expectSafeServer(engine);
    await migrate(engine, schemas);
    await expectPrivacy(engine, registry);
    await jobs.install();
  };
  return {
    registry,
    database,
    seed: resolve(tokens.seed),
    operators: resolve(tokens.operators),
    live: resolve(tokens.live),
    async setUpLink() {
      const secret = await resolve(tokens.setUp).newLink();
      return secret && `${config.publicUrl()}/admin/set-up/${secret}`;
    },
    fetch: async (request, bindings) => app.fetch(request, bindings),
    migrate: bringUpToDate,
    async start() {
      await expectSafeServer(engine);
      // A login that may not change schemas can still serve ones that are current.
      if ((await pendingMigrations(engine, schemas)).length > 0) await bringUpToDate();
      files.start();
      if (config.workers === false) return;
      deliveries.start();
      notices.start();
      sweeping.start();
      retention.start();
      reminding.start();
      await jobs.start();
    },
    async settle() {
      await deliveries.settle();
      await jobs.settle();
      await notices.sendDue();
      await files.settle();
    },
    sweep: () => retention.sweep(),
    remind: () => reminding.remind(),
    async stop() {
      await Promise.all([
        resolve(tokens.live).stop(),
        deliveries.stop(),
        jobs.stop(),
        notices.stop(),
        files.stop(),
        sweeping.stop(),
        retention.stop(),
        reminding.stop(),
      ]);
      resolve(tokens.faults).flush();
      await faultStore.settle();
      await database.close();
    },
  };
}

/** What is not known to be personal would be forgotten when somebody is erased. */
async function expectPrivacy(engine: Engine, { plugins }: Registry): Promise<void> {
  const faults = await faultsOfPrivacy(
    engine,
    plugins.map(({ descriptor }) => descriptor),
  );
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

const schemasOf = ({ plugins }: Registry): readonly SchemaOwner[] => [
  { schema: 'core', folder: fileURLToPath(new URL('../src/migrations', import.meta.url)) },
  ...plugins.flatMap(({ descriptor: { id, migrations } }) =>
    migrations === undefined ? [] : [{ schema: pluginSchema(id), folder: fileURLToPath(migrations) }],
  ),
];
