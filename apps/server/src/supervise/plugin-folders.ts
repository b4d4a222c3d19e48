import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { PluginDescriptor } from '@docket/sdk';

/** Where a plugin's code lies, as the beginning of the URLs of its files. */
export interface PluginFolder {
  readonly id: string;
  readonly url: string;
}

/**
 * The folders of the plugins whose descriptors name any file of theirs; others cannot be told from the rest. A plugin's
 * folder is its package; where several plugins share one, as in a vendor's project, it is what holds its named files.
 */
export function pluginFolders(plugins: readonly PluginDescriptor[]): readonly PluginFolder[] {
  const named = plugins
    .map((plugin) => ({ id: plugin.id, files: filesOf(plugin) }))
    .filter(({ files }) => files.length > 0)
    .map(({ id, files }) => ({ id, files, home: packageOf(files[0]!) }));
  return named.map(({ id, files, home }) => {
    const isShared = named.some((other) => other.id !== id && other.home === home);
    return { id, url: `${pathToFileURL(isShared ? commonFolder(files) : home).href}/` };
  });
}

/** The plugin whose code a file is; what is installed below a plugin's folder is not its own. */
export const ownerOf = (url: string, plugins: readonly PluginFolder[]): string | undefined =>
  plugins.find((plugin) => url.startsWith(plugin.url) && !url.slice(plugin.url.length).includes('node_modules/'))?.id;

const filesOf = ({ ui = [], messages = {}, migrations }: PluginDescriptor): readonly string[] =>
  [...ui.map(({ component }) => component), ...Object.values(messages), migrations].flatMap((url) =>
    url?.startsWith('file:') ? [fileURLToPath(url)] : [],
  );

function packageOf(file: string): string {
  for (let at = path.dirname(file); at !== path.dirname(at); at = path.dirname(at)) {
    if (existsSync(path.join(at, 'package.json'))) return at;
  }
  return path.dirname(file);
}

function commonFolder([first, ...others]: readonly string[]): string {
  let folder = path.dirname(first!);
  while (!others.every((file) => file.startsWith(folder + path.sep))) folder = path.dirname(folder);
  return folder;
}
