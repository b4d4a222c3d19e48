/**
 * The stages that every kind may use, in sequence; their words are the platform's. With `received` the way begins, with
 * `stopped` it ends early.
 */
export const stages = ['received', 'preparing', 'producing', 'ready', 'done', 'stopped'] as const;

/** What a status means to the customer: a stage of every kind, or one of the kind's own. */
export type Stage = string;

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
  /**
   * The columns of the customer's timeline, in sequence, where `stages` do not fit. Of a stage of its own the plugin brings
   * the words: `stage.<id>`, and `mail.progress.<id>.subject` and `.lines` for the mail that tells of it.
   */
  readonly stages?: readonly Stage[];
  readonly statuses: readonly Status[];
  /**
   * Where an order goes that its customer calls off, as far as `moves` lead there; of several the first that they lead to, where
   * e.g. a quote ends otherwise than an order. Without it nobody cancels but by moving it; the order keeps its number.
   */
  readonly cancelled?: string | readonly string[];
  /** From status to the statuses it may move to. */
  readonly moves: Readonly<Record<string, readonly string[]>>;
}

/**
 * Says what is wrong with a pipeline, in sentences; empty when it is sound. Run at start, so that an unknown or
 * unreachable status is a start-up message, never a stuck order.
 */
export function pipelineFaults(kind: string, pipeline: Pipeline): string[] {
  const known = new Set(pipeline.statuses.map(({ id }) => id));
  const named = [
    pipeline.initial,
    ...cancelledStatuses(pipeline),
    ...Object.keys(pipeline.moves),
    ...Object.values(pipeline.moves).flat(),
  ];
  const unknown = [...new Set(named)].filter((id) => !known.has(id));
  const reached = reachable(pipeline);
  const columns: readonly Stage[] = pipeline.stages ?? stages;
  return [
    ...unknown.map((id) => `Pipeline of "${kind}" names the status "${id}", which it does not define.`),
    ...[...known]
      .filter((id) => !reached.has(id))
      .map((id) => `Pipeline of "${kind}" never reaches the status "${id}".`),
    ...pipeline.statuses
      .filter(({ stage }) => !columns.includes(stage))
      .map(({ id, stage }) => `Pipeline of "${kind}" puts "${id}" into the stage "${stage}", which it does not list.`),
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

/** The columns of the timeline that a kind's statuses can be in, in sequence. */
export function stagesOf(pipeline: Pipeline): readonly Stage[] {
  const used = new Set(pipeline.statuses.map(({ stage }) => stage));
  return (pipeline.stages ?? stages).filter((stage) => used.has(stage));
}

/** The stage of a status; empty for one that the pipeline does not have. */
export const stageOf = (pipeline: Pipeline, status: string): Stage =>
  pipeline.statuses.find(({ id }) => id === status)?.stage ?? '';

/** The letters of orders in this status; empty where it has none of its own. */
export const prefixOf = (pipeline: Pipeline, status: string): string =>
  pipeline.statuses.find(({ id }) => id === status)?.numberedAs ?? '';

/** Every status in which an order is called off. */
export const cancelledStatuses = ({ cancelled = [] }: Pipeline): readonly string[] =>
  typeof cancelled === 'string' ? [cancelled] : cancelled;

/** Where an order in this status goes when its customer calls it off; nothing where it cannot. */
export const cancelledFrom = (pipeline: Pipeline, status: string): string | undefined =>
  cancelledStatuses(pipeline).find((to) => allowsMove(pipeline, status, to));

/** True when the pipeline allows the move; hooks may still refuse it. */
export const allowsMove = (pipeline: Pipeline, from: string, to: string): boolean =>
  pipeline.moves[from]?.includes(to) ?? false;
