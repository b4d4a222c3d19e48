import sharp from 'sharp';

/** What of a print a mockup shows. */
export interface Mocked {
  /** What the garment is: `tee`, `hoodie`, `polo`. */
  readonly type: string;
  /** Of the garment, as its maker calls it. */
  readonly colorway: string;
  readonly location: string;
  /** How large the print is beside how it was ordered. */
  readonly scale?: number;
}

const cloth: Readonly<Record<string, string>> = {
  Black: '#1d1f21',
  White: '#f6f4ee',
  Navy: '#1b2a49',
  'Sport Grey': '#b7babd',
  'Heather Navy': '#3a4763',
  Royal: '#1f4fa8',
  Red: '#a3232c',
  Forest: '#1f4a35',
  Pepper: '#4a4a48',
  Ivory: '#efe6d2',
};
const light: ReadonlySet<string> = new Set(['White', 'Sport Grey', 'Ivory']);

/** Where the middle of a print lies on the picture, and how large it is there. */
const spots: Readonly<Record<string, { readonly x: number; readonly y: number; readonly size: number }>> = {
  'left-chest': { x: 236, y: 112, size: 0.2 },
  'full-front': { x: 200, y: 150, size: 0.62 },
  'full-back': { x: 200, y: 146, size: 0.68 },
  'left-sleeve': { x: 302, y: 96, size: 0.14 },
};

interface Cut {
  /** From the right shoulder around the hem to the left one. */
  readonly around: string;
  /** What lies on the cloth of the front, and of the back. */
  readonly front: string;
  readonly back: string;
}

const short = 'L296 52 L346 112 L306 138 L290 120 L290 272 L110 272 L110 120 L94 138 L54 112 L104 52 Z';
const long = 'L296 52 L352 226 L316 240 L290 140 L290 272 L110 272 L110 140 L84 240 L48 226 L104 52 Z';
const tee: Cut = { around: short, front: '', back: '' };
const cuts: Readonly<Record<string, Cut>> = {
  tee,
  polo: {
    around: short,
    front: 'M148 34 L184 82 L200 62 L216 82 L252 34 M200 62 V112',
    back: 'M148 34 C170 52 230 52 252 34',
  },
  hoodie: {
    around: long,
    front: 'M148 34 C128 4 272 4 252 34 C240 74 160 74 148 34 M162 272 L150 232 L172 206 H228 L250 232 L238 272',
    back: 'M148 34 C140 8 260 8 252 34 C246 84 154 84 148 34',
  },
};

/** A mockup as a shop draws it: the garment in its colour, the print where it goes. */
export async function drawMockup({ type, colorway, location, scale = 1 }: Mocked): Promise<Buffer> {
  const spot = spots[location] ?? spots['full-front']!;
  const ink = light.has(colorway) ? '#1b2a49' : '#f2c14e';
  const isBack = location === 'full-back';
  const collar = isBack ? 'C170 44 230 44 252 34' : 'C170 62 230 62 252 34';
  const cut = cuts[type] ?? tee;
  const seam = light.has(colorway) ? '#00000040' : '#ffffff40';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" width="800" height="600">
  <path fill="${cloth[colorway] ?? '#4a4a48'}" stroke="#00000030" d="M148 34 ${collar} ${cut.around}"/>
  <path fill="${cloth[colorway] ?? '#4a4a48'}" stroke="${seam}" stroke-width="2" d="${isBack ? cut.back : cut.front}"/>
  <g transform="translate(${spot.x} ${spot.y}) scale(${spot.size * scale})" fill="none" stroke="${ink}" stroke-width="7">
    <circle r="92"/><circle r="76"/>
    <path fill="${ink}" d="M0 -58 16 -18 58 -16 25 10 37 52 0 28 -37 52 -25 10 -58 -16 -16 -18Z"/>
  </g>
</svg>`;
  return sharp(Buffer.from(svg)).png({ palette: true }).toBuffer();
}
