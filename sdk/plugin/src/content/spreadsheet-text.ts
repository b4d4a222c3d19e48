/**
 * Reads what spreadsheets put on the clipboard or into a file: cells between tabs, in text without any between semicolons
 * or commas, and lines between line breaks; a cell that holds either is in double quotes, with its own quotes doubled. Cells
 * come back trimmed; empty lines are dropped.
 */
export function readSpreadsheetText(text: string): readonly (readonly string[])[] {
  const plain = text.replaceAll(/\r\n?/g, '\n');
  const mark = separatorOf(plain);
  const lines: string[][] = [[]];
  for (const [, quoted, bare, end] of plain.matchAll(cellBefore(mark))) {
    lines.at(-1)!.push((quoted?.replaceAll('""', '"') ?? bare ?? '').trim());
    if (end === '\n') lines.push([]);
    if (end === '') break;
  }
  return lines.filter((line) => line.some((value) => value !== ''));
}

/** True when the text is more than one cell; one cell is pasted by the browser itself. */
export const isSpreadsheetText = (text: string): boolean => /[\t\n\r]/.test(text.replace(/[\r\n]+$/, ''));

const cellBefore = (mark: string): RegExp =>
  new RegExp(
    String.raw`(?:^|(?<=[${mark}\n]))(?:"((?:[^"]|"")*)"(?=[${mark}\n]|$)|([^${mark}\n]*))([${mark}\n]|$)`,
    'g',
  );

/** A single comma is more often that of a number (`96,5`): commas count where each line has the same two or more. */
function separatorOf(text: string): string {
  if (text.includes('\t')) return '\t';
  const bare = text.replaceAll(/"(?:[^"]|"")*"/g, '');
  if (bare.includes(';')) return ';';
  const [first = 0, ...counts] = bare
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(',').length - 1);
  return first > 1 && counts.every((count) => count === first) ? ',' : '\t';
}
