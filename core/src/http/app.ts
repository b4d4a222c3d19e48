import { PlatformError, type ErrorDefinition } from '@docket/sdk';
import { Hono, type Context } from 'hono';
import type { Access } from '../access/access.ts';
import type { Edge, Visitor } from '../edge.ts';
import { errors } from '../errors.ts';
import type { FilesHandler } from '../files/http.ts';
import type { LiveHandler } from '../live/http.ts';
import type { Operators } from '../operator/operator.ts';
import type { OperatorContext } from '../operator/procedures.ts';
import type { operatorRouter } from '../operator/router.ts';
import type { Directory } from '../tenants/directory.ts';
import type { Context as CallContext } from '../procedures.ts';
import type { routersOf } from '../routers.ts';
import { placeOf, hostOf, type Place } from './address.ts';
import { edgeOf, visitorOf, type Bindings } from './arrive.ts';
import { limitBody } from './body-limit.ts';
import { protect } from './headers.ts';
import { isForeign, isReading } from './origin.ts';
import { drawPage, serveAsset, type AppName, type PageHost } from './pages.ts';
import { isExposed } from './plain-http.ts';
import { answerCalls } from './trpc.ts';
import { secondsToWait } from '../seconds-to-wait.ts';

interface Dependencies {
  readonly directory: Directory;
  readonly access: Access;
  readonly routers: ReturnType<typeof routersOf>;
  readonly files: FilesHandler;
  readonly live: LiveHandler;
  readonly operators: Operators;
  readonly operatorRouter: ReturnType<typeof operatorRouter>;
  /** Stops the mails that a link stands for. */
  readonly stopMails: (edge: Edge, token: string) => Promise<void>;
  /** Absent where nobody looks at pages: operator commands, tests of the API. */
  readonly pageHost: PageHost | undefined;
  /** True when database and workers answer. */
  readonly isReady: () => Promise<boolean>;
  readonly clock: () => Date;
  readonly secureCookies: boolean;
  readonly trustProxy: boolean;
  readonly failed: (what: string, requestId: string, error: unknown) => void;
  /** Told of every page that travels by plain http to another machine. */
  readonly warnOfPlainHttp: (host: string) => void;
}

type Env = { Bindings: Bindings };
type Asked = Context<Env>;

/** Bytes of a call (256 kB); files and their forms stream into limits of their own. */
const largestCall = 256 * 1024;

/** The platform's face: one HTTP application for all shops, doors, files and pages. */
export function createApp(parts: Dependencies): Hono<Env> {
  const app = new Hono<Env>({ getPath: (request) => placeOf(new URL(request.url).pathname).path });
  app.use(async (context, next) => {
    await next();
    protect(context.res.headers, parts.secureCookies);
  });
  app.use(async ({ req }, next) =>
    isForeign(req.raw, parts.secureCookies) ? refusal(errors['origin.foreign']) : next(),
  );
  app.get('/healthz', ({ text }) => text('ok'));
  app.get('/readyz', async ({ text }) => ((await parts.isReady()) ? text('ok') : text('not ready', 503)));
  for (const door of ['portal', 'staff', 'api'] as const) {
    app.use(`/trpc/${door}/*`, limitBody({ maxSize: largestCall, onError: () => refusal(errors['draft.too-large']) }));
    app.all(
      `/trpc/${door}/*`,
      atShop(parts, async (context, edge, { base }) =>
        isBeyond(door, edge)
          ? refusal(errors['not-found'])
          : answerCalls(callsOf(parts, door, edge), context.req.raw, `${base}/trpc/${door}`),
      ),
    );
  }
  app.use('/trpc/operator/*', limitBody({ maxSize: largestCall, onError: () => refusal(errors['input.malformed']) }));
  app.all('/trpc/operator/*', (context) => operatorCalls(parts, context));
  app.get('/operator', async (context) =>
    (await operatorAt(parts, context)) ? context.redirect('/admin/operator', 308) : refusal(errors['not-found']),
  );
  app.all(
    '/files/*',
    atShop(parts, (context, edge, { base, path }) => fileAnswer(parts, context, edge, base, path)),
  );
  for (const [door, path] of livePaths)
    app.get(
      path,
      atShop(parts, ({ req }, edge) => parts.live(edge, req.raw, door)),
    );
  for (const path of ['/admin/operator', '/admin/operator/*']) app.all(path, (context) => operatorPage(parts, context));
  app.post('/unsubscribe/:token', (context) =>
    new URL(context.req.url).search === '' ? stopNow(parts, context) : page(parts, context, 'portal'),
  );
  for (const path of ['/admin', '/admin/*']) app.all(path, (context) => page(parts, context, 'admin'));
  app.all('*', (context) => page(parts, context, 'portal'));
  app.onError((error, context) => failure(parts, context, error));
  return app;
}

