import { PlatformError } from '@docket/sdk';
import { hashToken, type Looks } from '../access/access.ts';
import type { Visitor } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import { lookedAt, shopToLookInto } from './store-looking.ts';

interface Dependencies {
  readonly database: Database;
  readonly looks: Looks;
}

/** Looking into a shop, with a reason. An operator looks into one at a time. */
export type Looking = ReturnType<typeof createLooking>;

export function createLooking({ database, looks }: Dependencies) {
  const platform = database.withPlatform('knows which shop an operator looks into');

  /** Ends the operator's look, wherever it is. */
  async function end(visitor: Visitor): Promise<void> {
    const token = hashToken(visitor.cookies.get('operator') ?? '');
    const [[row]] = await platform.run(lookedAt({ token }));
    if (row) await looks.endOf(visitor, row.shop);
  }

  return {
    end,

    /** Begins a look, and answers where it is, below the deployment's own host. Refuses a shop that is closed. */
    async open(visitor: Visitor, slug: string, reason: string): Promise<{ readonly path: string }> {
      const [[shop]] = await platform.run(shopToLookInto({ slug }));
      if (!shop) throw new PlatformError(errors['not-found']);
      if (shop.state !== 'active') throw new PlatformError(errors['look.closed']);
      await end(visitor);
      await looks.open(visitor, { ...shop, slug }, reason);
      return { path: `/s/${slug}/admin` };
    },
  };
}
