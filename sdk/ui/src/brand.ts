import { contrast, intoGamut, readHex, toOklch, writeHex } from './colour.ts';
import type { Rgb } from './colour.ts';

/** A shop's colour as used in one theme. */
export interface BrandShade {
  /** `#rrggbb` of links, main buttons and marks. */
  readonly used: string;
  /** `#rrggbb` of text on it. */
  readonly text: string;
  /** True when the asked colour could not be read in this theme and was moved. */
  readonly moved: boolean;
}

/** What a shop asked for and what its pages use: settings show both, so that a changed colour is no surprise. */
export interface Brand {
  readonly asked: string;
  readonly light: BrandShade;
  readonly dark: BrandShade;
}

interface Theme {
  /** The theme's ground that is hardest to read an accent on (tokens.css: sunken in light, surface in dark). */
  readonly ground: string;
  readonly text: string;
  /** Towards black in light, towards white in dark. */
  readonly step: number;
}

const light: Theme = { ground: '#e3e8e6', text: '#ffffff', step: -0.005 };
const dark: Theme = { ground: '#192021', text: '#0b0f10', step: 0.005 };

/** Text needs 4.5:1 (WCAG 2.2, 1.4.3); controls need 3:1 (1.4.11) and are covered by it. */
const readable = 4.5;

/**
 * Fits a shop's brand colour (`#rrggbb`) into both themes: lightness moves in OKLCH until the accent reads at 4.5:1 on
 * every ground of the theme and its text reads at 4.5:1 on it; the hue stays. Not a colour: undefined.
 */
export function fitBrand(asked: string): Brand | undefined {
  const colour = readHex(asked);
  if (!colour) return undefined;
  return { asked: writeHex(colour), light: shade(colour, light), dark: shade(colour, dark) };
}

function shade(asked: Rgb, theme: Theme): BrandShade {
  const reads = (hex: string): boolean => contrast(rgbOf(hex), rgbOf(theme.ground)) >= readable;
  const start = toOklch(asked);
  let used = writeHex(asked);
  for (let { lightness } = start; !reads(used) && lightness >= 0 && lightness <= 1; lightness += theme.step) {
    used = writeHex(intoGamut({ ...start, lightness }));
  }
  return { used, text: theme.text, moved: used !== writeHex(asked) };
}

function rgbOf(hex: string): Rgb {
  const rgb = readHex(hex);
  if (!rgb) throw new TypeError(`Not a colour: ${hex}`);
  return rgb;
}

/** The declarations for `<html style>`: tokens.css turns them into the accent of both themes. */
export function brandStyle({ light: day, dark: night }: Brand): string {
  return `--brand-light:${day.used};--brand-on-light:${day.text};--brand-dark:${night.used};--brand-on-dark:${night.text}`;
}
