/** The highest number in the list of ADR 2025, and the lowest. */
const [highest, lowest] = [3560, 4];

/** The four digits of `UN 1263`, `un1263` or `1263`; nothing where it is no number, or one that no list holds. */
export function readUnNumber(typed: string): string | undefined {
  const digits = /^(?:UN)?[\s-]*(\d{4})$/i.exec(typed.trim())?.[1];
  return digits && Number(digits) >= lowest && Number(digits) <= highest ? digits : undefined;
}

/** True for numbers of explosives; all others are of other classes. */
export const isExplosivesNumber = (unNumber: string): boolean => Number(unNumber) < 1000;

const selfReactive = between(3221, 3240);
const articles = [
  2794,
  2795,
  2800,
  2990,
  3028,
  3072,
  3090,
  3091,
  3166,
  3171,
  3245,
  3268,
  3292,
  3316,
  3356,
  3359,
  3363,
  3473,
  3476,
  3477,
  3480,
  3481,
  3499,
  3506,
  3508,
  3509,
  3528,
  3530,
  3536,
  ...between(3537, 3548),
  3551,
  3552,
  ...between(3556, 3559),
];
const ungrouped = new Set([...selfReactive, ...articles]);

/** True for explosives, articles and self-reactive substances, which have no packing groups whatever their class (ADR 3.2). */
export const isUngrouped = (unNumber: string): boolean =>
  ungrouped.has(Number(unNumber)) || (unNumber !== '' && isExplosivesNumber(unNumber));

function between(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
