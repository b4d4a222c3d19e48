import { describe, expect, it } from 'vitest';
import type { Shop } from '../tenants/tenants.ts';
import { cancelledStatuses } from './own-list.ts';

const shopOf = (pipelines: Readonly<Record<string, object>>): Shop =>
  ({ kinds: new Map(Object.entries(pipelines).map(([id, pipeline]) => [id, { kind: { id, pipeline } }])) }) as never;

describe('the statuses that orders are cancelled into', () => {
  it('[T-70] [T-72] stand each behind its kind, whether the kind has none, one or several', () => {
    const shop = shopOf({
      note: { cancelled: 'off' },
      transport: { cancelled: ['cancelled', 'declined'] },
      errand: {},
    });
    expect(cancelledStatuses(shop)).toEqual(['note off', 'transport cancelled', 'transport declined']);
  });
});
