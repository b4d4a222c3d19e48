import type { ShownLine, ShownValue, Work, WorkDrawing } from '@docket/sdk';
import { rowPieces, type GarmentContent, type GarmentRow, type Imprint } from './content.ts';
import { shadeOf } from './colorways.ts';
import { canvas, pictureAt } from './garment-drawings.ts';
import { millimetresPerInch } from './lengths.ts';
import { locationOf, type PrintLocation } from './locations.ts';
import { fullColor } from './methods.ts';
import { bySize } from './sizes.ts';

/** Every print of every garment that it goes on, garment by garment; each keeps its id while both stay. */
export const worksOf = (content: GarmentContent): readonly Work[] =>
  content.garments.flatMap((row) =>
    content.imprints.filter((imprint) => goesOn(imprint, row)).map((imprint) => workOf(row, imprint, content)),
  );

const goesOn = ({ applies }: Imprint, { id }: GarmentRow): boolean => applies.length === 0 || applies.includes(id);

function workOf(row: GarmentRow, imprint: Imprint, content: GarmentContent): Work {
  const method = imprint.method || content.method;
  return {
    id: `${part(row.id)}.${part(imprint.id)}`,
    name: [`${row.brand} ${row.style}`.trim(), row.colorway].filter(Boolean).join(', '),
    place: placeOf(imprint),
    spec: [...garmentLines(row), ...printLines(row, imprint, method), ...line('artNotes', content.artNotes)],
    design: ofDesign,
    looks: looksOf(row, imprint, method),
    files: imprint.files,
    pieces: rowPieces(row),
    ...drawingOf(row, imprint),
  };
}

/** Ids are free text: a dot in one of them would make two works one. */
const part = (id: string): string => id.replaceAll('%', '%25').replaceAll('.', '%2E');

/** Nothing where it is at no known place, or the garment has no drawing of it. */
function drawingOf({ type, colorway }: GarmentRow, imprint: Imprint): Pick<Work, 'drawing'> {
  const place = locationOf(imprint.location);
  const drawing = place && pictureAt(place, [type]);
  if (!place || !drawing) return {};
  return { drawing: { ...canvas, ...drawing, shade: shadeOf(colorway), print: printOn(place.spot, imprint) } };
}

function printOn(spot: PrintLocation['spot'], { width, height, unit }: Imprint): WorkDrawing['print'] {
  if (!width && !height) return null;
  const inches = (side: number | ''): number | null =>
    side ? (unit === 'mm' ? side / millimetresPerInch : side) : null;
  return { x: spot.x * canvas.width, y: spot.y * canvas.height, width: inches(width), height: inches(height) };
}

const placeOf = ({ location, label }: Imprint): ShownValue =>
  label === '' ? word(locationOf(location)?.label ?? 'garment.location.other') : text(label);

const garmentLines = (row: GarmentRow): readonly ShownLine[] => [
  ...line('garments.type', row.type, word(`garment.type.${row.type}`)),
  ...line('garments.fit', row.fit, word(`garment.fit.${row.fit}`)),
  ...line('garments.sizes', sizesIn(row), text(sizesIn(row))),
  { label: 'garment.work.pieces', value: number(rowPieces(row)) },
  ...line('garments.note', row.note),
];

const printLines = (row: GarmentRow, imprint: Imprint, method: string): readonly ShownLine[] => [
  ...line('method', method, word(`garment.method.${method}`)),
  ...sizeLine(imprint),
  ...line('imprints.colors', imprint.colors, coloursOf(imprint.colors)),
  ...line('imprints.inks.name', inksOf(imprint)),
  ...line('imprints.inkByGarment', imprint.inkByGarment[row.id] ?? ''),
  ...line('imprints.inkType', imprint.inkType, word(`garment.ink-type.${imprint.inkType}`)),
  ...line('imprints.underbase', imprint.underbase, word('garment.ui.view.yes')),
  ...line('imprints.placement', imprint.placement),
  ...line('imprints.note', imprint.note),
];

/** Lines of the print that hold whatever it goes on. */
const ofDesign: readonly string[] = [
  ...['method', 'imprints.colors', 'imprints.inks.name', 'imprints.inkType', 'imprints.underbase'].map(
    (field) => `garment.field.${field}`,
  ),
  'garment.work.size',
];

/** What a mockup shows: the garment, where on it, how large, in what. Nobody draws pieces, underbase or notes. */
const looksOf = (row: GarmentRow, imprint: Imprint, method: string): Work['looks'] => ({
  type: row.type,
  brand: row.brand,
  style: row.style,
  colorway: row.colorway,
  fit: row.fit,
  location: imprint.location,
  label: imprint.label,
  width: imprint.width,
  height: imprint.height,
  unit: imprint.width === '' && imprint.height === '' ? '' : imprint.unit,
  inks: imprint.inks,
  inksHere: imprint.inkByGarment[row.id] ?? '',
  method,
  placement: imprint.placement,
});

/** One side alone where the other follows from the artwork; nothing where the shop decides. */
function sizeLine({ width, height, unit }: Imprint): readonly ShownLine[] {
  if (width === '' && height === '') return [];
  const side = height === '' ? 'width' : 'height';
  const key = width !== '' && height !== '' ? `garment.work.size.${unit}` : `garment.work.${side}.${unit}`;
  return [{ label: 'garment.work.size', value: { type: 'words', key, values: { width, height } } }];
}

const sizesIn = ({ sizes }: GarmentRow): string =>
  Object.entries(sizes)
    .toSorted(([one], [other]) => bySize(one, other))
    .map(([size, pieces]) => `${size} ${pieces}`)
    .join(' · ');

const inksOf = ({ inks }: Imprint): string =>
  inks.map(({ name, code }) => [name, code].filter(Boolean).join(' ')).join(', ');

const coloursOf = (colors: Imprint['colors']): ShownValue =>
  colors === fullColor ? word('garment.color.full') : number(Number(colors));

/** Nothing where nothing was given. */
const line = (field: string, given: string | number, value = text(String(given))): readonly ShownLine[] =>
  given === '' ? [] : [{ label: `garment.field.${field}`, value }];

const text = (given: string): ShownValue => ({ type: 'text', text: given });
const number = (given: number): ShownValue => ({ type: 'number', number: given });
const word = (key: string): ShownValue => ({ type: 'words', key });
