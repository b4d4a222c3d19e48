import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where a distribution lives. */
export interface Place {
  /** The file that declares it. */
  readonly file: string;
  /** Its folder: packages are resolved from here. */
  readonly folder: string;
  /** What the command writes: builds and caches; nothing in it is kept by hand. */
  readonly state: string;
}

const names = ['docket.config.ts', 'docket.config.js', 'docket.config.mjs'];

/**
 * The place of a file's distribution, or of the working folder's `docket.config.ts`; nothing is opened. `DOCKET_STATE`
 * moves the folder of generated files, so that several distributions can share one project folder.
 */
export function placeOf(given: string | undefined, env = process.env): Place {
  const file = path.resolve(given ?? names.find((name) => existsSync(name)) ?? names[0]!);
  const folder = path.dirname(file);
  return { file, folder, state: path.resolve(folder, env['DOCKET_STATE'] ?? '.docket') };
}
