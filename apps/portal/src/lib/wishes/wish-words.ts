import { obstacleIn, obstacleText, reasonsIn, type ObstacleTold, type StatusTone, type Translate } from '@docket/ui';
import { groupOf, textOf } from '@docket/sdk/content';
import type { ShownWish } from '#lib/core.ts';

/** What is in the way and what to do. Codes without words are told as something of the shop's. */
export const inTheWay = (t: Translate, told: ObstacleTold): string => obstacleText(t, told, 'eligible.not-editable');

/** Where a wish stands. */
export function wishStanding(t: Translate, { intent, state }: Pick<ShownWish, 'intent' | 'state'>) {
  const tones: Readonly<Record<string, StatusTone>> = { waiting: 'review', accepted: 'done', declined: 'problem' };
  return { label: t(`portal.wish.${intent}.${state}`), tone: tones[state] ?? 'draft' };
}

/** Why it came to nothing: in the shop's words, by what was in the way, or by what the customer did since. */
export function wishReasons(t: Translate, { decision }: Pick<ShownWish, 'decision'>): readonly string[] {
  const reason = textOf(groupOf(decision)['reason']);
  const obstacle = obstacleIn(decision);
  return [
    ...(reason === '' ? [] : [reason]),
    ...(obstacle ? [inTheWay(t, obstacle)] : []),
    ...reasonsIn(decision).flatMap(({ code }) => {
      const text = t(`portal.wish.reason.${code}`);
      return text === `portal.wish.reason.${code}` ? [] : [text];
    }),
  ];
}
