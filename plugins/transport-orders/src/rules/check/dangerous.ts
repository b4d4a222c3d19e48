import { isTicked, quoted, textField, withOwnIds, type JsonGroup } from '@docket/sdk/content';
import { textKeys } from '../blank.ts';
import type { CheckNotes } from '../codes.ts';
import { most, smallAmounts, type DangerousLine } from '../content.ts';
import { readDangerousGoods, type TypedDangerousGoods } from '../dangerous-goods/read-dangerous-goods.ts';
import { refusal } from '../fault.ts';
import { addFaults } from './faults.ts';
import { isEmptyIn, rowId, sentRows } from './rows.ts';

const dangerousKeys = ['id', ...textKeys.dangerous];
const typedKeys = textKeys.dangerous.filter((key) => key !== 'environment' && key !== 'limited');

/** Checks the dangerous goods of a line as a whole, and against the service (H17). */
export function readDangerous(
  notes: CheckNotes,
  typed: unknown,
  line: string,
  isCarried: boolean,
): readonly DangerousLine[] {
  const rows = sentRows(notes, typed, {
    path: `${line}.dangerous`,
    keys: dangerousKeys,
    most: most.dangerous,
    tooMany: 'dangerous-many',
    isBlank: isEmptyIn(typedKeys),
  });
  return withOwnIds(
    rows.map(({ row, path }) => readOne(notes, row, path, isCarried)),
    'd',
  );
}

function readOne(notes: CheckNotes, row: JsonGroup, path: string, isCarried: boolean): DangerousLine {
  const text = (key: keyof DangerousLine): string => textField(notes, row, key, `${path}.${key}`);
  const typed: TypedDangerousGoods = {
    unNumber: text('unNumber'),
    properName: text('properName'),
    technicalName: text('technicalName'),
    hazardClass: text('hazardClass'),
    subsidiary: text('subsidiary'),
    packingGroup: text('packingGroup'),
    tunnelCode: text('tunnelCode'),
  };
  const { goods, faults } = readDangerousGoods(typed, { carried: isCarried });
  // Whoever says how much there is and not of what has named nothing yet.
  const named = goods || faults.length > 0 ? faults : [refusal('unNumber', 'un-number-missing')];
  addFaults(notes, named, (field) => `${path}.${field}`);
  return {
    id: rowId(row),
    ...typed,
    ...(goods && {
      ...goods,
      technicalName: goods.technicalName ?? '',
      subsidiary: goods.subsidiary.join(', '),
      packingGroup: goods.packingGroup ?? '',
      tunnelCode: goods.tunnelCode ?? '',
    }),
    ...amountOf(notes, row, path),
    environment: isTicked(row['environment']),
    emergencyContact: text('emergencyContact'),
  };
}

/** A number and a unit. */
const amount = /^\d[\d.,\s]*\s*[a-z³]{1,12}\.?$/i;

/** Documents name the total quantity (ADR 5.4.1.1.1 f), of goods in small amounts as well. */
function amountOf(notes: CheckNotes, row: JsonGroup, path: string): Pick<DangerousLine, 'quantity' | 'limited'> {
  const quantity = textField(notes, row, 'quantity', `${path}.quantity`);
  if (quantity === '') notes.refuse(`${path}.quantity`, 'amount-missing');
  else if (!amount.test(quantity)) notes.refuse(`${path}.quantity`, 'amount-unreadable', { typed: quoted(quantity) });
  const typed = textField(notes, row, 'limited', `${path}.limited`);
  const limited = smallAmounts.find((one) => one === typed);
  if (typed !== '' && limited === undefined) notes.refuse(`${path}.limited`, 'limited-unknown', { typed: quoted(typed) });
  return { quantity, limited: limited ?? '' };
}
