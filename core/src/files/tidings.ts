import type { Call } from '../kernel/statement.ts';
import type { UnseenRow } from './store.ts';

/** What tells whoever rests on a file that it is for nobody any more, to run in the transaction that blocks it. */
export type Tidings = (file: Pick<UnseenRow, 'tenant_id' | 'id'>) => Promise<readonly Call[]>;
