import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { definePlugin, intake, on, type Pipeline, type PluginDescriptor } from '@docket/sdk';
import { openPostOffice, type PostOffice } from '@docket/core/testing';
import { builtPages, loadProject, readSettings, serve, type Project, type Served } from '@docket/server';
import { garment } from '../../src/rules/kind.ts';

const printShop = path.join(import.meta.dirname, '../../../../examples/print-shop/docket.config.ts');

/** A running print shop that nobody has set up yet: no shop, no people; mail as it is sent. */
export interface EmptyHouse {
  readonly platform: Served['platform'];
  /** E.g. `http://127.0.0.1:40123`. */
  readonly origin: string;
  readonly post: PostOffice;
  /** Ends the server, and starts another one at the same address, with the same data. */
  restart(): Promise<Served['platform']>;
  close(): Promise<void>;
}

/** How a house differs from others. */
export interface HouseOptions {
  /** The host of its addresses: passkeys need a name. */
  readonly host?: '127.0.0.1' | 'localhost';
  /** Another way through the shop than the plugin's own. */
  readonly pipeline?: Pipeline;
  /** Plugins besides those of the print shop; they bring nothing that has to be built. */
  readonly plugins?: readonly PluginDescriptor[];
  /** Variables beside those that every house has. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the built print shop on an empty embedded database. Close it in `afterAll`. */
export async function openEmptyHouse({
  host = '127.0.0.1',
  pipeline,
  plugins = [],
  environment: more = {},
}: HouseOptions = {}): Promise<EmptyHouse> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'docket-story-'));
  const post = await openPostOffice();
  const own = await loadProject(printShop);
  const project = pipeline ? withPipeline(own, pipeline) : own;
  const environment = {
    HOST: host,
    DOCKET_DATA: folder,
    DOCKET_SECRET: 'a secret of thirty-two characters',
    SMTP_URL: post.url,
    ...more,
  };
  const distribution = { ...project.distribution, plugins: [...project.distribution.plugins, ...plugins] };
  const pages = await builtPages(project);
  const start = (port: string): Promise<Served> => {
    const settings = readSettings({ ...environment, PORT: port }, folder);
    return serve({ project: { ...project, distribution }, settings, demo: false, pages });
  };
  let server = await start('0');
  return {
    platform: server.platform,
    origin: server.origin,
    post,
    async restart() {
      await server.stop(60_000);
      server = await start(new URL(server.origin).port);
      return server.platform;
    },
    async close() {
      await server.stop(1000);
      await post.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function withPipeline(project: Project, pipeline: Pipeline): Project {
  const server = definePlugin({ hooks: [on(intake.kinds, () => [{ ...garment, pipeline }])] });
  const plugins = project.distribution.plugins.map((plugin) =>
    plugin.id === 'garment-orders' ? { ...plugin, server: async () => ({ server }) } : plugin,
  );
  return { ...project, distribution: { ...project.distribution, plugins } };
}
