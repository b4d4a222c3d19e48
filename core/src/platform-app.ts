import type { Access } from './access/access.ts';
import { createAccount } from './access/account.ts';
import { createBundles } from './access/bundles.ts';
import { createContactSignIn } from './access/contact-sign-in.ts';
import { createEmailMatch } from './access/email-match.ts';
import { createForgotten } from './access/forgotten.ts';
import { createInvitations } from './access/invitations.ts';
import { createOwnPasskeys } from './access/own-passkeys.ts';
import { createPasskeySignIn } from './access/passkey-sign-in.ts';
import { createKeys } from './access/keys.ts';
import { createMembers } from './access/members.ts';
import { createSecondStep } from './access/second-step.ts';
import { createPreviews } from './access/previews.ts';
import { createSessions } from './access/sessions.ts';
import { createStaffSessions } from './access/staff-sessions.ts';
import { createStaffSignIn } from './access/staff-sign-in.ts';
import { createAudit } from './audit/lines.ts';
import { createCustomers } from './customers/customers.ts';
import { importHandler } from './customers/importing/http.ts';
import { filesHandler } from './files/http.ts';
import { createApp } from './http/app.ts';
import type { PageHost } from './http/pages.ts';
import type { Resolve } from './kernel/container.ts';
import type { Database } from './kernel/database.ts';
import { messageOf } from './kernel/faults.ts';
import { newId } from './kernel/ids.ts';
import { pluginPermissionsOf, tokens, urlOf, type PlatformParts } from './platform-services.ts';
import { operatorCallerFactory } from './operator/procedures.ts';
import { operatorRouter } from './operator/router.ts';
import { exportHandler } from './privacy/http.ts';
import { liveHandler } from './live/http.ts';
import { downloadsHandler } from './plugin-downloads.ts';
import { createUploads } from './plugin-uploads.ts';
import { callerFactory } from './procedures.ts';
import { createCorrections } from './requests/correcting/corrections.ts';
import { createPrograms } from './requests/programs/programs.ts';
import { routersOf } from './routers.ts';
import { createHostProof } from './tenants/host-proof.ts';
import { createForms } from './tenants/forms.ts';
import { createHosts } from './tenants/hosts.ts';
import { createShopInfo, logos } from './tenants/shop-info.ts';
import type { Shop } from './tenants/tenants.ts';

