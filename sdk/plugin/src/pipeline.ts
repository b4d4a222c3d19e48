/** What a status means to the customer: the column of the portal's timeline, in this order. */
export const stages = ['received', 'artwork', 'preparing', 'producing', 'ready', 'done', 'stopped'] as const;
export type Stage = (typeof stages)[number];

/** A status of a kind's orders. Its label is the message `status.<kind>.<id>`, the customer's `stage.<stage>`. */
export interface Status {
  readonly id: string;
  readonly stage: Stage;
  /** Colour and shape of its chip. */
  readonly tone: 'draft' | 'review' | 'waiting' | 'working' | 'done' | 'problem';
  /** Ends the work: leaves the board. */
  readonly final?: boolean;
  /**
   * Orders in it are numbered apart from the others: with `Q` they are quotes and show as `Q-1042` (see `orderLabel`). One
   * to four capital letters. A move to a status that numbers otherwise gives the order a new number, so what ends a quote
   * as a quote (declined, expired) carries the same letters.
   */
  readonly numberedAs?: string;
}

/** A kind's statuses and moves, as data. Everything not listed is not possible. */
export interface Pipeline {
  readonly initial: string;
  readonly statuses: readonly Status[];
  /** From status to the statuses it may move to. */
  readonly moves: Readonly<Record<string, readonly string[]>>;
}

/**
 * Says what is wrong with a pipeline, in sentences; empty when it is sound. Run at start, so that an unknown or
 * unreachable status is a start-up message, never a stuck order.
 */
export function pipelineFaults(kind: string, pipeline: Pipeline): string[] {
  const known = new Set(pipeline.statuses.map(({ id }) => id));
  const named = [pipeline.initial, ...Object.keys(pipeline.moves), ...Object.values(pipeline.moves).flat()];
  const unknown = [...new Set(named)].filter((id) => !known.has(id));
  const reached = reachable(pipeline);
  return [
    ...unknown.map((id) => `Pipeline of "${kind}" names the status "${id}", which it does not define.`),
    ...[...known]
      .filter((id) => !reached.has(id))
      .map((id) => `Pipeline of "${kind}" never reaches the status "${id}".`),
    ...pipeline.statuses
      .filter(({ numberedAs }) => numberedAs !== undefined && !/^[A-Z]{1,4}$/.test(numberedAs))
      .map(
        ({ id }) => `Pipeline of "${kind}" numbers the status "${id}" with something else than one to four capitals.`,
      ),
  ];
}

function reachable(pipeline: Pipeline): ReadonlySet<string> {
  const reached = new Set<string>([pipeline.initial]);
  for (const id of reached) for (const next of pipeline.moves[id] ?? []) reached.add(next);
  return reached;
}

/** The letters of orders in this status; empty where it has none of its own. */
export const prefixOf = (pipeline: Pipeline, status: string): string =>
  pipeline.statuses.find(({ id }) => id === status)?.numberedAs ?? '';

/** True when the pipeline allows the move; hooks may still refuse it. */
export const allowsMove = (pipeline: Pipeline, from: string, to: string): boolean =>
  pipeline.moves[from]?.includes(to) ?? false;
