import { withProof } from '#lib/server/proof.ts';
import { answeredToOwner, failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { PageServerLoad } from './$types';

/** The links to the own data that are still good. */
export const load: PageServerLoad = async ({ url }) => ({
  links: (await answeredToOwner(shopScope().portal.privacy.links({}), url)).map(({ id, createdAt, expiresAt }) => ({
    id,
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  })),
});

/** Whoever found an open browser must not carry everything away: this needs a proof of today. */
export const actions = withProof({
  async take() {
    try {
      await shopScope().portal.privacy.export({});
    } catch (cause) {
      return failed(cause, {});
    }
    return { taken: true };
  },
});