/** What answers requests: the routers of every noun and plugin, files and pages, behind the edge. */
export function createPlatformApp(parts: PlatformParts, resolve: Resolve): ReturnType<typeof createApp> {
  const { config, registry, database, clock } = parts;
  const access = resolve(tokens.access);
  const deps = { database, newId };
  const mailing = {
    wake: () => resolve(tokens.notices).wake(),
    urlOf: (shop: Shop) => urlOf(resolve(tokens.directory), config, shop),
  };
  const customers = createCustomers({ ...deps, wake: () => resolve(tokens.deliveries).wake() });
  const [secondFactor, staffLinks] = [resolve(tokens.secondFactor), resolve(tokens.staffLinks)];
  const staffSessions = createStaffSessions({ ...deps, ...mailing });
  const secondStep = createSecondStep({ ...deps, secondFactor, staffSessions });
  const routers = routersOf(
    {
      contactSignIn: createContactSignIn({ ...deps, ...mailing }),
      staffSignIn: createStaffSignIn({ ...deps, staffSessions, secondStep }),
      secondStep,
      forgotten: createForgotten({ staffLinks, urlOf: mailing.urlOf }),
      account: createAccount({ ...deps, secondFactor, wake: mailing.wake }),
      invitations: createInvitations({ ...deps, ...mailing }),
      sessions: createSessions(deps),
      passkeySignIn: createPasskeySignIn({ ...deps, ...mailing }),
      ownPasskeys: createOwnPasskeys({ ...deps, ...mailing }),
      emailMatch: createEmailMatch({
        ...deps,
        ...mailing,
        refresh: (shop, version) => resolve(tokens.directory).refresh(shop, version),
      }),
      keys: createKeys(deps),
      members: createMembers({ ...deps, ...mailing, staffLinks }),
      bundles: createBundles({ ...deps, pluginPermissions: pluginPermissionsOf(registry) }),
      previews: createPreviews(deps),
      looks: resolve(tokens.looks),
      customers,
      defaults: resolve(tokens.defaults),
      requests: resolve(tokens.requests),
      drafts: resolve(tokens.drafts),
      changes: resolve(tokens.changes),
      programs: createPrograms({ ...deps, changes: resolve(tokens.changes) }),
      deciding: resolve(tokens.deciding),
      decisions: resolve(tokens.decisions),
      corrections: createCorrections(deps),
      orders: resolve(tokens.orders),
      approvals: resolve(tokens.approvals),
      files: resolve(tokens.files),
      notices: resolve(tokens.notices),
      plugins: resolve(tokens.plugins),
      narrowSettings: resolve(tokens.narrowSettings),
      forms: createForms({ registry, writer: resolve(tokens.settingsWriter) }),
      audit: createAudit({
        ...deps,
        pluginActions: new Map(registry.plugins.map(({ descriptor: { id, audit = {} } }) => [id, Object.keys(audit)])),
      }),
      hosts: createHosts({
        ...deps,
        proof: config.hostProof ?? createHostProof(),
        platform: () => new URL(config.publicUrl()).hostname,
        changed: (shop, version) => {
          resolve(tokens.directory).forget();
          return resolve(tokens.directory).refresh(shop, version);
        },
      }),
      shopInfo: createShopInfo({
        ...deps,
        redraw: (picture) => resolve(tokens.files).redraw(picture),
        changed: (shop, version) => resolve(tokens.directory).refresh(shop, version),
      }),
      privacy: resolve(tokens.privacy),
    },
    registry.plugins,
  );
  const uploads = createUploads({
    plugins: registry.plugins,
    access,
    files: resolve(tokens.files),
    log: config.log,
  });
  const [operators, ofOperators] = [resolve(tokens.operators), operatorRouter()];
  const failed = (what: string, request: string, error: unknown): void =>
    config.log({ level: 'error', message: 'A request failed.', what, request, error: stackOf(error) });
  const app = createApp({
    directory: resolve(tokens.directory),
    access,
    routers,
    files: filesHandler({
      files: resolve(tokens.files),
      drafts: resolve(tokens.drafts),
      logos,
      access,
      exports: exportHandler(resolve(tokens.privacy), access),
      imports: importHandler(customers, access),
      made: downloadsHandler(registry.plugins, access),
      given: uploads.receive,
    }),
    live: liveHandler(resolve(tokens.live)),
    operators,
    operatorRouter: ofOperators,
    stopMails: async (edge, token) => {
      const { call } = await access.enter(edge, { door: 'open', matched: true }, []);
      await resolve(tokens.notices).stopMails(call, token, false);
    },
    pageHost: config.pages && {
      ...pageHostOf(parts, access, routers),
      refusedUpload: uploads.refused,
      operator: (visitor) => operatorCallerFactory(ofOperators)({ visitor, operators }),
      setUp: resolve(tokens.setUp),
      failed,
      fetch: async (request) => app.fetch(request),
    },
    isReady: atMostOnceIn(readyMilliseconds, () => isReady(database)),
    clock,
    secureCookies: config.secureCookies,
    trustProxy: config.trustProxy,
    failed,
    warnOfPlainHttp: once((host) =>
      config.log({
        level: 'warn',
        message: 'Browsers come by plain http: what they send can be read on its way. Serve https and set PUBLIC_URL.',
        host,
      }),
    ),
  });
  return app;
}

const pageHostOf = (
  { config, faces, registry }: PlatformParts,
  access: Access,
  routers: ReturnType<typeof routersOf>,
): Omit<PageHost, 'failed' | 'fetch' | 'operator' | 'refusedUpload' | 'setUp'> => ({
  pages: config.pages!,
  faces,
  access,
  portal: callerFactory(routers.portal),
  staff: callerFactory(routers.staff),
  plugins: registry.byId,
  hints: config.hints ?? [],
  secure: config.secureCookies,
});

/** The first call alone: what is said of every page would drown the log. */
function once<Args extends readonly unknown[]>(work: (...args: Args) => void): (...args: Args) => void {
  let isDone = false;
  return (...args) => {
    if (isDone) return;
    isDone = true;
    work(...args);
  };
}

/** Whoever asks for readiness as often as they like costs the database one question in that time. */
const readyMilliseconds = 1000;

/** Answers what `ask` answered last while it is that young, or asked for at this moment. */
function atMostOnceIn<T>(milliseconds: number, ask: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly answer: Promise<T> } | undefined;
  return () => {
    const now = performance.now();
    if (!last || now - last.at >= milliseconds) last = { at: now, answer: ask() };
    return last.answer;
  };
}

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
