import { definePlugin } from '@docket/sdk';
import { sheet, shown } from './sheet/shown-sheet.ts';
import { add, amend, takeCounter, withdraw } from './sheet/staff-changes.ts';

export const server = definePlugin({ api: { shown, sheet, add, amend, takeCounter, withdraw } });
