import type { CallContext } from '@docket/sdk';
import type { ShownPin } from '../rules/pin.ts';
import type { PinRow } from './statements.ts';

/** Whoever looks. */
export type Viewer = Pick<CallContext, 'actor'>;

/** The notes of one round of a work, as whoever looks sees them. */
export const pinsIn = (rows: readonly PinRow[], round: number, { actor }: Viewer): readonly ShownPin[] =>
  rows
    .filter((row) => row.round === round)
    .map(({ id, number, picture, x, y, area, words, contact, at, doneAt }) => ({
      id,
      number,
      picture,
      at: x === null || y === null ? null : { x, y },
      area,
      text: words,
      writtenAt: at.toISOString(),
      doneAt: doneAt?.toISOString() ?? null,
      isOwn: actor.type === 'contact' && actor.id === contact,
    }));
