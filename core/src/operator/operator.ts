import { createOperatorFactor, type OperatorFactor } from './factor.ts';
import { createHealth, type Health } from './health.ts';
import { createShops, type Shops } from './shops.ts';
import { createLooking, type Looking } from './looking.ts';
import { createOperatorSignIn, type OperatorSignIn } from './sign-in.ts';

export type { Doer } from './doer.ts';
export type { PluginHealth } from './health.ts';
export type { ListedShop, ShopSearch } from './shops.ts';
export type { Operator } from './sign-in.ts';

/** What runs a deployment: the same for the `docket operator` command and for the pages. */
export interface Operators {
  readonly access: OperatorSignIn;
  readonly factor: OperatorFactor;
  readonly shops: Shops;
  readonly looking: Looking;
  readonly health: Health;
}

type Dependencies = Parameters<typeof createOperatorSignIn>[0] &
  Parameters<typeof createOperatorFactor>[0] &
  Parameters<typeof createShops>[0] &
  Parameters<typeof createLooking>[0] &
  Parameters<typeof createHealth>[0];

export const createOperators = (parts: Dependencies): Operators => ({
  access: createOperatorSignIn(parts),
  factor: createOperatorFactor(parts),
  shops: createShops(parts),
  looking: createLooking(parts),
  health: createHealth(parts),
});
