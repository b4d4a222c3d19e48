import type { StoryShop } from './shop.ts';

/** Makes it more than a day ago that everybody proved to be who they are. */
export async function ageProofs({ platform, id }: StoryShop): Promise<void> {
  await platform.database.withTenant(id).run({
    name: 'story.age-proofs',
    text: `update core.session set proven_at = proven_at - interval '25 hours'`,
    values: [],
  });
}
