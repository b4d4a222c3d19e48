import path from 'node:path';
import { approval, customers, intake, PlatformError, status, type Hook, type Permission } from '@docket/sdk';
import { corePermissions, createAccess, type Access, type LooseCounts } from './access/access.ts';
import { createLooks, type Looks } from './access/looks.ts';
import { createLooseCounts } from './access/loose-counts.ts';
import { createSecondFactor, type SecondFactor } from './access/second-factor.ts';
import { createStaffLinks, type StaffLinks } from './access/staff-links.ts';
import { createSweeping, type Sweeping } from './access/sweeping.ts';
import { createApprovals, type Approvals } from './approvals/approvals.ts';
import { coreSettings } from './core-settings.ts';
import { createCustomers, importsSubscriber, latecomersSubscriber } from './customers/customers.ts';
import { createDefaults, type Defaults } from './defaults/defaults.ts';
import { createDeliveries, type Deliveries, type Delivery } from './deliveries/deliveries.ts';
import { errors } from './errors.ts';
import { createFiles, type Files } from './files/files.ts';
import { createJobs, type Jobs } from './jobs/jobs.ts';
import { createActivation, type Activation } from './kernel/activation.ts';
import { createBreaker, type Breaker } from './kernel/breaker.ts';
import { createServices, provide, token, type Provision, type Resolve } from './kernel/container.ts';
import type { Database, Engine } from './kernel/database.ts';
import type { openPglite } from './kernel/database-pglite.ts';
import { createDispatcher, type Delivered, type Dispatcher } from './kernel/dispatch.ts';
import type { createFaultStore } from './kernel/faults-store.ts';
import { createFaults, type Faults } from './kernel/faults.ts';
import { newId } from './kernel/ids.ts';
import type { Registry } from './kernel/registry.ts';
import { secretKeys } from './kernel/secret-box.ts';
import { createSettings, type Settings } from './kernel/settings.ts';
import { createLive, type Live } from './live/live.ts';
import { coreSubscribers, createNotices, noticesSubscriber, type Letterhead, type Notices } from './notices/notices.ts';
import { createReminding, type Reminding } from './notices/reminding/reminding.ts';
import { createOperators, type Operators } from './operator/operator.ts';
import { createOrders, retoldOfFile, type Orders } from './orders/orders.ts';
import type { PlatformConfig } from './platform-config.ts';
import type { PluginFaces } from './plugin-faces.ts';
import { createPrivacy, pluginTables, type Privacy } from './privacy/privacy.ts';
import { createRetention, type Retention } from './privacy/retention.ts';
import { createReach } from './reach/reach.ts';
import { createChanges, type Changes } from './requests/changing/changes.ts';
import { createDeciding, type Deciding } from './requests/changing/deciding.ts';
import { createSettling, type Settling } from './requests/changing/settling.ts';
import { createDecisions, type Decisions } from './requests/decisions.ts';
import { createDrafts, type Drafts } from './requests/drafts.ts';
import { createOutcomes, type Outcomes } from './requests/outcomes.ts';
import { puzzleKeyOf } from './requests/puzzle.ts';
import { createRequests, type Requests } from './requests/requests.ts';
import { createSeed, type Seed } from './seed.ts';
import { createDirectory, type Directory } from './tenants/directory.ts';
import { createSetUp, type SetUp } from './tenants/set-up.ts';
import type { Provisions, Shop } from './tenants/tenants.ts';
import { foundShop } from './tenants/founding.ts';
import { createNarrowSettings, type NarrowSettingsModule } from './tenants/narrow-settings.ts';
import { createPlugins, type Plugins } from './tenants/plugins.ts';
import { createSettingsWriter, type SettingsWriter } from './tenants/settings-writer.ts';
import { createProvisions } from './tenants/provisions.ts';

/** Events of the core, by name: what a delivery to a plugin is looked up in. */
const events = new Map(
  [
    intake.accepted,
    intake.changed,
    intake.revised,
    intake.cancelled,
    status.moved,
    approval.decided,
    approval.voided,
    customers.merged,
    customers.parted,
  ].map((hook) => [hook.name, hook as unknown as Hook<'event', unknown, void>]),
);

