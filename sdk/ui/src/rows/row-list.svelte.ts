import { flushSync } from 'svelte';

interface Removed<Row> {
  readonly row: Row;
  readonly index: number;
  /** The blank row that took the place of the only one. */
  readonly stand: Row | undefined;
}

interface Options<Row> {
  readonly rows: Row[];
  /** Makes a row nobody has typed in; a list is never empty. */
  readonly blank: () => Row;
  /** Tells the page, which reads the inputs and saves. */
  readonly changed: () => void;
}

/**
 * The rows of a list while they are typed: they come, go and come back. After each step it draws, then tells the page,
 * then puts the focus where the person goes on.
 */
export class RowList<Row extends { readonly id: string }> {
  rows = $state<Row[]>([]);
  /** What the last step did, for a status line. */
  said = $state('');
  #removed = $state.raw<Removed<Row> | undefined>();
  readonly #options: Options<Row>;

  constructor(options: Options<Row>) {
    this.#options = options;
    this.rows = options.rows;
  }

  /** True while the row that went last can come back. */
  get canUndo(): boolean {
    return this.#removed !== undefined;
  }

  /** Draws what a step changed and tells the page; `focus` is the id of the element to go on at. */
  settle(said: string, focus?: string): void {
    this.said = said;
    flushSync();
    this.#options.changed();
    if (focus !== undefined) document.getElementById(focus)?.focus();
  }

  /** Puts a row into the list, before the one at `index`. */
  insert(row: Row, index: number, said: string, focus: string): void {
    this.rows = this.rows.toSpliced(index, 0, row);
    this.#removed = undefined;
    this.settle(said, focus);
  }

  /** Takes a row out; of the only one a blank row takes the place. */
  remove(index: number, said: string, focus: string): void {
    const row = $state.snapshot(this.rows[index]!) as Row;
    const stand = this.rows.length === 1 ? this.#options.blank() : undefined;
    this.rows = stand ? [stand] : this.rows.toSpliced(index, 1);
    this.#removed = { row, index, stand };
    this.settle(said, focus);
  }

  /** Brings the row back that went last, to its old place. `tell` says so, given that place. */
  undo(tell: (index: number) => { readonly said: string; readonly focus: string }): void {
    if (!this.#removed) return;
    const { row, index, stand } = this.#removed;
    const isUntouched = (other: Row): boolean => JSON.stringify(other) === JSON.stringify(stand);
    this.rows = this.rows.filter((other) => other.id !== stand?.id || !isUntouched($state.snapshot(other) as Row));
    const { said, focus } = tell(Math.min(index, this.rows.length));
    this.insert(row, Math.min(index, this.rows.length), said, focus);
  }
}
