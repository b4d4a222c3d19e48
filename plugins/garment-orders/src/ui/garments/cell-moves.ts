/** A place in the size grids: the garment's index, and the size by its label. */
export interface Cell {
  readonly row: number;
  readonly size: string;
}

/** Where a key leads: along the run of sizes, through the garments, or on to the next cell whatever it is. */
export type Move = 'left' | 'right' | 'up' | 'down' | 'next' | 'previous';

/**
 * The cell that a move leads to, or undefined at the edge. `runs` are the sizes in sight, by garment. Up and down keep
 * the size where the other garment shows it, else the place in the run; `next` and `previous` go on into the
 * neighbouring garment.
 */
export function cellAfter(from: Cell, move: Move, runs: readonly (readonly string[])[]): Cell | undefined {
  if (move === 'up') return across(from, -1, runs);
  if (move === 'down') return across(from, 1, runs);
  const step = move === 'left' || move === 'previous' ? -1 : 1;
  return along(from, step, runs) ?? (move === 'left' || move === 'right' ? undefined : over(from, step, runs));
}

function along({ row, size }: Cell, step: 1 | -1, runs: readonly (readonly string[])[]): Cell | undefined {
  const run = runs[row] ?? [];
  const at = run.indexOf(size);
  const found = at < 0 ? undefined : run[at + step];
  return found === undefined ? undefined : { row, size: found };
}

function across({ row, size }: Cell, step: 1 | -1, runs: readonly (readonly string[])[]): Cell | undefined {
  const run = runs[row + step];
  if (!run || run.length === 0) return undefined;
  if (run.includes(size)) return { row: row + step, size };
  const at = Math.max(0, (runs[row] ?? []).indexOf(size));
  return { row: row + step, size: run[Math.min(at, run.length - 1)]! };
}

function over({ row }: Cell, step: 1 | -1, runs: readonly (readonly string[])[]): Cell | undefined {
  for (let other = row + step; other >= 0 && other < runs.length; other += step) {
    const size = runs[other]!.at(step > 0 ? 0 : -1);
    if (size !== undefined) return { row: other, size };
  }
  return undefined;
}

/** What a grid needs of a key event, so that the choice of a move needs no browser. */
export interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const moves: Readonly<Record<string, Move>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/**
 * The move that a key asks for. Left and right move only when the caret stands at that end of the text (`edges`), so
 * that a number can be corrected digit by digit. Tab stays the browser's.
 */
export function moveOf(
  pressed: PressedKey,
  edges: { readonly start: boolean; readonly end: boolean },
): Move | undefined {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined;
  if (pressed.key === 'Enter') return pressed.shiftKey ? 'previous' : 'next';
  if (pressed.shiftKey) return undefined;
  const move = moves[pressed.key];
  if (move === 'left') return edges.start ? move : undefined;
  if (move === 'right') return edges.end ? move : undefined;
  return move;
}
