import { listOf, quoted, textField, textOf, type JsonGroup } from '@docket/sdk/content';
import type { CheckNotes } from '../codes.ts';
import { most, type GoodsLine } from '../content.ts';
import { currencyDigits, mostValue, readValue } from '../goods/money.ts';
import { readSscc, typedCodes } from '../goods/sscc.ts';
import { readTemperature, temperatures } from '../goods/temperature.ts';
import { numberFault } from './figures.ts';

type Temperatures = Pick<GoodsLine, 'temperatureMin' | 'temperatureMax' | 'temperatureSet'>;

/** Checks how warm goods may be: from the lowest to the highest, and what is set lies between. */
export function readTemperatures(notes: CheckNotes, row: JsonGroup, path: string): Temperatures {
  const read = (key: keyof Temperatures): number | null => degreesOf(notes, row[key], `${path}.${key}`);
  const [min, max, set] = [read('temperatureMin'), read('temperatureMax'), read('temperatureSet')];
  if (min !== null && max !== null && min > max)
    notes.refuse(`${path}.temperatureMax`, 'temperature-reversed', { min, max });
  else if (set !== null && ((min !== null && set < min) || (max !== null && set > max)))
    notes.refuse(`${path}.temperatureSet`, 'temperature-outside', { set, min: min ?? '', max: max ?? '' });
  return { temperatureMin: min, temperatureMax: max, temperatureSet: set };
}

function degreesOf(notes: CheckNotes, typed: unknown, path: string): number | null {
  if (typed === null || typed === undefined || textOf(typed) === '') return null;
  const degrees = readTemperature(typed);
  if (degrees === undefined) notes.refuse(path, 'temperature-invalid', { typed: quoted(typed) });
  else if (degrees < temperatures.lowest || degrees > temperatures.highest)
    notes.refuse(path, 'temperature-far', { typed: quoted(typed), ...temperatures });
  return degrees ?? null;
}

/** Checks what goods are worth; without a currency, in the shop's. */
export function readWorth(
  notes: CheckNotes,
  row: JsonGroup,
  path: string,
  shopCurrency: string,
): Pick<GoodsLine, 'value' | 'currency'> {
  const typed = row['value'];
  if (typed === null || typed === undefined || textOf(typed) === '') return { value: null, currency: '' };
  const currency = textField(notes, row, 'currency', `${path}.currency`).toUpperCase() || shopCurrency;
  const digits = currencyDigits(currency);
  if (digits === undefined) notes.refuse(`${path}.currency`, 'currency-unknown', { typed: quoted(currency) });
  const { value, fault } = readValue(typed, digits ?? 2);
  if (fault !== undefined)
    notes.refuse(`${path}.value`, numberFault(fault), { typed: quoted(typed), most: mostValue, unit: currency });
  return { value: value ?? null, currency };
}

/** Checks the codes of single packages: each with its check digit, and none twice in an order. */
export function readCodes(notes: CheckNotes, typed: unknown, path: string, earlier: Set<string>): readonly string[] {
  const codes = Array.isArray(typed) ? listOf(typed).map(textOf) : [...typedCodes(textOf(typed))];
  if (codes.length > most.sscc) notes.refuse(path, 'sscc-many', { most: most.sscc, count: codes.length });
  return codes.slice(0, most.sscc).map((code) => {
    const read = readSscc(code);
    if (read === undefined) notes.refuse(path, 'sscc-invalid', { typed: quoted(code) });
    else if (earlier.has(read)) notes.refuse(path, 'sscc-twice', { typed: read });
    earlier.add(read ?? code);
    return read ?? code;
  });
}

/** Checks the number of the Harmonized System, as customs write it or with points. */
export function readHsCode(notes: CheckNotes, row: JsonGroup, path: string): string {
  const typed = textField(notes, row, 'hsCode', `${path}.hsCode`);
  const digits = typed.replace(/[\s.]/g, '');
  if (digits !== '' && !/^\d{6}(?:\d{2}){0,2}$/.test(digits))
    notes.refuse(`${path}.hsCode`, 'hs-code-invalid', { typed: quoted(typed) });
  return digits;
}
