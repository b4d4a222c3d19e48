import { groupOf, readCount, textOf } from '@docket/sdk/content';
import { fullColor, methodOf, type Method } from './methods.ts';
import { lengthIn, readLength, type LengthUnit } from './lengths.ts';

/** What is asked of a print, as far as it is typed and can be read. */
export interface Print {
  /** The unit that sizes are spoken of in. */
  readonly unit: LengthUnit;
  /** Inches; absent where not typed or not readable. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly colors: number | undefined;
  readonly method: Method | undefined;
}

/** Reads a location as typed; `orderMethod` is the method of one that has none of its own. */
export function printOf(imprint: unknown, orderMethod: string): Print {
  const typed = groupOf(imprint);
  const unit: LengthUnit = typed['unit'] === 'mm' ? 'mm' : 'in';
  const length = (value: unknown): number | undefined => readLength(value, unit).value || undefined;
  return {
    unit,
    width: length(typed['width']),
    height: length(typed['height']),
    colors: textOf(typed['colors']) === fullColor ? undefined : readCount(typed['colors'] ?? '').value || undefined,
    method: methodOf(textOf(typed['method']) || orderMethod),
  };
}

/** Width and height of one kind of unit: pixels, points or inches. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** The box in a value, when both sides are there and more than nothing. */
export function boxOf(value: unknown): Box | undefined {
  const { width, height } = groupOf(value);
  return typeof width === 'number' && typeof height === 'number' && width > 0 && height > 0
    ? { width, height }
    : undefined;
}

/** How many inches one unit of `box` becomes when it is fitted into the print; nothing where no size was typed. */
export function inchesPerUnit(box: Box, { width, height }: Print): number | undefined {
  if (!width && !height) return undefined;
  return Math.min(width ? width / box.width : Infinity, height ? height / box.height : Infinity);
}

/** A length with its unit, for messages. */
export const spoken = (inches: number, unit: LengthUnit): string => `${lengthIn(inches, unit)} ${unit}`;

/** Both sides with their unit, for messages. */
export const spokenBox = ({ width, height }: Box, unit: LengthUnit): { width: string; height: string } => ({
  width: spoken(width, unit),
  height: spoken(height, unit),
});
