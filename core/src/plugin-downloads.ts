import { PlatformError, type Download } from '@docket/sdk';
import { FormError, readForm } from '@docket/sdk/form';
import type { Access, Caller } from './access/access.ts';
import type { Edge } from './edge.ts';
import { errors } from './errors.ts';
import { deliverMade } from './files/files.ts';
import type { LoadedPlugin } from './kernel/registry.ts';
import { pluginContext } from './plugin-context.ts';
import { refuseUnstorable } from './procedures.ts';

/** Answers `/files/made/<plugin>/<name>`: a file that the plugin makes for whoever passes the gate. */
export type DownloadsHandler = (edge: Edge, request: Request, plugin: string, name: string) => Promise<Response>;

export function downloadsHandler(plugins: readonly LoadedPlugin[], access: Access): DownloadsHandler {
  const downloads = new Map(
    plugins.flatMap(({ descriptor: { id }, server }) =>
      Object.entries(server.downloads ?? {}).map(([name, download]) => [`${id}/${name}`, download] as const),
    ),
  );

  return async (edge, request, plugin, name) => {
    const download = downloads.get(`${plugin}/${name}`);
    if (!download || isBeyond(edge, download)) throw new PlatformError(errors['not-found']);
    const call = await enter(edge, plugin, download);
    const input = askedOf(download, new URL(request.url));
    const file = await download.make(input, pluginContext(plugin, call));
    if (!file) throw new PlatformError(errors['not-found']);
    return deliverMade(file);
  };

  /** While the plugin is off for the shop, its files answer like ones that are not there, whoever asks. */
  async function enter(edge: Edge, plugin: string, { gate }: Download): Promise<Caller> {
    const { call } = await access.enter(edge, gate, []).catch((error: unknown) => {
      throw edge.shop.active.includes(plugin) ? error : new PlatformError(errors['not-found']);
    });
    if (!call.shop.active.includes(plugin)) throw new PlatformError(errors['not-found']);
    access.noteRead(edge, call);
    return call;
  }
}

/** A preview shows what customers see, and nothing of the staff's. */
const isBeyond = ({ preview }: Edge, { gate }: Download): boolean => preview && gate.door === 'staff';

function askedOf({ input }: Download, { searchParams }: URL): unknown {
  const read = input.safeParse(typedIn(searchParams));
  if (!read.success) {
    const details = read.error.issues.map(({ path, code, message }) => ({
      path: path.join('.'),
      rule: `${code}: ${message}`,
    }));
    throw new PlatformError(errors['input.malformed'], {}, { details });
  }
  refuseUnstorable(read.data);
  return read.data;
}

function typedIn(params: URLSearchParams): ReturnType<typeof readForm> {
  try {
    return readForm(params);
  } catch (cause) {
    if (cause instanceof FormError) throw new PlatformError(errors['input.malformed'], {}, { cause });
    throw cause;
  }
}
