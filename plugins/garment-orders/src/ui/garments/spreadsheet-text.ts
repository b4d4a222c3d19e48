/**
 * Reads what spreadsheets put on the clipboard: cells between tabs, lines between line breaks; a cell that holds
 * either is in double quotes, with its own quotes doubled. Cells come back trimmed; the empty last line is dropped.
 */
export function readSpreadsheetText(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [[]];
  const cell = /(?:^|(?<=[\t\n]))(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/g;
  const plain = text.replaceAll(/\r\n?/g, '\n');
  for (const [, quoted, bare, end] of plain.matchAll(cell)) {
    lines.at(-1)!.push((quoted?.replaceAll('""', '"') ?? bare ?? '').trim());
    if (end === '\n') lines.push([]);
    if (end === '') break;
  }
  return lines.filter((line) => line.some((value) => value !== ''));
}

/** True when the text is more than one cell; one cell is pasted by the browser itself. */
export const isSpreadsheetText = (text: string): boolean => /[\t\n\r]/.test(text.replace(/[\r\n]+$/, ''));
