import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PGlite } from '@electric-sql/pglite';
import { intake, status, type Distribution, type Hook } from '@docket/sdk';
import { createAccess, type Access } from './access/access.ts';
import { createContactSignIn } from './access/contact-sign-in.ts';
import { createSessions } from './access/sessions.ts';
import { createStaffLinks } from './access/staff-links.ts';
import { createStaffSignIn } from './access/staff-sign-in.ts';
import { coreSettings } from './core-settings.ts';
import { createCustomers } from './customers/customers.ts';
import { createDeliveries, type Deliveries, type Delivery } from './deliveries/deliveries.ts';
import { createFiles, type Files } from './files/files.ts';
import { filesHandler } from './files/http.ts';
import { createApp } from './http/app.ts';
import type { Bindings } from './http/arrive.ts';
import type { PageHost } from './http/pages.ts';
import { createJobs, type Jobs } from './jobs/jobs.ts';
import { createActivation } from './kernel/activation.ts';
import { createBreaker } from './kernel/breaker.ts';
import { createServices, provide, token, type Provision, type Resolve } from './kernel/container.ts';
import { databaseOn, type Database, type Engine } from './kernel/database.ts';
import { openPostgres } from './kernel/database-postgres.ts';
import { createDispatcher, type Delivered, type Dispatcher } from './kernel/dispatch.ts';
import { createFaultStore } from './kernel/faults-store.ts';
import { createFaults, messageOf, type Faults } from './kernel/faults.ts';
import { newId } from './kernel/ids.ts';
import { migrate, pendingMigrations, type SchemaOwner } from './kernel/migrate.ts';
import { pluginSchema } from './kernel/own-rows.ts';
import { loadPlugins, type Registry } from './kernel/registry.ts';
import { secretKeys } from './kernel/secret-box.ts';
import { createSettings, type Settings } from './kernel/settings.ts';
import { coreSubscribers, createNotices, noticesSubscriber, type Letterhead, type Notices } from './notices/notices.ts';
import { createOrders, type Orders } from './orders/orders.ts';
import type { PlatformConfig } from './platform-config.ts';
import { readFaces, type PluginFaces } from './plugin-faces.ts';
import { callerFactory } from './procedures.ts';
import { createDecisions } from './requests/decisions.ts';
import { createDrafts, type Drafts } from './requests/drafts.ts';
import { createOutcomes, type Outcomes } from './requests/outcomes.ts';
import { createRequests, type Requests } from './requests/requests.ts';
import { routersOf } from './routers.ts';
import { createSeed, type Seed } from './seed.ts';
import { createDirectory, type Directory } from './tenants/directory.ts';
import type { Shop } from './tenants/tenants.ts';
import { createPlugins, type Plugins } from './tenants/plugins.ts';

/** A running Docket without its server: anything that speaks `fetch` can carry it. */
export interface Platform {
  readonly registry: Registry;
  readonly database: Database;
  /** Fills it from code: demo shops, benchmarks, tests, first start. */
  readonly seed: Seed;
  fetch(request: Request, bindings?: Bindings): Promise<Response>;
  /** Brings the database to this version, as the login that owns it; "start" does it too when something is missing. */
  migrate(): Promise<void>;
  /** Brings the database to this version, then begins to deliver, send and inspect. */
  start(): Promise<void>;
  /** Does what is due, to the end: deliveries, mails, inspections. */
  settle(): Promise<void>;
  /** Waits for what is running. Takes no more requests. */
  stop(): Promise<void>;
}

/** Every hook the core asks; a plugin that taps another one stops the start. */
const coreHooks = [...Object.values(intake), ...Object.values(status)] as unknown as readonly Hook[];
const events = new Map(
  [intake.accepted, status.moved].map((hook) => [hook.name, hook as unknown as Hook<'event', unknown, void>]),
);

