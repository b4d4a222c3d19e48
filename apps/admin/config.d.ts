import type { Config } from '@sveltejs/kit';
import type { UserConfig } from 'vite';

/** One build of this app, for one distribution. All paths are absolute. */
export interface AppBuild {
  /** The folder that Vite works in; kit's generated files land there. */
  readonly root: string;
  /** UI entries of the distribution's plugins: name to Svelte file. */
  readonly ui: Readonly<Record<string, string>>;
  /** Where the built app goes. */
  readonly out: string;
  readonly cacheDir?: string;
  /** Folders that the development server may read. */
  readonly allow: readonly string[];
  /** True for the development server. */
  readonly develops?: boolean;
  /** Where the app's own sources are, when they are not below `root`. */
  readonly kit?: Pick<Config, 'files' | 'outDir'>;
}

/** The Vite configuration of the staff's admin. Plain JavaScript, because Vite loads it from node_modules. */
export function config(build: AppBuild): UserConfig;
