import { createPlatform } from '@docket/core';
import type { Distribution } from '@docket/sdk';

/** Every tapped hook with its kind and the plugins that answer, in the sequence in which they are asked. */
export async function explainHooks(distribution: Distribution): Promise<string> {
  const { hooks, notes, plugins } = await registryOf(distribution);
  const kinds = new Map(plugins.flatMap(({ server }) => (server.hooks ?? []).map(({ hook }) => [hook.name, hook])));
  const lines = [...hooks].map(([name, { taps }]) => {
    const hook = kinds.get(name);
    return `${name}  (${hook?.kind})\n  ${hook?.about}\n  ${taps.map(({ plugin }) => plugin).join(' → ')}`;
  });
  return [...(lines.length > 0 ? lines : ['No plugin answers at any hook.']), ...notes].join('\n\n');
}

/** Every plugin of the distribution with what it adds. */
export async function explainPlugins(distribution: Distribution): Promise<string> {
  const { plugins } = await registryOf(distribution);
  return plugins
    .map(({ descriptor, server }) => {
      const { id, version, title, about, activation, needs = [], ui = [], permissions = [] } = descriptor;
      const adds = [
        `${server.hooks?.length ?? 0} hooks`,
        `${Object.keys(server.api ?? {}).length} procedures`,
        `${ui.length} UI entries`,
        `${permissions.length} permissions`,
        `${server.jobs?.length ?? 0} jobs`,
      ];
      const needed = needs.length > 0 ? `\n  Needs: ${needs.join(', ')}` : '';
      return `${id} ${version}  (${activation})  ${title}\n  ${about}${needed}\n  Adds: ${adds.join(', ')}`;
    })
    .join('\n\n');
}

async function registryOf(distribution: Distribution): Promise<Awaited<ReturnType<typeof createPlatform>>['registry']> {
  const platform = await createPlatform(distribution, {
    database: { memory: true },
    dataFolder: '.',
    secret: 'explaining needs no secret, but one must be here',
    publicUrl: () => 'http://localhost',
    smtp: 'smtp://127.0.0.1:9',
    trustProxy: false,
    secureCookies: false,
    log: () => undefined,
  });
  await platform.stop();
  return platform.registry;
}
