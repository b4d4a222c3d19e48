import type { Json } from '@docket/sdk';
import type { StatusTone, Translate } from '@docket/ui';
import type { ShownWish } from '#lib/core.ts';

/** Why something cannot be done with an order now. */
export interface Obstacle {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** A field of a change that the shop did not take, with its reason. */
export interface Rejected {
  readonly path: string;
  readonly label: string;
  readonly reason: string;
}

/** What is in the way and what to do: in the words of whoever said so. Codes without words are told as something of the shop's. */
export function obstacleText(t: Translate, { code, params = {} }: Obstacle): string {
  const text = t(`eligible.${code}`, params);
  return text === `eligible.${code}` ? t('eligible.not-editable') : text;
}

/** Where a wish stands. */
export function wishStanding(t: Translate, { intent, state }: Pick<ShownWish, 'intent' | 'state'>) {
  const tones: Readonly<Record<string, StatusTone>> = { waiting: 'review', accepted: 'done', declined: 'problem' };
  return { label: t(`portal.wish.${intent}.${state}`), tone: tones[state] ?? 'draft' };
}

/** Why it came to nothing: in the shop's words, by what was in the way, or by what the customer did since. */
export function wishReasons(t: Translate, { decision }: Pick<ShownWish, 'decision'>): readonly string[] {
  const { reason, obstacle, reasons } = groupOf(decision);
  return [
    ...(typeof reason === 'string' && reason !== '' ? [reason] : []),
    ...(isObstacle(obstacle) ? [obstacleText(t, obstacle)] : []),
    ...(Array.isArray(reasons) ? reasons.filter(isObstacle) : []).flatMap(({ code }) => {
      const text = t(`portal.wish.reason.${code}`);
      return text === `portal.wish.reason.${code}` ? [] : [text];
    }),
  ];
}

/** The fields that the shop left as they are. */
export function rejectedOf({ decision }: Pick<ShownWish, 'decision'>): readonly Rejected[] {
  const { rejected } = groupOf(decision);
  // Stored by the core in this shape.
  return Array.isArray(rejected) ? rejected : [];
}

const isObstacle = (value: Json | undefined): value is Json & Obstacle => typeof groupOf(value)['code'] === 'string';

const groupOf = (value: Json | undefined): Readonly<Record<string, Json | undefined>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, Json>>) : {};
