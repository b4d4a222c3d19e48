/** Letters of the id of an element that is made of a work; `isPlace` of the SDK allows 200. */
const longest = 190;

/**
 * Id of the element at which a work is looked at and answered, for pages and for the links that lead there; another one for another work.
 * `g1.i1` stays as it is; what cannot stand in addresses becomes its code between dashes.
 */
export function placeOf(work: string): string {
  const plain = work.replaceAll(/[^\w.]/gu, (letter) => `-${codeOf(letter).toString(16)}-`);
  // Begins otherwise, so that none of these is one of those.
  return plain.length <= longest ? `proof-${plain}` : `proof_${plain.slice(0, 160)}-${sumOf(work)}`;
}

const codeOf = (letter: string): number => letter.codePointAt(0) ?? 0;

/** FNV-1a of 64 bits, hex. */
function sumOf(text: string): string {
  const sum = Array.from(text, codeOf).reduce(
    (before, code) => BigInt.asUintN(64, (before ^ BigInt(code)) * 0x100000001b3n),
    0xcbf29ce484222325n,
  );
  return sum.toString(16);
}
