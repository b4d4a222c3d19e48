import { openBrowser, type TestBrowser, type TestPlatform } from '@docket/core/testing';
import type { World } from './world.ts';

/** How something is really done that the matrix asks without what it takes. */
export type Way = (test: TestPlatform, world: World) => Promise<unknown>;

/** A browser at the shop `alpha`, of whom the cookie is. */
export function browserOf({ platform }: World, cookie = ''): TestBrowser {
  const browser = openBrowser(platform, { base: '/s/alpha' });
  if (cookie !== '') browser.take(cookie);
  return browser;
}

/** The owner's browser. */
export const ownersOf = (world: World): TestBrowser => browserOf(world, world.owner.cookie);

/** Sarah's browser, with a session of its own. */
export const sarahsOf = async (world: World): Promise<TestBrowser> =>
  browserOf(world, await world.session('alpha', 'contact', world.sarah.id));

/** A picture, as its text. */
export const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
