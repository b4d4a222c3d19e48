import { addressOf } from './scope.ts';

/** A path of the admin to go back to; anything else leads home. */
export const wantedPath = (to: string | null): string =>
  to !== null && /^\/(?![/\\])[\x21-\x7e]*$/.test(to) ? to : '/';

/** Where the second step of signing in is taken; it leads on to where the first one would. */
export const codePage = (to: string | null): string =>
  addressOf(to === null ? '/sign-in/code' : `/sign-in/code?to=${encodeURIComponent(to)}`);
