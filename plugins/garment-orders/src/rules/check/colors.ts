import { quoted, readCount, type NumberFault } from '@docket/sdk/content';
import type { CheckCode, CheckNotes } from '../codes.ts';
import type { Imprint } from '../content.ts';
import { fullColor, mostColors, type MethodAsks } from '../methods.ts';

const full = /^(?:full(?:[ -]?colou?r)?|cmyk|process|4cp)$/i;

const faults: Readonly<Record<Exclude<NumberFault, 'empty'>, CheckCode>> = {
  fraction: 'colors-fraction',
  negative: 'colors-negative',
  ambiguous: 'colors-not-a-number',
  'not-a-number': 'colors-not-a-number',
  'too-large': 'colors-range',
};

/** How many colours, or `full`. Methods that do not count colours take none; a gap is the shop's to ask about. */
export function readColors(notes: CheckNotes, typed: unknown, asks: MethodAsks, path: string): Imprint['colors'] {
  if (!asks.colors) return '';
  if (typeof typed === 'string' && full.test(typed.trim())) return fullColor;
  const { value, fault } = readCount(typed, mostColors);
  if (value !== undefined && value > 0) return value;
  if (fault === 'empty') notes.warn(path, 'colors-missing');
  else notes.refuse(path, fault ? faults[fault] : 'colors-range', { typed: quoted(typed), most: mostColors });
  return '';
}
