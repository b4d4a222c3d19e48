/** Widths of bars and spaces in turn, by value (ISO/IEC 15417, table 1). */
const widths = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 ' +
  '223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 ' +
  '112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 ' +
  '311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 ' +
  '122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 ' +
  '214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'
).split(' ');
const stop = '2331112';

const [startB, startC, function1] = [104, 105, 102] as const;

/** The widths of a symbol’s bars and spaces in modules, beginning and ending with a bar. */
export type Bars = readonly number[];

/** Code set B: printable ASCII. Throws for other letters, which no number of ours has. */
export function code128(text: string): Bars {
  if (!/^[ -~]+$/.test(text)) throw new TypeError(`Code 128 writes printable ASCII, and not "${text}".`);
  return symbol([startB, ...Array.from(text, (letter) => letter.charCodeAt(0) - 32)]);
}

/** GS1-128 of an SSCC, with its application identifier 00: code set C, two digits a sign, led by FNC1. */
export const gs1Sscc = (sscc: string): Bars =>
  symbol([startC, function1, ...Array.from(`00${sscc}`.match(/\d\d/g) ?? [], Number)]);

/** With the check sign: the sum of the values, each times its place, by 103. */
function symbol(values: readonly number[]): Bars {
  const check = values.reduce((sum, value, at) => sum + value * Math.max(at, 1), 0) % 103;
  return Array.from([...values, check].map((value) => widths[value]).join('') + stop, Number);
}
