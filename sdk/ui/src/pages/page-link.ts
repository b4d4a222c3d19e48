import type { IconName } from '../icon-names.ts';

/** A link of a navigation. */
export interface PageLink {
  readonly href: string;
  readonly label: string;
  /** True for the page one is on. */
  readonly current?: boolean | undefined;
  /** How many things wait there; none and zero show nothing. */
  readonly count?: number | undefined;
}

/** A link of the portal's main navigation. */
export interface MainLink extends PageLink {
  readonly icon: IconName;
}
