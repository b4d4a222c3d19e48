import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of a package: looks where Node.js would, without asking the package to export anything. */
export const installedAt = (require: NodeJS.Require, name: string): string | undefined =>
  require.resolve
    .paths(name)
    ?.map((modules) => path.join(modules, name))
    .find(existsSync);
