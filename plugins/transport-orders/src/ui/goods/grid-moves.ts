/** What a grid needs of a key event, so that the choice of a move needs no browser. */
export interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** How many lines a key leads down the column of a grid: arrows and Enter as in a spreadsheet; nothing for other keys. */
export function linesAfter({ key, shiftKey, ctrlKey, metaKey, altKey }: PressedKey): 1 | -1 | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  if (key === 'Enter') return shiftKey ? -1 : 1;
  if (shiftKey) return undefined;
  if (key === 'ArrowDown') return 1;
  return key === 'ArrowUp' ? -1 : undefined;
}
