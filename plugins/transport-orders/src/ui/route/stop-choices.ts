import type { Json } from '@docket/sdk';
import type { Translate } from '@docket/ui';
import { stopName, readStops } from './stop-rows.ts';

/** A stop as a line of goods may name it: its place on the way, what is done there, its town. */
export interface StopChoice {
  readonly id: string;
  readonly number: number;
  readonly action: string;
  readonly name: string;
}

/** The stops of a draft, to choose from. */
export const stopChoices = (content: Json): readonly StopChoice[] =>
  readStops(content).map((row, index) => ({ id: row.id, number: index + 1, action: row.action, name: stopName(row) }));

/** A stop in words, `2 · Deliver · Dublin`; one that is gone by its id. */
export function stopWords(t: Translate, stops: readonly StopChoice[], id: string): string {
  const stop = stops.find((one) => one.id === id);
  return stop ? t('transport.ui.goods.stop', { ...stop, action: t(`transport.action.${stop.action}`) }) : id;
}
