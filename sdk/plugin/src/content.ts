/**
 * What kinds are typed, merged and checked with. Pure: no schema library and no Node, so that components may use the same
 * rules while somebody types.
 */
export { addDays, dayIn, readDay, workingDays, type Day } from './content/days.ts';
export {
  afterStep,
  freshId,
  readStep,
  typedRows,
  typedText,
  typedTexts,
  withIds,
  type FormStep,
} from './content/form-rows.ts';
export { groupOf, idsOf, isGroup, listOf, textOf, type JsonGroup } from './content/json.ts';
export { Notes, quoted } from './content/notes.ts';
export { isTicked, readCount, readMeasure, withWesternDigits } from './content/numbers.ts';
export type { MeasureOptions, NumberFault, NumberRead } from './content/numbers.ts';
export { withOwnIds } from './content/own-ids.ts';
export { searchWords } from './content/search-words.ts';
export { isSpreadsheetText, readSpreadsheetText } from './content/spreadsheet-text.ts';
export {
  lineLength,
  noteLength,
  refuseUnknown,
  textField,
  tickField,
  withoutUnseen,
  type TextCode,
} from './content/texts.ts';
