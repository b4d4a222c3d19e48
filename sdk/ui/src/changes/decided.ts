import type { Json, Obstacle } from '@docket/sdk';
import { groupOf, listOf, textOf } from '@docket/sdk/content';
import type { Translate } from '@docket/sdk/messages';

/** A field of a change that stayed as it was, and why. */
export interface Rejected {
  readonly path: string;
  readonly label: string;
  readonly reason: string;
}

/** Why something cannot be done with an order, as whoever stands against it says it. */
export type ObstacleTold = Pick<Obstacle, 'code'> & Partial<Pick<Obstacle, 'params'>>;

/** What stands in the way, in the words of whoever said so; `unknown` says it of a code that nobody has words for. */
export function obstacleText(t: Translate, { code, params = {} }: ObstacleTold, unknown: string): string {
  const key = `eligible.${code}`;
  const text = t(key, params);
  return text === key ? t(unknown, { code }) : text;
}

/** The obstacle that ended a change or cancellation, as its decision keeps it; nothing where none did. */
export const obstacleIn = (decision: Json): ObstacleTold | undefined => toldIn(groupOf(decision)['obstacle'])[0];

/** All that stood in the way of it when it was decided. */
export const reasonsIn = (decision: Json): readonly ObstacleTold[] =>
  listOf(groupOf(decision)['reasons']).flatMap(toldIn);

/** The fields that a decision left as they were. */
export const rejectedIn = (decision: Json): readonly Rejected[] =>
  listOf(groupOf(decision)['rejected']).map((each) => {
    const { path, label, reason } = groupOf(each);
    return { path: textOf(path), label: textOf(label), reason: textOf(reason) };
  });

function toldIn(value: Json | undefined): readonly ObstacleTold[] {
  const { code, params } = groupOf(value);
  const told = Object.entries(groupOf(params)).filter(([, one]) => typeof one === 'string' || typeof one === 'number');
  // Just looked at.
  const named = Object.fromEntries(told) as Obstacle['params'];
  return typeof code === 'string' && code !== '' ? [{ code, params: named }] : [];
}
