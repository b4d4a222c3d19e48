import { definePlugin } from '@docket/sdk';
import { sheet, shown } from './sheet/shown-sheet.ts';
import { add, amend, takeCounter, withdraw } from './sheet/staff-changes.ts';

const api = { shown, sheet, add, amend, takeCounter, withdraw };

/** What callers of this plugin call, see `pluginCaller`. */
export type ChargesApi = typeof api;

export const server = definePlugin({ api });
