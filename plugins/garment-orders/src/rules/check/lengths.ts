import { quoted, type JsonGroup } from '@docket/sdk/content';
import type { CheckCode, CheckNotes } from '../codes.ts';
import type { Imprint } from '../content.ts';
import { lengthIn, readLength, type LengthUnit } from '../lengths.ts';

/** The smallest and largest print that anyone asks for, in inches. */
const range = { least: 0.25, most: 24 } as const;

/** The unit that sizes are typed in; inches when nothing says so. */
export function readUnit(notes: CheckNotes, unit: string, path: string): LengthUnit {
  if (unit === 'mm') return 'mm';
  if (unit !== '' && unit !== 'in' && unit !== 'inch') notes.refuse(path, 'unit-unknown', { typed: quoted(unit) });
  return 'in';
}

/** Width and height in `unit`. Either may be left to the shop; when both are, a warning says so. */
export function readPrintSize(
  notes: CheckNotes,
  row: JsonGroup,
  unit: LengthUnit,
  path: string,
): Pick<Imprint, 'width' | 'height'> {
  const width = readSide(notes, row['width'], unit, `${path}.width`);
  const height = readSide(notes, row['height'], unit, `${path}.height`);
  if (width === 'none' && height === 'none') notes.warn(`${path}.width`, 'size-missing');
  return { width: width === 'none' ? '' : width, height: height === 'none' ? '' : height };
}

/** A side in `unit`; `none` where nothing is typed, empty where it is refused. */
function readSide(notes: CheckNotes, typed: unknown, unit: LengthUnit, path: string): number | '' | 'none' {
  const { value, fault } = readLength(typed, unit);
  if (fault === 'empty') return 'none';
  if (value !== undefined && value >= range.least && value <= range.most) return lengthIn(value, unit);
  const [least, most] = [range.least, range.most].map((side) => `${lengthIn(side, unit)} ${unit}`) as [string, string];
  notes.refuse(path, codeOf(fault), { typed: quoted(typed), least, most });
  return '';
}

const codeOf = (fault: string | undefined): CheckCode => {
  if (fault === 'negative') return 'length-negative';
  return fault === undefined || fault === 'too-large' ? 'length-range' : 'length-not-a-number';
};
