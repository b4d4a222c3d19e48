/**
 * A new id for a row that comes with script. Unique within an order, so that other parts can point at the row while
 * rows before it come and go.
 */
export const newRowId = (): string =>
  crypto.getRandomValues(new Uint32Array(2)).reduce((id, part) => id + part.toString(36), 'r');
