import type { Access } from './access/access.ts';
import { createContactSignIn } from './access/contact-sign-in.ts';
import { createEmailMatch } from './access/email-match.ts';
import { createInvitations } from './access/invitations.ts';
import { createOwnPasskeys } from './access/own-passkeys.ts';
import { createPasskeySignIn } from './access/passkey-sign-in.ts';
import { createSessions } from './access/sessions.ts';
import { createStaffSignIn } from './access/staff-sign-in.ts';
import { createAudit } from './audit/lines.ts';
import { createCustomers } from './customers/customers.ts';
import { filesHandler } from './files/http.ts';
import { createApp } from './http/app.ts';
import type { PageHost } from './http/pages.ts';
import type { Resolve } from './kernel/container.ts';
import type { Database } from './kernel/database.ts';
import { messageOf } from './kernel/faults.ts';
import { newId } from './kernel/ids.ts';
import { tokens, urlOf, type PlatformParts } from './platform-services.ts';
import { operatorCallerFactory } from './operator/procedures.ts';
import { operatorRouter } from './operator/router.ts';
import { callerFactory } from './procedures.ts';
import { createDecisions } from './requests/decisions.ts';
import { routersOf } from './routers.ts';
import { createShopInfo, logos } from './tenants/shop-info.ts';
import type { Shop } from './tenants/tenants.ts';

/** What answers requests: the routers of every noun and plugin, files and pages, behind the edge. */
export function createPlatformApp(parts: PlatformParts, resolve: Resolve): ReturnType<typeof createApp> {
  const { config, registry, database, clock } = parts;
  const [access, outcomes] = [resolve(tokens.access), resolve(tokens.outcomes)];
  const deps = { database, newId };
  const mailing = {
    wake: () => resolve(tokens.notices).wake(),
    urlOf: (shop: Shop) => urlOf(resolve(tokens.directory), config, shop),
  };
  const routers = routersOf(
    {
      contactSignIn: createContactSignIn({ ...deps, ...mailing }),
      staffSignIn: createStaffSignIn(deps),
      invitations: createInvitations({ ...deps, ...mailing }),
      sessions: createSessions(deps),
      passkeySignIn: createPasskeySignIn({ ...deps, ...mailing }),
      ownPasskeys: createOwnPasskeys({ ...deps, ...mailing }),
      emailMatch: createEmailMatch({
        ...deps,
        ...mailing,
        refresh: (shop, version) => resolve(tokens.directory).refresh(shop, version),
      }),
      customers: createCustomers(deps),
      requests: resolve(tokens.requests),
      drafts: resolve(tokens.drafts),
      decisions: createDecisions({ ...deps, outcomes, wake: () => resolve(tokens.deliveries).wake() }),
      orders: resolve(tokens.orders),
      files: resolve(tokens.files),
      notices: resolve(tokens.notices),
      plugins: resolve(tokens.plugins),
      audit: createAudit(deps),
      shopInfo: createShopInfo({
        ...deps,
        redraw: (picture) => resolve(tokens.files).redraw(picture),
        changed: (shop, version) => resolve(tokens.directory).refresh(shop, version),
      }),
    },
    registry.plugins,
  );
  const [operators, ofOperators] = [resolve(tokens.operators), operatorRouter()];
  const failed = (what: string, request: string, error: unknown): void =>
    config.log({ level: 'error', message: 'A request failed.', what, request, error: stackOf(error) });
  const app = createApp({
    directory: resolve(tokens.directory),
    access,
    routers,
    files: filesHandler({ files: resolve(tokens.files), drafts: resolve(tokens.drafts), logos, access }),
    operators,
    operatorRouter: ofOperators,
    pageHost: config.pages && {
      ...pageHostOf(parts, access, routers),
      operator: (visitor) => operatorCallerFactory(ofOperators)({ visitor, operators }),
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
  { config, faces }: PlatformParts,
  access: Access,
  routers: ReturnType<typeof routersOf>,
): Omit<PageHost, 'failed' | 'fetch' | 'operator'> => ({
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
