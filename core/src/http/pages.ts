import { AsyncLocalStorage } from 'node:async_hooks';
import { PlatformError } from '@docket/sdk';
import type { Context } from 'hono';
import { appScopeKey, type AppScope, type Hint } from '../app-scope.ts';
import type { Access } from '../access/access.ts';
import type { OperatorCaller, PortalCaller, StaffCaller } from '../api.ts';
import type { Edge, Visitor } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Context as CallContext } from '../procedures.ts';
import type { LoadedPlugin } from '../kernel/registry.ts';
import { pluginCalls } from '../plugin-calls.ts';
import type { PluginFaces } from '../plugin-faces.ts';
import type { Uploads } from '../plugin-uploads.ts';
import type { Shop } from '../tenants/tenants.ts';
import { outsideOf } from './address.ts';
import type { Bindings } from './arrive.ts';
import { headersBeforePage } from './headers.ts';

/** The two apps. */
export type AppName = 'portal' | 'admin';

/** What draws pages: built apps, or apps under development. */
export interface Pages {
  /** Answers the request, or writes its answer to the connection itself. */
  serve(app: AppName, context: Context<{ Bindings: Bindings }>): Promise<Response>;
  /** Hrefs of the stylesheets that these UI entries need. */
  styles(app: AppName, entries: Iterable<string>): readonly string[];
  /** True for paths of files that belong to no shop. */
  isAsset(path: string): boolean;
}

/** A page about to be drawn. `edge` is absent for an address that names no shop. */
export interface Visit {
  readonly app: AppName;
  readonly base: string;
  readonly edge: Edge | undefined;
  /** True for the address of a shop that is suspended. */
  readonly isClosed: boolean;
  /** Who asks for a page of operators. */
  readonly visitor?: Visitor;
  /** True when it travels by plain http to another machine. */
  readonly isExposed: boolean;
}

export interface PageHost {
  readonly pages: Pages;
  readonly faces: PluginFaces;
  readonly access: Access;
  readonly portal: (context: CallContext) => PortalCaller;
  readonly staff: (context: CallContext) => StaffCaller;
  readonly plugins: ReadonlyMap<string, LoadedPlugin>;
  readonly refusedUpload: Uploads['refused'];
  readonly operator: (visitor: Visitor) => OperatorCaller;
  readonly hints: readonly Hint[];
  readonly setUp: AppScope['setUp'];
  /** True when browsers reach the platform by https alone. */
  readonly secure: boolean;
  /** What went wrong while a page was drawn, for the log. */
  readonly failed: (what: string, requestId: string, error: unknown) => void;
  readonly fetch: (request: Request) => Promise<Response>;
}

const scopes = new AsyncLocalStorage<AppScope>();
Object.assign(globalThis, { [appScopeKey]: scopes });

/** Draws a page inside its scope. The app writes to the connection, so the headers are put there first. */
export function drawPage(host: PageHost, context: Context<{ Bindings: Bindings }>, visit: Visit): Promise<Response> {
  prepare(host, context);
  context.env.outgoing.setHeader('Cache-Control', 'private, no-store');
  if (visit.isClosed) context.env.outgoing.setHeader('Retry-After', '600');
  return scopes.run(scopeOf(host, visit), () => host.pages.serve(visit.app, context));
}

/** Files of an app belong to no shop and need no scope. */
export function serveAsset(host: PageHost, context: Context<{ Bindings: Bindings }>, app: AppName): Promise<Response> {
  prepare(host, context);
  return host.pages.serve(app, context);
}

function prepare({ secure }: PageHost, { env: { outgoing } }: Context<{ Bindings: Bindings }>): void {
  for (const [name, value] of Object.entries(headersBeforePage(secure))) outgoing.setHeader(name, value);
}

function scopeOf(host: PageHost, { app, base, edge, isClosed, isExposed, visitor = edge }: Visit): AppScope {
  const shop = edge?.shop;
  const context = (): CallContext => {
    if (!edge) throw new TypeError('This address names no shop, so there is nothing to ask.');
    return { edge, access: host.access };
  };
  return {
    requestId: visitor?.requestId ?? '',
    isClosed,
    shop: shop?.face,
    base,
    isExposed,
    preview: edge?.preview ? { leave: `${outsideOf(base)}/previews` } : undefined,
    entries: shop ? host.faces.entriesOf(shop.active) : [],
    settings: shop ? publicSettings(shop) : {},
    apart: host.faces.apartOf(shop?.active ?? []),
    used: new Set(),
    styles: (entries) => host.pages.styles(app, entries),
    words: shop ? host.faces.wordsOf(shop.active, shop.face.locale) : [],
    get cookies() {
      return visitor?.cookies.changes() ?? [];
    },
    get retryAfter() {
      return visitor?.refused.retryAfter;
    },
    wordsOf: (plugin) => (shop ? host.faces.wordsOf([plugin], shop.face.locale) : []),
    hints: shop?.demo ? host.hints : [],
    setUp: host.setUp,
    report: (error) => host.failed('page', visitor?.requestId ?? '', error),
    fetch: host.fetch,
    // Made when they are used: most pages need one door only, and some none.
    get portal() {
      return host.portal(context());
    },
    get staff() {
      return host.staff(context());
    },
    plugins: {
      portal: pluginCalls(host.plugins, 'portal', () => host.portal(context())),
      staff: pluginCalls(host.plugins, 'staff', () => host.staff(context())),
      refusedUpload: async (order, query) => (edge ? host.refusedUpload(edge, order, query) : null),
    },
    // A page of operators at the address of a shop is none, however that address is spelled.
    get operator() {
      if (!visitor || edge) throw new PlatformError(errors['not-found']);
      return host.operator(visitor);
    },
  };
}

const publicSettings = (shop: Shop): AppScope['settings'] =>
  Object.fromEntries(['core', ...shop.active].map((id) => [id, shop.publicSettingsOf(id)]));
