import { json } from '../kernel/statement.ts';

/** Who acts on the deployment: an operator who is signed in, or whoever may run the command on its machine. */
export type Doer = { readonly type: 'operator'; readonly id: string } | { readonly type: 'command' };

/** The doer as the record keeps it: never a name that may change. */
export const byOperator = (doer: Doer): string => json(doer);
