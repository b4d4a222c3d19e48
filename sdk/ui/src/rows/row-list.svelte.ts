import { flushSync } from 'svelte';

/** What was said of a step, and the id of the element where the person goes on. */
interface Told {
  readonly said: string;
  readonly focus: string;
}

/** The way back of the last step: the rows without it, and the place that it was about. */
interface WayBack<Row> {
  readonly go: () => { readonly rows: Row[]; readonly index: number };
  readonly told?: Told | undefined;
}

interface Options<Row> {
  readonly rows: Row[];
  /** Makes a row nobody has typed in, for a list that is never empty. Without it, the last row can go, too. */
  readonly blank?: () => Row;
  /** Tells the page, which reads the inputs and saves. */
  readonly changed: () => void;
}

/**
 * The rows of a list while they are typed: they come, go, change places and come back. After each step it draws, then
 * tells the page, then puts the focus where the person goes on.
 */
export class RowList<Row extends { readonly id: string }> {
  rows = $state<Row[]>([]);
  /** What the last step did, for a status line. */
  said = $state('');
  #back = $state.raw<WayBack<Row> | undefined>();
  readonly #options: Options<Row>;

  constructor(options: Options<Row>) {
    this.#options = options;
    this.rows = options.rows;
  }

  /** True while the last step can be taken back: a row that went, or a block that came. */
  get canUndo(): boolean {
    return this.#back !== undefined;
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
    this.#back = undefined;
    this.settle(said, focus);
  }

  /** Puts a row in the place of its neighbour, which takes its own. Nothing happens at either end. */
  move(index: number, way: 'up' | 'down', said: string, focus: string): void {
    const to = way === 'up' ? index - 1 : index + 1;
    if (to < 0 || to >= this.rows.length) return;
    this.rows = this.rows.toSpliced(index, 1).toSpliced(to, 0, this.rows[index]!);
    this.#back = undefined;
    this.settle(said, focus);
  }

  /** Takes a row out; of the only one a blank row takes the place where the list is never empty. */
  remove(index: number, said: string, focus: string): void {
    const row = this.#snapshot(this.rows[index]!);
    const stand = this.rows.length === 1 ? this.#options.blank?.() : undefined;
    this.rows = stand ? [stand] : this.rows.toSpliced(index, 1);
    this.#back = { go: () => this.#withRow(row, index, stand) };
    this.settle(said, focus);
  }

  /** Brings other rows in the place of all. Taking that back leaves alone what was typed into them since; `back` is told then. */
  replace(rows: Row[], said: string, back: Told): void {
    const [before, came] = [this.rows, rows].map((list) => new Map(list.map((row) => [row.id, this.#snapshot(row)])));
    this.rows = rows;
    this.#back = { go: () => ({ rows: this.#without(came!, before!), index: 0 }), told: back };
    this.settle(said);
  }

  /** Takes the last step back. `tell` says so, given the place of the row that comes back. */
  undo(tell: (index: number) => Told): void {
    if (!this.#back) return;
    const { rows, index } = this.#back.go();
    const { said, focus } = this.#back.told ?? tell(index);
    this.rows = rows;
    this.#back = undefined;
    this.settle(said, focus);
  }

  #withRow(row: Row, index: number, stand: Row | undefined): { readonly rows: Row[]; readonly index: number } {
    const rows = this.rows.filter((other) => other.id !== stand?.id || !this.#isSame(other, stand));
    const place = Math.min(index, rows.length);
    return { rows: rows.toSpliced(place, 0, row), index: place };
  }

  /** The rows as they were before others came; those that somebody typed in since stay. */
  #without(came: ReadonlyMap<string, Row>, before: ReadonlyMap<string, Row>): Row[] {
    return this.rows.flatMap((row) => {
      const old = before.get(row.id);
      if (!this.#isSame(row, came.get(row.id))) return [row];
      return old ? [old] : [];
    });
  }

  #isSame(one: Row, other: Row | undefined): boolean {
    return JSON.stringify(this.#snapshot(one)) === JSON.stringify(other);
  }

  #snapshot(row: Row): Row {
    return $state.snapshot(row) as Row;
  }
}
