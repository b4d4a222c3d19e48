import type { Wish } from '@docket/sdk';
import { limitFor, type ImportSettings } from '../settings.ts';
import { flowId, mayChange } from './origin.ts';

/** Why a customer may not; the words are the messages `eligible.order-import.<code>`. */
export const obstacleCodes = ['integration', 'legacy', 'off', 'updates-off', 'collected', 'status-reached'] as const;
export type ObstacleCode = (typeof obstacleCodes)[number];

type Rules = Pick<ImportSettings, 'creation' | 'updates' | 'updateLimit' | 'cancelLimit'>;

/**
 * The first thing in the way of changing or cancelling an order; nothing when the customer may. What is so with the order counts
 * whenever it is asked. What the shop has switched off since stops nobody's wish that waits already: staff finish it.
 */
export function obstacleTo(wish: Wish, rules: Rules): ObstacleCode | undefined {
  return ofOrigin(wish) ?? (wish.waits ? undefined : ofSwitches(wish, rules)) ?? ofProgress(wish, rules);
}

function ofOrigin({ flow, door, by }: Wish): ObstacleCode | undefined {
  if (flow === flowId && mayChange({ door, by })) return undefined;
  return door === 'portal' || door === 'public' || by === door ? 'legacy' : 'integration';
}

function ofSwitches({ intent }: Wish, { creation, updates }: Rules): ObstacleCode | undefined {
  if (!creation) return 'off';
  return intent === 'change' && !updates ? 'updates-off' : undefined;
}

/** A part collected is collected: what is on its way is nobody's to change. */
function ofProgress({ kind, intent, status, way, facts }: Wish, rules: Rules): ObstacleCode | undefined {
  if (facts.some(({ id, value }) => id === 'collected' && value !== 'none')) return 'collected';
  const limit = limitFor(intent === 'change' ? rules.updateLimit : rules.cancelLimit, kind);
  // A status that is no more stands at the beginning: nothing opens because somebody renamed it.
  return limit !== undefined && way.indexOf(status) >= way.indexOf(limit) ? 'status-reached' : undefined;
}