const tokens = {
  faults: token<Faults>('platform/Faults'),
  dispatcher: token<Dispatcher>('platform/Dispatcher'),
  settings: token<Settings>('platform/Settings'),
  directory: token<Directory>('platform/Directory'),
  access: token<Access>('platform/Access'),
  deliveries: token<Deliveries>('platform/Deliveries'),
  jobs: token<Jobs>('platform/Jobs'),
  notices: token<Notices>('platform/Notices'),
  files: token<Files>('platform/Files'),
  drafts: token<Drafts>('platform/Drafts'),
  outcomes: token<Outcomes>('platform/Outcomes'),
  requests: token<Requests>('platform/Requests'),
  orders: token<Orders>('platform/Orders'),
  plugins: token<Plugins>('platform/Plugins'),
};

interface Parts {
  readonly config: PlatformConfig;
  readonly registry: Registry;
  readonly faces: PluginFaces;
  readonly engine: Engine;
  readonly database: Database;
  readonly faultStore: ReturnType<typeof createFaultStore>;
  readonly clock: () => Date;
}

/** Puts a distribution together. Throws `StartError` with every fault of it; nothing runs before `start`. */
export async function createPlatform(distribution: Distribution, config: PlatformConfig): Promise<Platform> {
  const registry = await loadPlugins(distribution, { hooks: coreHooks, settings: [coreSettings] });
  const faces = await readFaces(registry);
  const engine = await openEngine(config);
  const database = databaseOn(engine);
  const faultStore = createFaultStore({ database, log: config.log });
  const clock = config.clock ?? (() => new Date());
  const parts: Parts = { config, registry, faces, engine, database, faultStore, clock };
  const services = createServices({ id: 'platform', services: provisions(parts) }, []);
  services.makeAll();
  return assemble(parts, services.of('platform'));
}

async function openEngine({ database }: PlatformConfig): Promise<Engine> {
  if ('url' in database) return openPostgres({ url: database.url });
  const { openPglite } = await import('./kernel/database-pglite.ts');
  return openPglite('folder' in database ? { folder: database.folder } : {});
}

/** Nothing of a tenant is a service: each is made once, with no tenant at hand. */
const provisions = (parts: Parts): readonly Provision[] => [...kernelProvisions(parts), ...nounProvisions(parts)];

function kernelProvisions({ config, registry, engine, database, faultStore, clock }: Parts): readonly Provision[] {
  const milliseconds = (): number => clock().getTime();
  const keys = secretKeys(config.secret);
  const owners = [coreSettings, ...registry.plugins.map(({ descriptor }) => descriptor)];
  return [
    provide(tokens.faults, () => createFaults({ clock: milliseconds, sink: faultStore.sink })),
    provide(tokens.settings, (resolve) =>
      createSettings({ owners, defaults: registry.distribution.defaults, keys, faults: resolve(tokens.faults) }),
    ),
    provide(tokens.dispatcher, (resolve) =>
      createDispatcher({
        faults: resolve(tokens.faults),
        breaker: createBreaker({ clock: milliseconds }),
        parse: config.parseAnswers ?? false,
      }),
    ),
    provide(tokens.deliveries, (resolve) =>
      createDeliveries({
        database,
        clock,
        log: config.log,
        faults: resolve(tokens.faults),
        registry,
        core: new Map([[noticesSubscriber, (delivery: Delivery) => tell(resolve(tokens.notices), delivery)]]),
        handle: (delivery) => handToPlugin(resolve(tokens.directory), delivery),
        isActive: (tenantId, plugin) => isActive(resolve(tokens.directory), tenantId, plugin),
      }),
    ),
    provide(tokens.jobs, (resolve) =>
      createJobs({
        connection: connectionOf(config, engine),
        registry,
        faults: resolve(tokens.faults),
        log: config.log,
        isActive: (tenantId, plugin) => isActive(resolve(tokens.directory), tenantId, plugin),
        tenantsOf: (plugin) => resolve(tokens.directory).withPlugin(plugin),
      }),
    ),
  ];
}

