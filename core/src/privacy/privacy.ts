import { classifiedTables } from './classified.ts';
import { createErasing } from './erase.ts';
import { createExports } from './export.ts';

export { faultsOfPrivacy } from './classified.ts';

/** Tables of plugins, those that are pointed at last. */
export const pluginTables = (plugins: Parameters<typeof classifiedTables>[0]): readonly string[] =>
  classifiedTables(plugins)
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('core.'))
    .toReversed();

type Dependencies = Parameters<typeof createErasing>[0] & Parameters<typeof createExports>[0];

/** What people may ask of the shop about their data: to have them, and to have them forgotten. */
export type Privacy = ReturnType<typeof createPrivacy>;

export const createPrivacy = (parts: Dependencies) => ({ ...createErasing(parts), exports: createExports(parts) });
