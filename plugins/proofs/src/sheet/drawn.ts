import type { GivenFile } from '@docket/sdk';

/** True where there is a picture of the file: nobody approves what they cannot look at. False also while it is still looked at. */
export const isDrawn = ({ facts }: Pick<GivenFile, 'facts'>): boolean =>
  typeof facts === 'object' && facts !== null && 'preview' in facts && facts['preview'] !== undefined;

/** True while inspection has not said what it is. */
export const isLookedAt = ({ state, facts }: Pick<GivenFile, 'state' | 'facts'>): boolean =>
  state === 'stored' && facts === null;