/** Where each door's pages hear of changes. */
const livePaths = [
  ['portal', '/live'],
  ['staff', '/admin/live'],
] as const;

type ShopDoor = keyof ReturnType<typeof routersOf>;

/** A preview shows what customers see, and nothing of the staff's. */
const isBeyond = (door: ShopDoor | AppName, { preview }: Edge): boolean => preview && door !== 'portal';

const callsOf = ({ routers, access, failed }: Dependencies, door: ShopDoor, edge: Edge) => ({
  router: routers[door],
  failed,
  visitor: edge,
  context: (): CallContext => ({ edge, access }),
});

/** Resolves the shop once, here; an address that names none answers like one that does not exist. */
function atShop(parts: Dependencies, answer: (context: Asked, edge: Edge, place: Place) => Promise<Response>) {
  return async (context: Asked): Promise<Response> => {
    const { edge, place, isClosed } = await arrive(parts, context);
    return edge ? answer(context, edge, place) : refusal(errors[isClosed ? 'shop.closed' : 'shop.unknown']);
  };
}

/** Operators belong to no shop: below a shop's prefix, in a preview, or at a host of a shop's own, there are none. */
async function operatorAt(parts: Dependencies, { req, env }: Asked): Promise<Visitor | undefined> {
  const { directory, clock, secureCookies: secure, trustProxy } = parts;
  const { slug, preview } = placeOf(new URL(req.raw.url).pathname);
  if (slug !== undefined || preview) return undefined;
  if (await directory.isOwnHost(hostOf(req.raw))) return undefined;
  return visitorOf({ request: req.raw, bindings: env, secure, trustProxy, now: clock() });
}

async function operatorCalls(parts: Dependencies, context: Asked): Promise<Response> {
  const visitor = await operatorAt(parts, context);
  if (!visitor) return refusal(errors['not-found']);
  const { operators, operatorRouter: router, failed } = parts;
  const door = { router, failed, context: (): OperatorContext => ({ visitor, operators }), visitor };
  return answerCalls(door, context.req.raw, '/trpc/operator');
}

async function operatorPage(parts: Dependencies, context: Asked): Promise<Response> {
  const { pageHost } = parts;
  const visitor = await operatorAt(parts, context);
  if (!pageHost || !visitor) return refusal(errors['not-found']);
  const { pathname } = new URL(context.req.raw.url);
  if (pageHost.pages.isAsset(pathname)) return serveAsset(pageHost, context, 'admin');
  return drawPage(pageHost, context, {
    app: 'admin',
    base: '',
    edge: undefined,
    visitor,
    isExposed: exposedOf(parts, context),
    isClosed: false,
  });
}

/** Where a request came to; without an edge there is no shop, or one that is closed. */
interface Arrived {
  readonly edge: Edge | undefined;
  readonly place: Place;
  readonly isClosed: boolean;
}