function nounProvisions({ config, registry, faces, database, clock }: Parts): readonly Provision[] {
  const { log, smtp } = config;
  const wake = (resolve: Resolve) => () => resolve(tokens.deliveries).wake();
  return [
    provide(tokens.directory, (resolve) =>
      createDirectory(database, {
        registry,
        activation: createActivation(registry),
        dispatcher: resolve(tokens.dispatcher),
        settings: resolve(tokens.settings),
        clock,
        subscribersOf: coreSubscribers,
      }),
    ),
    provide(tokens.access, (resolve) =>
      createAccess({ database, refresh: (shop, version) => resolve(tokens.directory).refresh(shop, version) }),
    ),
    provide(tokens.notices, (resolve) =>
      createNotices({
        database,
        newId,
        clock,
        smtp,
        letterheadOf: (tenantId) => letterhead(resolve(tokens.directory), faces, config, tenantId),
        log,
      }),
    ),
    provide(tokens.files, () => createFiles({ database, newId, folder: filesFolderOf(config), clock, log })),
    provide(tokens.drafts, () => createDrafts({ database, newId })),
    provide(tokens.outcomes, (resolve) => createOutcomes({ database, newId, wake: wake(resolve) })),
    provide(tokens.requests, (resolve) => createRequests({ database, newId, outcomes: resolve(tokens.outcomes) })),
    provide(tokens.orders, (resolve) => createOrders({ database, newId, wake: wake(resolve) })),
    provide(tokens.plugins, (resolve) =>
      createPlugins({
        database,
        newId,
        registry,
        settings: resolve(tokens.settings),
        keys: secretKeys(config.secret),
        changed: ({ shop }, plugin, version) => resume(resolve, shop, plugin, version),
      }),
    ),
  ];
}

/** What waited for a plugin goes on once it is on again. */
async function resume(resolve: Resolve, shop: Shop, plugin: string, version: number): Promise<void> {
  const fresh = await resolve(tokens.directory).refresh(shop, version);
  if (!fresh.active.includes(plugin)) return;
  await resolve(tokens.deliveries).release(shop.tenant.id, plugin);
  await resolve(tokens.jobs).release(shop.tenant.id, plugin);
}

const filesFolderOf = ({ dataFolder }: PlatformConfig): string => path.join(dataFolder, 'files');

function connectionOf({ database }: PlatformConfig, engine: Engine) {
  if ('url' in database) return { url: database.directUrl ?? database.url };
  return { pglite: (engine as Engine & { readonly pglite: PGlite }).pglite };
}

async function isActive(directory: Directory, tenantId: string, plugin: string): Promise<boolean> {
  const shop = await directory.byId(tenantId);
  return shop?.active.includes(plugin) ?? false;
}

const tell = (notices: Notices, { tenantId, event: name, payload }: Delivery): Promise<void> =>
  notices.deliver(tenantId, { name, payload });

async function handToPlugin(
  directory: Directory,
  { tenantId, subscriber, event, payload }: Delivery,
): Promise<Delivered> {
  const [shop, hook] = [await directory.byId(tenantId), events.get(event)];
  if (!shop || !hook) return { state: 'parked', reason: 'inactive' };
  const asking = { actor: { type: 'system', reason: `It follows ${event}.` }, now: new Date() } as const;
  return shop.hooks.deliver(hook, { plugin: subscriber, payload }, asking);
}

async function letterhead(
  directory: Directory,
  faces: PluginFaces,
  config: PlatformConfig,
  tenantId: string,
): Promise<Letterhead | undefined> {
  const shop = await directory.byId(tenantId);
  if (!shop) return undefined;
  const words = faces.wordsOf(shop.active, shop.face.locale);
  return { shop: shop.face, url: await urlOf(directory, config, shop), words };
}

/** Prefix of a shop's addresses in what is sent, without a slash at the end. */
async function urlOf(directory: Directory, { publicUrl }: PlatformConfig, { face }: Shop): Promise<string> {
  return (await directory.isShared()) ? `${publicUrl()}/s/${face.slug}` : publicUrl();
}

