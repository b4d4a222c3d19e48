import type { GivenFile } from '@docket/sdk';

/** True where there is a picture of the file: nobody approves what they cannot look at. False also while it is still looked at. */
export const isDrawn = ({ facts }: Pick<GivenFile, 'facts'>): boolean =>
  typeof facts === 'object' && facts !== null && 'preview' in facts && facts['preview'] !== undefined;

/** True while it is still looked at: nobody but the shop has it. */
export const isLookedAt = ({ state }: Pick<GivenFile, 'state'>): boolean => state === 'pending';
