import type { ClassifiedFile } from './classifying.ts';
import { fileOf, ofFiles, type Plugins } from './plugins.ts';
import { closedTo, mayReach, type Gate } from './rules.ts';
import { isRefusal, refuse, variants, type About, type Expected, type Subject } from './subject.ts';

/** Where they are, as the code has it. */
export const madeRoute = String.raw`made\/([a-z0-9-]{1,40})\/([a-z0-9][a-z0-9.-]{0,60})`;

const gatesIn = (plugins: Plugins): ReadonlyMap<string, Gate> =>
  new Map(
    plugins.flatMap(({ descriptor: { id }, server }) =>
      Object.entries(server.downloads ?? {}).map(([name, { gate }]) => [`${id}/${name}`, gate] as const),
    ),
  );

/** Every file that plugins make that are there, as `<plugin>/<name>`. */
const classifiedOf = (plugins: Plugins): Readonly<Record<string, ClassifiedFile>> =>
  ofFiles(plugins, ({ made }) => made);

/** What is wrong with what is known of them, held against the plugins: a sentence each. */
export function faultsOfFiles(plugins: Plugins): readonly string[] {
  const [gates, table, same] = [gatesIn(plugins), classifiedOf(plugins), JSON.stringify];
  return [
    ...[...gates].flatMap(([name, gate]) => {
      const [known, where] = [table[name], fileOf(name.split('/')[0]!)];
      if (!known) return [`The file "${name}" is not classified. Say who may have it, under "made" in ${where}.`];
      return same(known.gate) === same(gate)
        ? []
        : [`The file "${name}" lets in ${same(gate)}, and ${where} does not say so.`];
    }),
    ...Object.keys(table)
      .filter((name) => !gates.has(name))
      .map((name) => `${fileOf(name.split('/')[0]!)} knows the file "${name}", the plugin does not.`),
  ];
}

/** Every file of plugins that are there, asked for. */
export function madeSubjects(plugins: Plugins): readonly Subject[] {
  const table = classifiedOf(plugins);
  return [...gatesIn(plugins).keys()].flatMap((name) => {
    const known = table[name];
    return known ? [subjectOf(name, known)] : [];
  });
}

const subjectOf = (name: string, file: ClassifiedFile): Subject => ({
  name: `/files/made ${name}`,
  kind: file.thing.kind,
  variants,
  expected: (about) => expectedOf(file, about),
  asked: (_, value) => ({
    path: `/files/made/${name}?${file.thing.field}=${value}${file.absent ? `&${file.absent}` : ''}`,
  }),
  hides: (about) => isRefusal(expectedOf(file, about)),
  mustChangeNothing: () => true,
});

/** Below `/preview` there is nothing of the staff's. Gate, then form, then whose it is. */
function expectedOf({ gate, thing, sees, absent }: ClassifiedFile, { actor, variant, holder }: About): Expected {
  if (actor.below !== undefined && gate.door === 'staff') return refuse(404, 'not-found');
  const closed = closedTo(gate, actor);
  if (closed) return closed;
  if (variant === 'malformed') return refuse(400, 'input.malformed');
  if (sees !== undefined && !actor.permissions?.includes(sees)) return refuse(404, 'not-found');
  const isReached = mayReach(gate.door as Parameters<typeof mayReach>[0], thing.kind, actor, holder);
  return isReached && absent === undefined ? { statuses: [200] } : refuse(404, 'not-found');
}