function assemble(parts: Parts, resolve: Resolve): Platform {
  const { config, registry, database, engine, faultStore } = parts;
  const [deliveries, jobs, notices, files] = [
    resolve(tokens.deliveries),
    resolve(tokens.jobs),
    resolve(tokens.notices),
    resolve(tokens.files),
  ];
  const app = appOf(parts, resolve);
  const schemas = schemasOf(registry);
  const bringUpToDate = async (): Promise<void> => {
    await migrate(engine, schemas);
    await jobs.install();
  };
  return {
    registry,
    database,
    seed: seedOf(parts, resolve),
    fetch: async (request, bindings) => app.fetch(request, bindings),
    migrate: bringUpToDate,
    async start() {
      // A login that may not change schemas can still serve ones that are current.
      if ((await pendingMigrations(engine, schemas)).length > 0) await bringUpToDate();
      files.start();
      if (config.workers === false) return;
      deliveries.start();
      notices.start();
      await jobs.start();
    },
    async settle() {
      await deliveries.settle();
      await jobs.settle();
      await notices.sendDue();
      await files.settle();
    },
    async stop() {
      await Promise.all([deliveries.stop(), jobs.stop(), notices.stop(), files.stop()]);
      resolve(tokens.faults).flush();
      await faultStore.settle();
      await database.close();
    },
  };
}

const seedOf = ({ config, database, clock }: Parts, resolve: Resolve): Seed =>
  createSeed({
    database,
    newId,
    clock,
    secureCookies: config.secureCookies,
    directory: resolve(tokens.directory),
    filesFolder: filesFolderOf(config),
    customers: createCustomers({ database, newId }),
    drafts: resolve(tokens.drafts),
    requests: resolve(tokens.requests),
    orders: resolve(tokens.orders),
    files: resolve(tokens.files),
    plugins: resolve(tokens.plugins),
    staffLinks: createStaffLinks({ database, newId, wake: () => resolve(tokens.notices).wake() }),
    urlOf: (shop) => urlOf(resolve(tokens.directory), config, shop),
  });

const schemasOf = ({ plugins }: Registry): readonly SchemaOwner[] => [
  { schema: 'core', folder: fileURLToPath(new URL('../src/migrations', import.meta.url)) },
  ...plugins.flatMap(({ descriptor: { id, migrations } }) =>
    migrations === undefined ? [] : [{ schema: pluginSchema(id), folder: fileURLToPath(migrations) }],
  ),
];

function appOf(parts: Parts, resolve: Resolve) {
  const { config, registry, database, clock } = parts;
  const [access, outcomes] = [resolve(tokens.access), resolve(tokens.outcomes)];
  const deps = { database, newId };
  const wakeMail = (): void => resolve(tokens.notices).wake();
  const routers = routersOf(
    {
      contactSignIn: createContactSignIn({ ...deps, wake: wakeMail }),
      staffSignIn: createStaffSignIn(deps),
      sessions: createSessions(deps),
      customers: createCustomers(deps),
      requests: resolve(tokens.requests),
      drafts: resolve(tokens.drafts),
      decisions: createDecisions({ ...deps, outcomes, wake: () => resolve(tokens.deliveries).wake() }),
      orders: resolve(tokens.orders),
      files: resolve(tokens.files),
      notices: resolve(tokens.notices),
      plugins: resolve(tokens.plugins),
    },
    registry.plugins,
  );
  const failed = (what: string, request: string, error: unknown): void =>
    config.log({ level: 'error', message: 'A request failed.', what, request, error: stackOf(error) });
  const app = createApp({
    directory: resolve(tokens.directory),
    access,
    routers,
    files: filesHandler({ files: resolve(tokens.files), drafts: resolve(tokens.drafts), access }),
    pageHost: config.pages && {
      ...pageHostOf(parts, access, routers),
      failed,
      fetch: async (request) => app.fetch(request),
    },
    isReady: () => isReady(database),
    clock,
    secureCookies: config.secureCookies,
    trustProxy: config.trustProxy,
    failed,
  });
  return app;
}

const pageHostOf = (
  { config, faces }: Parts,
  access: Access,
  routers: ReturnType<typeof routersOf>,
): Omit<PageHost, 'failed' | 'fetch'> => ({
  pages: config.pages!,
  faces,
  access,
  portal: callerFactory(routers.portal),
  staff: callerFactory(routers.staff),
  hints: config.hints ?? [],
});

const isReady = (database: Database): Promise<boolean> =>
  database
    .withPlatform('asks whether the database answers')
    .run({ name: 'ready', text: 'select 1', values: [] })
    .then(
      () => true,
      () => false,
    );

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
