import type { Json } from '@docket/sdk';
import { groupOf, listOf, textOf, typedRows, typedTexts, type JsonGroup } from '@docket/sdk/content';
import { textKeys } from './blank.ts';
import type { GarmentContent } from './content.ts';

/** What of a print comes along when its artwork is used again, beside its size and inks. */
const textsAgain = ['location', 'label', 'method', 'colors', 'inkType', 'underbase', 'placement'] as const;
const sides = ['width', 'height'] as const;

/** The print that a file of a content was used for last, as a form types it; null where it was used for none. */
export function printOfFile({ imprints, method }: GarmentContent, file: string): Json {
  const imprint = imprints.findLast(({ files }) => files.includes(file));
  if (!imprint) return null;
  const { inks, unit } = imprint;
  const texts = [...textsAgain, ...sides].map((key) => [key, String(imprint[key])] as const);
  return { ...Object.fromEntries(texts), method: imprint.method || method, unit, inks };
}

/**
 * Follows `use-file:imprints.0.files.<id> <print>`, where `print` is JSON of `printOfFile`: the platform has put the file into that row
 * already. Only what is still empty there is filled in; a method that is the order's is left to the order. Another step changes
 * nothing.
 */
export function withPrintAgain(rows: readonly Json[], step: string, orderMethod: string): readonly Json[] {
  const [, at, print] = /^use-file:imprints\.(\d{1,5})\.files\.[0-9a-f-]{36} (\{.*\})$/s.exec(step) ?? [];
  const row = rows[Number(at)];
  if (print === undefined || row === undefined) return rows;
  const [typed, before] = [groupOf(row), groupOf(parsed(print))];
  const isEmpty = (key: string): boolean => textOf(typed[key]) === '';
  const texts = typedTexts(before, textsAgain.filter(isEmpty));
  const size = sides.every(isEmpty) ? sizeOf(before) : {};
  const inks = listOf(typed['inks']).length === 0 ? { inks: inksOf(before) } : {};
  const method = texts['method'] === orderMethod ? { method: '' } : {};
  return rows.with(Number(at), { ...typed, ...texts, ...method, ...size, ...inks });
}

const sizeOf = (print: JsonGroup): JsonGroup =>
  sides.some((side) => textOf(print[side]) !== '') ? typedTexts(print, [...sides, 'unit']) : {};

const inksOf = (print: JsonGroup): Json => typedRows(print['inks']).map((ink) => typedTexts(ink, textKeys.ink));

/** Whatever was posted may not be JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