/** What the platform asks its services by. */
export const tokens = {
  faults: token<Faults>('platform/Faults'),
  breaker: token<Breaker>('platform/Breaker'),
  dispatcher: token<Dispatcher>('platform/Dispatcher'),
  activation: token<Activation>('platform/Activation'),
  provisions: token<Provisions>('platform/Provisions'),
  settings: token<Settings>('platform/Settings'),
  reach: token<ReturnType<typeof createReach>>('platform/Reach'),
  directory: token<Directory>('platform/Directory'),
  access: token<Access>('platform/Access'),
  live: token<Live>('platform/Live'),
  secondFactor: token<SecondFactor>('platform/SecondFactor'),
  counts: token<LooseCounts>('platform/LooseCounts'),
  sweeping: token<Sweeping>('platform/Sweeping'),
  deliveries: token<Deliveries>('platform/Deliveries'),
  jobs: token<Jobs>('platform/Jobs'),
  notices: token<Notices>('platform/Notices'),
  files: token<Files>('platform/Files'),
  drafts: token<Drafts>('platform/Drafts'),
  outcomes: token<Outcomes>('platform/Outcomes'),
  settling: token<Settling>('platform/Settling'),
  changes: token<Changes>('platform/Changes'),
  requests: token<Requests>('platform/Requests'),
  deciding: token<Deciding>('platform/Deciding'),
  decisions: token<Decisions>('platform/Decisions'),
  defaults: token<Defaults>('platform/Defaults'),
  orders: token<Orders>('platform/Orders'),
  approvals: token<Approvals>('platform/Approvals'),
  settingsWriter: token<SettingsWriter>('platform/SettingsWriter'),
  plugins: token<Plugins>('platform/Plugins'),
  narrowSettings: token<NarrowSettingsModule>('platform/NarrowSettings'),
  staffLinks: token<StaffLinks>('platform/StaffLinks'),
  looks: token<Looks>('platform/Looks'),
  operators: token<Operators>('platform/Operators'),
  setUp: token<SetUp>('platform/SetUp'),
  privacy: token<Privacy>('platform/Privacy'),
  retention: token<Retention>('platform/Retention'),
  reminding: token<Reminding>('platform/Reminding'),
  seed: token<Seed>('platform/Seed'),
};

/** What is there before any service: the platform opens and closes it. */
export interface PlatformParts {
  readonly config: PlatformConfig;
  readonly registry: Registry;
  readonly faces: PluginFaces;
  readonly engine: Engine;
  readonly database: Database;
  readonly faultStore: ReturnType<typeof createFaultStore>;
  readonly clock: () => Date;
}

/** Makes every service once, with no tenant at hand: nothing of a tenant is a service. */
export function createPlatformServices(parts: PlatformParts): Resolve {
  const provisions = [
    ...kernelProvisions(parts),
    ...nounProvisions(parts),
    provideOperators(parts),
    ...privacyProvisions(parts),
    provideSeed(parts),
  ];
  const services = createServices({ id: 'platform', services: provisions }, []);
  services.makeAll();
  return services.of('platform');
}

