import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openPostOffice, type PostOffice } from '@docket/core/testing';
import type { PluginDescriptor } from '@docket/sdk';
import { builtPages, loadProject, readSettings, serve, type Served } from '@docket/server';

const printShop = path.join(import.meta.dirname, '../../../../examples/print-shop/docket.config.ts');

/** A running print shop that nobody has set up yet: no shop, no people; mail as it is sent. */
export interface EmptyHouse {
  readonly platform: Served['platform'];
  /** E.g. `http://127.0.0.1:40123`. */
  readonly origin: string;
  readonly post: PostOffice;
  close(): Promise<void>;
}

/** Starts the built print shop on an empty embedded database, at a host, with more plugins besides. Close it in `afterAll`. */
export async function openEmptyHouse(
  host: '127.0.0.1' | 'localhost' = '127.0.0.1',
  plugins: readonly PluginDescriptor[] = [],
): Promise<EmptyHouse> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'docket-story-'));
  const post = await openPostOffice();
  const project = await loadProject(printShop);
  const environment = {
    PORT: '0',
    HOST: host,
    DOCKET_DATA: folder,
    DOCKET_SECRET: 'a secret of thirty-two characters',
    SMTP_URL: post.url,
  };
  const settings = readSettings(environment, folder);
  const distribution = { ...project.distribution, plugins: [...project.distribution.plugins, ...plugins] };
  const server = await serve({
    project: { ...project, distribution },
    settings,
    demo: false,
    pages: await builtPages(project),
  });
  return {
    platform: server.platform,
    origin: server.origin,
    post,
    async close() {
      await server.stop(1000);
      await post.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
