import type { Position } from '@docket/sdk';

/** Something to be put in sequence: whose it is, and where it wants to stand. */
export interface Placed {
  readonly plugin: string;
  readonly position: Position;
}

/** The items in their sequence, or what contradicts itself; `notes` are harmless but worth reading. */
export interface Sequenced<T> {
  readonly items: readonly T[];
  readonly faults: readonly string[];
  readonly notes: readonly string[];
}

const stages = ['early', 'normal', 'late'] as const;
const stageOf = ({ position }: Placed): (typeof stages)[number] => position.stage ?? 'normal';

/** One wish: an item of `first` before an item of `second`, as indexes. */
interface Edge {
  readonly first: number;
  readonly second: number;
}

/**
 * Sorts what several plugins tap at one place: by stage, then before/after, ties as given (the distribution's
 * sequence). A wish against the stages, or a cycle of any length, is a fault that prints the whole cycle. A wish
 * about a plugin that taps nothing here is a note: there is nothing to stand before or after.
 */
export function sequence<T extends Placed>(
  place: string,
  items: readonly T[],
  distribution: ReadonlySet<string>,
): Sequenced<T> {
  const notes = items.flatMap((item) => absent(place, item, items, distribution));
  const edges = wishes(items);
  const against = edges.filter(({ first, second }) => stageRank(items[first]!) > stageRank(items[second]!));
  if (against.length > 0)
    return { items: [], faults: [...new Set(against.map((edge) => contradiction(place, items, edge)))], notes };
  const within = edges.filter(({ first, second }) => stageRank(items[first]!) === stageRank(items[second]!));
  const { sorted, cycle } = sortStages(items, within);
  if (cycle)
    return { items: [], faults: [`The plugins wait for each other: ${cycle.join(' → ')} at ${place}.`], notes };
  return { items: sorted, faults: [], notes };
}

const stageRank = (item: Placed): number => stages.indexOf(stageOf(item));

/** Every wish as an edge between items; all items of a plugin that is named count. */
function wishes(items: readonly Placed[]): Edge[] {
  const of = Map.groupBy(items.keys(), (index) => items[index]!.plugin);
  return items.flatMap(({ position }, index) => [
    ...(position.before ?? []).flatMap((id) => (of.get(id) ?? []).map((second) => ({ first: index, second }))),
    ...(position.after ?? []).flatMap((id) => (of.get(id) ?? []).map((first) => ({ first, second: index }))),
  ]);
}

function absent(
  place: string,
  { plugin, position }: Placed,
  items: readonly Placed[],
  distribution: ReadonlySet<string>,
): string[] {
  const here = new Set(items.map((item) => item.plugin));
  const named = [...(position.before ?? []), ...(position.after ?? [])].filter((id) => !here.has(id));
  return named.map((id) => {
    const why = distribution.has(id) ? 'does nothing there' : 'is not in the distribution';
    return `Plugin "${plugin}" names "${id}" for its place at ${place}, which ${why}.`;
  });
}

function contradiction(place: string, items: readonly Placed[], { first, second }: Edge): string {
  const [a, b] = [items[first]!, items[second]!];
  const cycle = [a, b, a].map(({ plugin }) => plugin).join(' → ');
  return `The plugins contradict their stages: ${cycle} at ${place} ("${a.plugin}" is ${stageOf(a)}, "${b.plugin}" is ${stageOf(b)}).`;
}

function sortStages<T extends Placed>(items: readonly T[], edges: readonly Edge[]): { sorted: T[]; cycle?: string[] } {
  const sorted: T[] = [];
  for (const stage of stages) {
    const members = [...items.keys()].filter((index) => stageOf(items[index]!) === stage);
    const { done, cycle } = topological(members, edges);
    if (cycle.length > 0) return { sorted, cycle: cycle.map((index) => items[index]!.plugin) };
    sorted.push(...done.map((index) => items[index]!));
  }
  return { sorted };
}

/**
 * Sorts nodes so that every edge points forward, the earliest in the list first among equals. `cycle` is empty, or
 * a closed walk (its first node again at the end) when there is no such sequence.
 */
export function topological(nodes: readonly number[], edges: readonly Edge[]): { done: number[]; cycle: number[] } {
  const before = new Map<number, Set<number>>(nodes.map((node) => [node, new Set()]));
  for (const { first, second } of edges) if (before.has(first)) before.get(second)?.add(first);
  const done: number[] = [];
  while (before.size > 0) {
    const next = nodes.find((node) => before.get(node)?.size === 0);
    if (next === undefined) return { done, cycle: cycleIn(before) };
    done.push(next);
    before.delete(next);
    for (const waiting of before.values()) waiting.delete(next);
  }
  return { done, cycle: [] };
}

/** Every node waits for another, so walking backwards must meet itself; the walk is turned round for reading. */
function cycleIn(before: ReadonlyMap<number, ReadonlySet<number>>): number[] {
  const walk: number[] = [];
  let node = before.keys().next().value!;
  while (!walk.includes(node)) {
    walk.push(node);
    node = before.get(node)!.values().next().value!;
  }
  return [node, ...walk.slice(walk.indexOf(node)).toReversed()];
}
