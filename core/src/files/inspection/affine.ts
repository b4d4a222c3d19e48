/** A transform of the plane as PDF and SVG write it: a b c d e f, x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Affine = readonly [number, number, number, number, number, number];

/** The transform that changes nothing. */
export const IDENTITY: Affine = [1, 0, 0, 1, 0, 0];

/** `inner` first, then `outer`. */
export const compose = (outer: Affine, inner: Affine): Affine => [
  outer[0] * inner[0] + outer[2] * inner[1],
  outer[1] * inner[0] + outer[3] * inner[1],
  outer[0] * inner[2] + outer[2] * inner[3],
  outer[1] * inner[2] + outer[3] * inner[3],
  outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
  outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
];

/** How long the sides of a rectangle become, along its own axes; turning it does not change them. */
export const placedSize = (by: Affine, width: number, height: number) => ({
  width: Math.hypot(by[0], by[1]) * width,
  height: Math.hypot(by[2], by[3]) * height,
});

/** Six finite numbers, or undefined: what a document calls a matrix need not be one. */
export function toAffine(values: unknown): Affine | undefined {
  const list = Array.isArray(values) || ArrayBuffer.isView(values) ? Array.from(values as ArrayLike<unknown>) : [];
  const [a, b, c, d, e, f] = list.map(Number);
  const six = [a, b, c, d, e, f];
  if (!six.every((n) => n !== undefined && Number.isFinite(n))) return undefined;
  return [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0];
}