function kernelProvisions({
  config,
  registry,
  engine,
  database,
  faultStore,
  clock,
}: PlatformParts): readonly Provision[] {
  const milliseconds = (): number => clock().getTime();
  const keys = secretKeys(config.secret);
  const owners = [coreSettings, ...registry.plugins.map(({ descriptor }) => descriptor)];
  return [
    provide(tokens.faults, () => createFaults({ clock: milliseconds, sink: faultStore.sink })),
    provide(tokens.settings, (resolve) =>
      createSettings({ owners, defaults: registry.distribution.defaults, keys, faults: resolve(tokens.faults) }),
    ),
    provide(tokens.breaker, () => createBreaker({ clock: milliseconds })),
    provide(tokens.activation, () => createActivation(registry)),
    provide(tokens.provisions, (resolve) => createProvisions(registry, resolve(tokens.activation))),
    provide(tokens.dispatcher, (resolve) =>
      createDispatcher({
        faults: resolve(tokens.faults),
        breaker: resolve(tokens.breaker),
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
        core: new Map([
          [noticesSubscriber, (delivery: Delivery) => tell(resolve(tokens.notices), delivery)],
          [latecomersSubscriber, (delivery: Delivery) => takeLatecomers(database, delivery)],
          [importsSubscriber, (delivery: Delivery) => runImport(database, delivery, clock())],
        ]),
        handle: (delivery) => handToPlugin(resolve(tokens.directory), registry, delivery),
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

function nounProvisions({ config, registry, faces, database, clock }: PlatformParts): readonly Provision[] {
  const { log, smtp } = config;
  const wake = (resolve: Resolve) => () => resolve(tokens.deliveries).wake();
  return [
    provide(tokens.reach, (resolve) =>
      createReach({
        database,
        newId,
        registry,
        questions: resolve(tokens.approvals),
        files: resolve(tokens.files),
        moves: resolve(tokens.orders).follow,
        urlOf: (shop) => urlOf(resolve(tokens.directory), config, shop),
        wordsOf: (shop) => faces.wordsOf(shop.active, shop.face.locale),
      }),
    ),
    provide(tokens.directory, (resolve) =>
      createDirectory(database, {
        registry,
        activation: resolve(tokens.activation),
        provisions: resolve(tokens.provisions),
        dispatcher: resolve(tokens.dispatcher),
        settings: resolve(tokens.settings),
        clock,
        subscribersOf: coreSubscribers,
        reach: resolve(tokens.reach),
      }),
    ),
    provide(tokens.access, (resolve) =>
      createAccess({
        database,
        permissions: [...corePermissions, ...pluginPermissionsOf(registry).map(({ id }) => id)],
        counts: resolve(tokens.counts),
        refresh: (shop, version) => resolve(tokens.directory).refresh(shop, version),
        wrote: (tenantId) => resolve(tokens.live).changed(tenantId),
      }),
    ),
    provide(tokens.live, (resolve) => createLive({ database, access: resolve(tokens.access), clock, log })),
    provide(tokens.secondFactor, () => createSecondFactor(secretKeys(config.secret))),
    provide(tokens.counts, () => createLooseCounts({ database, log })),
    provide(tokens.sweeping, () => createSweeping({ database, clock, log })),
    provide(tokens.notices, (resolve) =>
      createNotices({
        database,
        newId,
        clock,
        smtp,
        secret: config.secret,
        shopOf: (tenantId, version) => resolve(tokens.directory).byId(tenantId, version),
        letterheadOf: (tenantId, version) =>
          letterhead(resolve(tokens.directory), faces, config, { tenantId, version }),
        log,
      }),
    ),
    provide(tokens.reminding, (resolve) =>
      createReminding({
        database,
        newId,
        clock,
        log,
        secret: config.secret,
        shopOf: (tenantId, version) => resolve(tokens.directory).byId(tenantId, version),
        letterheadOf: (tenantId, version) =>
          letterhead(resolve(tokens.directory), faces, config, { tenantId, version }),
        wake: () => resolve(tokens.notices).wake(),
      }),
    ),
    provide(tokens.staffLinks, (resolve) =>
      createStaffLinks({ database, newId, wake: () => resolve(tokens.notices).wake() }),
    ),
    provide(tokens.looks, (resolve) => createLooks({ database, newId, wake: () => resolve(tokens.notices).wake() })),
    provide(tokens.setUp, (resolve) =>
      createSetUp({
        database,
        newId,
        registry,
        directory: resolve(tokens.directory),
        clock,
        secureCookies: config.secureCookies,
        placeOf: config.placeOfNewShop,
      }),
    ),
    provide(tokens.files, (resolve) =>
      createFiles({
        database,
        newId,
        folder: filesFolderOf(config),
        clock,
        log,
        scanner: config.scanner,
        async tidings({ tenant_id: tenant, id }) {
          const shop = await resolve(tokens.directory).byId(tenant);
          return shop ? retoldOfFile(database, { shop, newId, now: clock() }, id) : [];
        },
      }),
    ),
    provide(tokens.drafts, () => createDrafts({ database, newId })),
    provide(tokens.outcomes, (resolve) => createOutcomes({ database, newId, wake: wake(resolve) })),
    provide(tokens.settling, (resolve) => createSettling({ database, newId, wake: wake(resolve) })),
    provide(tokens.changes, (resolve) => createChanges({ database, newId, settling: resolve(tokens.settling) })),
    provide(tokens.requests, (resolve) =>
      createRequests({
        database,
        newId,
        outcomes: resolve(tokens.outcomes),
        changes: resolve(tokens.changes),
        counts: resolve(tokens.counts),
        puzzleKey: puzzleKeyOf(config.secret),
      }),
    ),
    provide(tokens.deciding, (resolve) => createDeciding({ database, settling: resolve(tokens.settling) })),
    provide(tokens.decisions, (resolve) =>
      createDecisions({ database, newId, outcomes: resolve(tokens.outcomes), wake: wake(resolve) }),
    ),
    provide(tokens.defaults, (resolve) =>
      createDefaults({
        database,
        newId,
        services: (call) => resolve(tokens.narrowSettings).services(call),
        changed: ({ shop }, version) => resolve(tokens.directory).refresh(shop, version),
      }),
    ),
    provide(tokens.orders, (resolve) => createOrders({ database, newId, wake: wake(resolve) })),
    provide(tokens.approvals, (resolve) =>
      createApprovals({
        database,
        newId,
        customers: createCustomers({ database, newId }),
        urlOf: (shop) => urlOf(resolve(tokens.directory), config, shop),
        wake: wake(resolve),
        wakeMails: () => resolve(tokens.notices).wake(),
      }),
    ),
    provide(tokens.settingsWriter, (resolve) =>
      createSettingsWriter({
        database,
        newId,
        settings: resolve(tokens.settings),
        keys: secretKeys(config.secret),
        changed: ({ shop }, plugin, version) => resume(resolve, shop, plugin, version),
      }),
    ),
    provide(tokens.plugins, (resolve) =>
      createPlugins({
        database,
        newId,
        registry,
        settings: resolve(tokens.settings),
        writer: resolve(tokens.settingsWriter),
        changed: ({ shop }, plugin, version) => resume(resolve, shop, plugin, version),
      }),
    ),
    provide(tokens.narrowSettings, (resolve) =>
      createNarrowSettings({ registry, settings: resolve(tokens.settings), writer: resolve(tokens.settingsWriter) }),
    ),
  ];
}

const provideOperators = ({ config, registry, database, clock }: PlatformParts): Provision =>
  provide(tokens.operators, (resolve) => {
    const directory = resolve(tokens.directory);
    return createOperators({
      database,
      newId,
      clock,
      publicUrl: config.publicUrl,
      provisions: resolve(tokens.provisions),
      staffLinks: resolve(tokens.staffLinks),
      looks: resolve(tokens.looks),
      secondFactor: resolve(tokens.secondFactor),
      breaker: resolve(tokens.breaker),
      plugins: registry.plugins.map(({ descriptor: { id, title } }) => ({ id, title })),
      async found(shop) {
        const id = await foundShop(database, newId, registry, shop);
        directory.forget();
        return id;
      },
      urlOf: (slug) => urlOfSlug(directory, config, slug),
      changed: (id) => directory.forget(id),
      release: (id) => releaseAll(resolve, id),
      wake: () => resolve(tokens.deliveries).wake(),
    });
  });

/** Whatever of a shop waited goes on: its mails, its events, and what is parked for plugins that run. */
async function releaseAll(resolve: Resolve, id: string): Promise<void> {
  const shop = await resolve(tokens.directory).byId(id);
  for (const plugin of shop?.active ?? []) {
    await resolve(tokens.deliveries).release(id, plugin);
    await resolve(tokens.jobs).release(id, plugin);
  }
  resolve(tokens.deliveries).wake();
  resolve(tokens.notices).wake();
}

const privacyProvisions = ({ config, registry, database, clock }: PlatformParts): readonly Provision[] => [
  provide(tokens.privacy, (resolve) =>
    createPrivacy({
      database,
      newId,
      plugins: descriptorsOf(registry),
      removeFiles: (tenant, ids) => resolve(tokens.files).drop(tenant, ids),
      readFile: (tenant, id) => resolve(tokens.files).read(tenant, id),
    }),
  ),
  provide(tokens.retention, (resolve) =>
    createRetention({
      database,
      newId,
      clock,
      log: config.log,
      settingsOf: async (tenant, version) =>
        (await resolve(tokens.directory).byId(tenant, version))?.settingsOf('core'),
      removeFiles: (tenant, ids) => resolve(tokens.files).drop(tenant, ids),
    }),
  ),
];

const descriptorsOf = ({ plugins }: Registry) => plugins.map(({ descriptor }) => descriptor);

const provideSeed = ({ config, registry, database, clock }: PlatformParts): Provision =>
  provide(tokens.seed, (resolve) =>
    createSeed({
      database,
      newId,
      clock,
      secureCookies: config.secureCookies,
      registry,
      directory: resolve(tokens.directory),
      filesFolder: filesFolderOf(config),
      pluginTables: pluginTables(descriptorsOf(registry)),
      customers: createCustomers({ database, newId }),
      drafts: resolve(tokens.drafts),
      requests: resolve(tokens.requests),
      changes: resolve(tokens.changes),
      deciding: resolve(tokens.deciding),
      decisions: resolve(tokens.decisions),
      orders: resolve(tokens.orders),
      files: resolve(tokens.files),
      plugins: resolve(tokens.plugins),
      narrowSettings: resolve(tokens.narrowSettings),
      defaults: resolve(tokens.defaults),
      staffLinks: resolve(tokens.staffLinks),
      approvals: resolve(tokens.approvals),
      reach: resolve(tokens.reach),
      urlOf: (shop) => urlOf(resolve(tokens.directory), config, shop),
    }),
  );

/** What plugins of the installation bring, on or off. */
export const pluginPermissionsOf = ({ plugins }: Registry): readonly Permission[] =>
  plugins.flatMap(({ descriptor }) => descriptor.permissions ?? []);

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
  return { pglite: (engine as Awaited<ReturnType<typeof openPglite>>).pglite };
}

/** Asked of the shop as it is now: another process may have switched the plugin off, or closed the shop. */
async function isActive(directory: Directory, tenantId: string, plugin: string): Promise<boolean> {
  const known = await directory.byId(tenantId);
  const shop = known && (await directory.current(known));
  return shop?.active.includes(plugin) ?? false;
}

const takeLatecomers = (database: Database, { tenantId, payload }: Delivery): Promise<void> =>
  createCustomers({ database, newId }).takeLatecomers(tenantId, payload as { readonly mergedId: string });

const runImport = (database: Database, { tenantId, payload }: Delivery, now: Date): Promise<void> =>
  createCustomers({ database, newId }).runImport(tenantId, payload as { readonly importId: string }, now);

const tell = (notices: Notices, { tenantId, event: name, payload, version }: Delivery): Promise<void> =>
  notices.deliver(tenantId, { name, payload, version });

/** What a plugin does at an event, history tells by its title. */
async function handToPlugin(
  directory: Directory,
  { plugins }: Registry,
  { tenantId, subscriber, event, payload, version }: Delivery,
): Promise<Delivered> {
  const [shop, hook] = [await directory.byId(tenantId, version), events.get(event)];
  if (!shop || !hook) return { state: 'parked', reason: 'inactive' };
  const name = plugins.find(({ descriptor }) => descriptor.id === subscriber)?.descriptor.title;
  const actor = { type: 'system', reason: `It follows ${event}.`, ...(name !== undefined && { name }) } as const;
  const asking = { actor, now: new Date() };
  return shop.hooks.deliver(hook, { plugin: subscriber, payload }, asking);
}

async function letterhead(
  directory: Directory,
  faces: PluginFaces,
  config: PlatformConfig,
  { tenantId, version }: { readonly tenantId: string; readonly version: number },
): Promise<Letterhead | undefined> {
  const shop = await directory.byId(tenantId, version);
  if (!shop && (await directory.isClosed({ id: tenantId }))) throw new PlatformError(errors['shop.closed']);
  if (!shop) return undefined;
  const words = faces.wordsOf(shop.active, shop.face.locale);
  return { shop: shop.face, url: await urlOf(directory, config, shop), words };
}

/** Prefix of a shop's addresses in what is sent, without a slash at the end. */
export const urlOf = (directory: Directory, config: PlatformConfig, { face }: Shop): Promise<string> =>
  urlOfSlug(directory, config, face.slug);

async function urlOfSlug(directory: Directory, { publicUrl }: PlatformConfig, slug: string): Promise<string> {
  return (await directory.isShared()) ? `${publicUrl()}/s/${slug}` : publicUrl();
}
