/**
 * Shades of usual colorways, `#rrggbb`, for drawings: near to what brands sell under these names, and no promise of it. A
 * colorway that is not here has no shade.
 */
const shades: ReadonlyMap<string, string> = new Map([
  ['white', '#f8f8f5'],
  ['arctic white', '#fafafa'],
  ['ivory', '#f3ead3'],
  ['cream', '#f1e7cf'],
  ['natural', '#efe4cb'],
  ['sand', '#d3c3a3'],
  ['khaki', '#b8a47c'],
  ['tan', '#c9ae85'],
  ['brown', '#4f3a2c'],
  ['dark chocolate', '#3d2b23'],
  ['chocolate', '#4a3329'],
  ['chestnut', '#5b3d2e'],
  ['espresso', '#3b2b25'],
  ['black', '#1c1c1e'],
  ['jet black', '#161617'],
  ['charcoal', '#47494d'],
  ['dark grey', '#4c4e52'],
  ['graphite', '#505256'],
  ['asphalt', '#54565b'],
  ['pepper', '#4e4d4b'],
  ['smoke', '#6c6e72'],
  ['gravel', '#6f6e6b'],
  ['storm', '#5f656c'],
  ['steel', '#8b8f94'],
  ['medium grey', '#8e9094'],
  ['grey', '#a3a5a8'],
  ['sport grey', '#a9abae'],
  ['athletic grey', '#b4b6b9'],
  ['ash', '#c9cbcc'],
  ['silver', '#c3c6c9'],
  ['light grey', '#c6c8ca'],
  ['ice grey', '#d0d2d2'],
  ['oxford', '#a2a4a8'],
  ['navy', '#1f2a44'],
  ['true navy', '#22304d'],
  ['midnight navy', '#1b2238'],
  ['midnight', '#22283f'],
  ['indigo', '#3b4a6b'],
  ['denim', '#4c6484'],
  ['blue jean', '#5b7590'],
  ['slate', '#5a6b7b'],
  ['royal', '#1f4ba0'],
  ['true royal', '#1d4da8'],
  ['royal blue', '#1f4ba0'],
  ['blue', '#2452a4'],
  ['cobalt', '#20489b'],
  ['sapphire', '#0a76b5'],
  ['turquoise', '#1a9bb3'],
  ['teal', '#12707a'],
  ['aqua', '#5cc3cf'],
  ['caribbean blue', '#1f9fc0'],
  ['carolina blue', '#7aa3d4'],
  ['columbia blue', '#8fb6de'],
  ['light blue', '#a9c7e3'],
  ['baby blue', '#b6d2e8'],
  ['sky', '#b4d4ea'],
  ['chambray', '#b9cadb'],
  ['red', '#b3202c'],
  ['true red', '#b81f2d'],
  ['cherry red', '#a81c2f'],
  ['cardinal', '#82202f'],
  ['cardinal red', '#82202f'],
  ['garnet', '#6d2130'],
  ['maroon', '#5a1f2c'],
  ['burgundy', '#5c2233'],
  ['brick', '#8e4136'],
  ['crimson', '#9c2c3f'],
  ['wine', '#55222f'],
  ['coral', '#f2716b'],
  ['salmon', '#f09a86'],
  ['orange', '#e8601f'],
  ['safety orange', '#ff6a1f'],
  ['burnt orange', '#b5541f'],
  ['texas orange', '#b0561f'],
  ['gold', '#f0ab28'],
  ['athletic gold', '#f2b02c'],
  ['old gold', '#c79a3c'],
  ['mustard', '#cf9b30'],
  ['yellow', '#f3d23b'],
  ['daisy', '#f7cf3f'],
  ['butter', '#f3e2a0'],
  ['cornsilk', '#f3e4a6'],
  ['safety green', '#d6f03b'],
  ['lime', '#8cc63f'],
  ['kiwi', '#86a84f'],
  ['kelly', '#16844c'],
  ['kelly green', '#16844c'],
  ['irish green', '#149a56'],
  ['green', '#1f7a45'],
  ['forest', '#23402f'],
  ['forest green', '#23402f'],
  ['dark green', '#264334'],
  ['military green', '#5c6044'],
  ['army', '#565741'],
  ['olive', '#5d5b3c'],
  ['moss', '#6b6f4d'],
  ['sage', '#9aa889'],
  ['mint', '#a9dcc0'],
  ['seafoam', '#9fd3c0'],
  ['purple', '#4b2f83'],
  ['lilac', '#b79fd1'],
  ['lavender', '#b9a8d3'],
  ['orchid', '#b98fc2'],
  ['violet', '#7763ad'],
  ['berry', '#8f2e5c'],
  ['magenta', '#b0256f'],
  ['heliconia', '#d9397a'],
  ['hot pink', '#e0508f'],
  ['pink', '#f0b4c4'],
  ['light pink', '#f4c7d3'],
  ['azalea', '#ea7fa8'],
]);

/** What brands call the weave or the dye beside the color. */
const weaves = new Set(['heather', 'heathered', 'htr', 'solid', 'vintage', 'triblend', 'tri-blend', 'pigment', 'pfd']);

/** The shade of a colorway by its name; null where the name says none, or two: a drawing has one. */
export function shadeOf(colorway: string): string | null {
  const words = colorway
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('gray', 'grey')
    .split(/[\s_]+/)
    .filter(Boolean);
  const plain = words.filter((word) => !weaves.has(word));
  return shades.get(words.join(' ')) ?? shades.get(plain.join(' ')) ?? (isHeather(words) ? heathers(plain) : null);
}

const isHeather = (words: readonly string[]): boolean => words.some((word) => word.startsWith('heather'));

/** A heather that names no color of its own is grey: light, plain or dark. */
function heathers(plain: readonly string[]): string | null {
  if (plain.length > 1) return null;
  const [tone = 'plain'] = plain;
  return greys.get(tone) ?? null;
}

const greys: ReadonlyMap<string, string> = new Map([
  ['plain', '#a9abae'],
  ['light', '#c6c8ca'],
  ['dark', '#4c4e52'],
  ['deep', '#5a5c60'],
]);
