export { auditActions } from '../audit/actions.ts';
export { rolePermissions } from '../access/roles.ts';
export { openBrowser, type TestBrowser } from './browser.ts';
export { createDatabase, openTestDatabase, stores, type Store } from './database.ts';
export { notePlugin } from './note-plugin.ts';
export { openTestPlatform, type TestPlatform } from './platform.ts';
export { openPostOffice, type ArrivedMail, type PostOffice } from './post-office.ts';
export { proceduresOf, type FoundProcedure } from './procedures.ts';
export { whileSchemaSays, whileStatementSays } from './weaken.ts';