async function arrive(
  { directory, clock, secureCookies: secure, trustProxy }: Dependencies,
  { req, env }: Asked,
): Promise<Arrived> {
  const place = placeOf(new URL(req.raw.url).pathname);
  const address = { host: hostOf(req.raw), ...(place.slug !== undefined && { slug: place.slug }) };
  const shop = await directory.at(address);
  if (!shop) return { edge: undefined, place, isClosed: await directory.isClosed(address) };
  const facts = { request: req.raw, bindings: env, secure, trustProxy, now: clock(), preview: place.preview };
  return { edge: edgeOf({ ...facts, shop }), place, isClosed: false };
}

/** What mailboxes post by themselves (RFC 8058): no session, no page. The page's own form names an action. */
const stopNow = (parts: Dependencies, context: Asked): Promise<Response> =>
  atShop(parts, async ({ req }, edge) => {
    await parts.stopMails(edge, req.param('token') ?? '');
    return new Response('ok', { headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' } });
  })(context);

async function fileAnswer(
  { files }: Dependencies,
  { req }: Asked,
  edge: Edge,
  base: string,
  path: string,
): Promise<Response> {
  if (edge.preview && !isReading(req.raw)) return refusal(errors['preview.read-only']);
  const response = await files(edge, req.raw, { base, path: path.slice('/files/'.length) });
  for (const cookie of edge.cookies.changes()) response.headers.append('Set-Cookie', cookie);
  return response;
}

async function page(parts: Dependencies, context: Asked, app: AppName): Promise<Response> {
  const { pageHost } = parts;
  if (!pageHost) return refusal(errors['not-found']);
  const { pathname } = new URL(context.req.raw.url);
  if (pageHost.pages.isAsset(pathname)) return serveAsset(pageHost, context, app);
  const { edge, place, isClosed } = await arrive(parts, context);
  if (edge && isBeyond(app, edge)) return refusal(errors['not-found']);
  const current = edge && (await upToDate(parts, edge));
  const isGone = edge !== undefined && current === undefined;
  const closed = isClosed || (isGone && (await parts.directory.isClosed({ id: edge.shop.tenant.id })));
  const way = { isExposed: exposedOf(parts, context), isClosed: closed };
  return drawPage(pageHost, context, { app, base: place.base, edge: current, ...way });
}

/** Whether the page travels by plain http to another machine; the log is told, too. */
function exposedOf({ secureCookies, warnOfPlainHttp }: Dependencies, { req }: Asked): boolean {
  const isOpen = isExposed(hostOf(req.raw), secureCookies);
  if (isOpen) warnOfPlainHttp(hostOf(req.raw));
  return isOpen;
}

/** What a page draws is decided before its first call: so the shop's version is asked for, once per page. */
async function upToDate({ directory }: Dependencies, edge: Edge): Promise<Edge | undefined> {
  const shop = await directory.current(edge.shop);
  if (shop === undefined || shop === edge.shop) return shop && edge;
  return { ...edge, shop };
}

/** JSON-RPC's number for what a server says itself. */
const serverError = -32_000;

/** Seconds after which a shop that is closed may be asked for again. */
const untilOpen = 600;

/** A refusal outside of the typed API, as plain JSON; `error` says the same to the typed API's client. */
function refusal({ code, status, sentence: message, next }: ErrorDefinition): Response {
  const error = { code: serverError, message, data: { code, status, params: {}, details: null } };
  const body = JSON.stringify({ code, status, message, next, error });
  const seconds = code === errors['shop.closed'].code ? untilOpen : secondsToWait(status, {});
  return new Response(body, {
    status,
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      ...(seconds !== undefined && { 'Retry-After': String(seconds) }),
    },
  });
}

function failure({ failed }: Dependencies, { req }: Asked, error: Error): Response {
  if (error instanceof PlatformError) {
    const known = Object.values(errors).find(({ code }) => code === error.code);
    if (known) return refusal(known);
  }
  failed(`${req.method} ${req.path}`, '', error);
  return new Response('Something went wrong on our side. Try again in a minute; nothing you typed is lost.', {
    status: 500,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
}
