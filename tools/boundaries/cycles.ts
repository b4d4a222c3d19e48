import type { Edge } from './edges.ts';

/**
 * Files that import each other in a circle at run time, each circle as the list of its files, the first one repeated
 * at the end. Imports of types leave nothing at run time and make no circle, and a component may draw itself.
 */
export function cyclesOf(edges: readonly Edge[]): readonly (readonly string[])[] {
  const next = Map.groupBy(
    edges.filter(({ from, to, isType }) => !isType && from !== to),
    ({ from }) => from,
  );
  const done = new Set<string>();
  const found: string[][] = [];
  const walk = (file: string, trail: readonly string[]): void => {
    const met = trail.indexOf(file);
    if (met >= 0) found.push([...trail.slice(met), file]);
    if (met >= 0 || done.has(file)) return;
    for (const { to } of next.get(file) ?? []) walk(to, [...trail, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return found;
}
