/** A file as somebody has it in a folder. */
export interface Picture {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const shirts = { black: '#1d1f21', white: '#f6f4ee', navy: '#1b2a49' } as const;

/** A mockup: a shirt with a crest on its chest, so many hundredths of its width large. */
export const mockup = (name: string, shirt: keyof typeof shirts, crest = 22, ink = '#e2b13c'): Picture => ({
  name,
  mimeType: 'image/svg+xml',
  buffer: Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" width="1600" height="1200">
  <path fill="${shirts[shirt]}" d="M148 34 C170 58 230 58 252 34 L296 52 L346 112 L306 138 L290 120 L290 272 L110 272 L110 120 L94 138 L54 112 L104 52 Z"/>
  <g transform="translate(232 110) scale(${crest / 100})" fill="none" stroke="${ink}" stroke-width="9">
    <circle r="92"/><circle r="76"/>
    <path fill="${ink}" d="M0 -58 16 -18 58 -16 25 10 37 52 0 28 -37 52 -25 10 -58 -16 -16 -18Z"/>
  </g>
</svg>`,
  ),
});
