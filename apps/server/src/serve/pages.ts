import type { IncomingMessage, ServerResponse } from 'node:http';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Pages } from '@docket/core';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { apps, outFolder } from '../building/app-folder.ts';
import type { AppName } from '../building/app-folder.ts';
import { readStylesheets } from '../building/stylesheets.ts';
import type { Stylesheets } from '../building/stylesheets.ts';
import { codeOf, Problem } from '../problem.ts';
import type { Project } from '../project.ts';

/** What draws a page: the handler of a built app, or Vite's middlewares while developing. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;

/** An app as it is mounted. */
export interface MountedApp {
  readonly handler: Handler;
  readonly stylesheets: Stylesheets;
  /** Paths below the app's base that are files, e.g. `_app` and `robots.txt`. */
  readonly assets: ReadonlySet<string>;
}

/** Where each app lives; kit is told the same when it builds. */
export const bases: Readonly<Record<AppName, string>> = { portal: '', admin: '/admin' };

/** Mounts the apps that `docket build` made. */
export async function builtPages(project: Project): Promise<Pages> {
  // Read when the handlers are imported: adapter-node takes every request for https unless this header says otherwise.
  process.env['PROTOCOL_HEADER'] ??= 'x-forwarded-proto';
  process.env['BODY_SIZE_LIMIT'] ??= '2M';
  const mounted = await Promise.all(apps.map(async (app) => [app, await mountBuilt(outFolder(project, app))] as const));
  return pagesOf(Object.fromEntries(mounted) as Record<AppName, MountedApp>);
}

async function mountBuilt(out: string): Promise<MountedApp> {
  try {
    const { handler } = (await import(pathToFileURL(path.join(out, 'handler.js')).href)) as { handler: Handler };
    return { handler, stylesheets: await readStylesheets(out), assets: assetsOf(out) };
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT' && codeOf(cause) !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new Problem(`The build in ${out} is not complete.`, 'Run: docket build', { cause });
  }
}

/** Kit puts the files of a base into a folder of its name. */
const assetsOf = (out: string): ReadonlySet<string> => {
  const client = path.join(out, 'client');
  const below = readdirSync(client);
  const nested = Object.values(bases).flatMap((base) => (base && below.includes(base.slice(1)) ? [base.slice(1)] : []));
  return new Set(nested.length > 0 ? nested.flatMap((base) => readdirSync(path.join(client, base))) : below);
};

/** Gives the platform its pages. */
export function pagesOf(mounted: Readonly<Record<AppName, MountedApp>>): Pages {
  return {
    serve: async (app, context) => {
      const { incoming, outgoing } = context.env;
      incoming.url = withoutShop(app, incoming.url ?? '/');
      await answer(mounted[app].handler, incoming, outgoing);
      return RESPONSE_ALREADY_SENT;
    },
    styles: (app, entries) =>
      [...new Set([...entries].flatMap((entry) => mounted[app].stylesheets[entry] ?? []))].map(
        (file) => `${bases[app]}/${file}`,
      ),
    isAsset: (url) => apps.some((app) => mounted[app].assets.has(belowBase(app, url))),
  };
}

/** The admin knows its own base alone; the portal's router takes the shop's prefix off by itself. */
export const withoutShop = (app: AppName, url: string): string =>
  app === 'admin' ? url.replace(/^\/s\/[^/?]+(?=\/admin(?:[/?]|$))/, '') : url;

/** First step of a path below the app's base; empty when the path is elsewhere. */
function belowBase(app: AppName, url: string): string {
  const base = `${bases[app]}/`;
  return url.startsWith(base) ? url.slice(base.length).split('/')[0]! : '';
}

/** Settles when the answer is sent. What no handler takes is a plain 404: kit draws its own otherwise. */
function answer(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    outgoing.once('close', resolve);
    const next = (): void => {
      outgoing.statusCode = 404;
      outgoing.end();
    };
    Promise.resolve(handler(incoming, outgoing, next)).catch(reject);
  });
}
