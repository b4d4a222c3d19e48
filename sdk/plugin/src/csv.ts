/** What a spreadsheet takes for a formula when a cell begins with it; one that is inert already gets another apostrophe, so that it is read back as it is. */
const formula = /^'*[=+\-@\t\r]/;

/**
 * One line of a CSV file (RFC 4180), its end included. A cell that a spreadsheet would calculate gets an apostrophe
 * before it, so that what people typed stays text; null and undefined are empty.
 */
export const csvLine = (cells: readonly (string | number | null | undefined)[]): string =>
  `${cells.map((cell) => quoted(inert(String(cell ?? '')))).join(',')}\r\n`;

const inert = (text: string): string => (formula.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
