import type { Json } from '@docket/sdk';
import type { Translate } from '@docket/sdk/messages';
import type { ProposedChange } from '@docket/ui';
import { asGroup, asList, asText } from './json.ts';

/** What stands in the way of a change or cancellation, as a plugin or the core says it. */
export interface Obstacle {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** A field that stayed as it was, and why. */
export interface Rejected {
  readonly path: string;
  readonly label: string;
  readonly reason: string;
}

/** A field of a change with what somebody has decided about it and not sent yet. */
export interface Choosable extends ProposedChange {
  readonly taken: boolean;
  readonly reason: string;
}

/** In the words of whoever said so; a code without words is told as it is. */
export function obstacleText(t: Translate, { code, params = {} }: Obstacle): string {
  const text = t(`eligible.${code}`, params);
  return text === `eligible.${code}` ? t('admin.wish.obstacle', { code }) : text;
}

/** The obstacle that a decision keeps, if one ended it. */
export function obstacleIn(decision: Json): Obstacle | undefined {
  const { obstacle } = asGroup(decision);
  // Stored by the core in this shape.
  return asText(asGroup(obstacle)['code']) === '' ? undefined : (obstacle as unknown as Obstacle);
}

/** The fields that a decision left as they were. */
export const rejectedIn = (decision: Json): readonly Rejected[] =>
  asList(asGroup(decision)['rejected']).map((each) => {
    const { path, label, reason } = asGroup(each);
    return { path: asText(path), label: asText(label), reason: asText(reason) };
  });
