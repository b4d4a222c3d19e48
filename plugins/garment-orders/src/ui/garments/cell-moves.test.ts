import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAfter, moveOf } from './cell-moves.ts';
import type { Move, PressedKey } from './cell-moves.ts';

const adult = ['S', 'M', 'L'];
const youth = ['YS', 'YM'];

describe('a move in the size grid', () => {
  it.each<[string, { row: number; size: string }, Move, { row: number; size: string } | undefined]>([
    ['goes on to the next size', { row: 0, size: 'S' }, 'right', { row: 0, size: 'M' }],
    ['stops at the end of the run', { row: 0, size: 'L' }, 'right', undefined],
    ['stops at the start of the run', { row: 0, size: 'S' }, 'left', undefined],
    ['keeps the size on the way down', { row: 0, size: 'M' }, 'down', { row: 1, size: 'M' }],
    ['keeps the place where the size is not there', { row: 1, size: 'M' }, 'down', { row: 2, size: 'YM' }],
    ['takes the last size where the run is shorter', { row: 1, size: 'L' }, 'down', { row: 2, size: 'YM' }],
    ['stops above the first garment', { row: 0, size: 'M' }, 'up', undefined],
    ['goes on into the next garment', { row: 0, size: 'L' }, 'next', { row: 1, size: 'S' }],
    ['goes back into the garment before', { row: 2, size: 'YS' }, 'previous', { row: 1, size: 'L' }],
    ['stops after the last cell', { row: 2, size: 'YM' }, 'next', undefined],
  ])('%s', (_what, from, move, expected) => {
    expect(cellAfter(from, move, [adult, adult, youth])).toEqual(expected);
  });

  it('passes over a garment without sizes in sight', () => {
    expect(cellAfter({ row: 0, size: 'L' }, 'next', [adult, [], youth])).toEqual({ row: 2, size: 'YS' });
  });

  it('always leads to a cell that is there, or nowhere', () => {
    const runs = fc.array(fc.uniqueArray(fc.constantFrom('S', 'M', 'L', 'XL', 'YS'), { maxLength: 5 }), {
      maxLength: 5,
    });
    const moves = fc.constantFrom<Move>('left', 'right', 'up', 'down', 'next', 'previous');
    fc.assert(
      fc.property(runs, fc.nat(5), fc.constantFrom('S', 'M', 'YS'), moves, (grid, row, size, move) => {
        const cell = cellAfter({ row, size }, move, grid);
        return cell === undefined || (grid[cell.row] as readonly string[]).includes(cell.size);
      }),
    );
  });

  it('visits every cell once from the first to the last', () => {
    const grid = [adult, youth, adult];
    const seen = ['0S'];
    for (let cell = cellAfter({ row: 0, size: 'S' }, 'next', grid); cell; cell = cellAfter(cell, 'next', grid)) {
      seen.push(`${cell.row}${cell.size}`);
    }
    expect(seen).toEqual(['0S', '0M', '0L', '1YS', '1YM', '2S', '2M', '2L']);
  });
});

describe('a key in the size grid', () => {
  const key = (name: string, held: Partial<PressedKey> = {}): PressedKey => ({
    key: name,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...held,
  });
  const inside = { start: false, end: false };
  const whole = { start: true, end: true };

  it.each([
    ['Enter', whole, 'next'],
    ['ArrowLeft', whole, 'left'],
    ['ArrowRight', { start: false, end: true }, 'right'],
    ['ArrowUp', inside, 'up'],
    ['ArrowDown', inside, 'down'],
  ])('%s moves', (name, edges, move) => {
    expect(moveOf(key(name), edges)).toBe(move);
  });

  it('leaves left and right to the text while the caret is inside it', () => {
    expect(moveOf(key('ArrowLeft'), inside)).toBeUndefined();
    expect(moveOf(key('ArrowRight'), inside)).toBeUndefined();
  });

  it('goes back on Shift and Enter, and leaves Tab and digits to the browser', () => {
    expect(moveOf(key('Enter', { shiftKey: true }), whole)).toBe('previous');
    for (const name of ['Tab', '4', 'Backspace', 'Home']) expect(moveOf(key(name), whole)).toBeUndefined();
  });

  it('leaves keys with Control, Alt or Command alone', () => {
    for (const held of ['ctrlKey', 'altKey', 'metaKey'] as const) {
      expect(moveOf(key('ArrowDown', { [held]: true }), whole)).toBeUndefined();
    }
  });
});
