import type { Distribution } from '@docket/sdk';
import type { Demo } from './demo.ts';
import { inkworks } from './inkworks/inkworks.ts';
import { northway } from './northway/northway.ts';

const demos: readonly Demo[] = [inkworks, northway];

/** The demo of a distribution, by the orders that it takes; where it takes neither's, the print shop has customers alone. */
export const demoOf = (distribution: Distribution): Demo =>
  demos.find(({ kind }) => takes(distribution, kind)) ?? inkworks;

const takes = ({ plugins }: Distribution, kind: string): boolean =>
  plugins.some(({ ui = [] }) => ui.some((entry) => entry.type === 'form' && entry.kind === kind));
