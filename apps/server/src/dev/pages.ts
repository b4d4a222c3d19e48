import { createServer as createHttpServer } from 'node:http';
import type { Server } from 'node:http';
import path from 'node:path';
import type { Pages } from '@docket/core';
import { apps, writeAppFolder } from '../building/app-folder.ts';
import type { AppName } from '../building/app-folder.ts';
import { loadVite } from '../building/vite.ts';
import type { Project } from '../project.ts';
import { bases, pagesOf } from '../serve/pages.ts';
import type { MountedApp } from '../serve/pages.ts';
import { freePort } from './free-port.ts';

/** Pages from sources, and the sockets that tell open pages of changes. */
interface DevPages {
  readonly pages: Pages;
  /** Opens the sockets. Pages that wait for them load themselves again, so the server must take requests by then. */
  openSockets(): Promise<void>;
}

/** Ports of the sockets, one for each app, which the parent process chose. */
export const socketsVariable = 'DOCKET_DEV_SOCKETS';

/**
 * Both apps from their sources, with hot reload. Styles of components come with their scripts here. Moves the process's
 * working folder, so everything that depends on it must be read before.
 */
export async function devPages(project: Project): Promise<DevPages> {
  const chosen = process.env[socketsVariable]?.split(',').map(Number) ?? [];
  const mounted: [AppName, MountedApp][] = [];
  const sockets: [Server, number][] = [];
  // One after another, for each moves the working folder.
  for (const [at, app] of apps.entries()) {
    const [server, port] = [createHttpServer(), chosen[at] ?? (await freePort())];
    mounted.push([app, await mountSources(project, app, server, port)]);
    sockets.push([server, port]);
  }
  const pages = pagesOf(Object.fromEntries(mounted) as Record<AppName, MountedApp>);
  return {
    pages: { ...pages, isAsset: (url) => isOfVite(url) || pages.isAsset(url) },
    openSockets: async () => void (await Promise.all(sockets.map(([server, port]) => open(server, port)))),
  };
}

async function mountSources(project: Project, app: AppName, server: Server, clientPort: number): Promise<MountedApp> {
  const root = await writeAppFolder(project, app, { develops: true });
  // Kit finds its sources from the working folder, now and at each request; from either app's folder it is the same way.
  process.chdir(root);
  const { createServer } = await loadVite(root);
  const vite = await createServer({
    root,
    configFile: path.join(root, 'vite.config.js'),
    // Bundled, it would be a new file for Node's watch at every start, which then starts anew without end.
    configLoader: 'native',
    appType: 'custom',
    server: { middlewareMode: true, ws: { server, clientPort } },
  });
  return { handler: vite.middlewares, stylesheets: {}, assets: new Set() };
}

const open = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });

/** What the browser fetches from Vite itself: modules by path, and Vite's own below `/@`. */
function isOfVite(url: string): boolean {
  const below = Object.values(bases).map((base) => (base && url.startsWith(`${base}/`) ? url.slice(base.length) : url));
  return below.some((at) => /^\/(@|node_modules\/|src\/|\.svelte-kit\/|_app\/|__)/.test(at));
}
