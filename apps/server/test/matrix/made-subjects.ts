import type { Platform } from '@docket/core';
import { closedTo, mayReach, type Gate } from './rules.ts';
import { isRefusal, refuse, variants, type About, type Expected, type Subject } from './subject.ts';
import type { ThingKind } from './things.ts';

/** What the matrix knows of a file that a plugin makes: who may have it, and what its address names. */
export interface ClassifiedFile {
  /** The gate that the code must have. */
  readonly gate: Gate;
  readonly thing: { readonly field: string; readonly kind: ThingKind };
  /** What else its address asks, for what is not there: then it ends like what nobody may see. */
  readonly absent?: string;
  /** The permission without which staff do not see what it is about, whatever else they may. */
  readonly sees?: string;
}

const order = { field: 'order', kind: 'order' } as const;
const question = { field: 'approval', kind: 'question' } as const;

/** Every file that plugins make, as `<plugin>/<name>`. */
export const classifiedFiles: Readonly<Record<string, ClassifiedFile>> = {
  'labels/labels.pdf': { gate: { door: 'portal' }, thing: order },
  'labels/staff-labels.pdf': { gate: { door: 'staff', permission: 'labels.print' }, thing: order, sees: 'orders.read' },
  'proofs/mockup.pdf': { gate: { door: 'portal' }, thing: order, absent: 'work=w1&mockup=1' },
  'proofs/staff-mockup.pdf': {
    gate: { door: 'staff', permission: 'proofs.read' },
    thing: order,
    sees: 'orders.read',
    absent: 'work=w1&mockup=1',
  },
  // The question of the world is another plugin's.
  'proofs/certificate.pdf': { gate: { door: 'portal' }, thing: question, absent: '' },
  'proofs/staff-certificate.pdf': {
    gate: { door: 'staff', permission: 'proofs.read' },
    thing: question,
    sees: 'orders.read',
    absent: '',
  },
  'tallies/tally.pdf': { gate: { door: 'portal' }, thing: order },
  'tallies/counts.csv': { gate: { door: 'staff', permission: 'orders.read' }, thing: order },
};

/** Where they are, as the code has it. */
export const madeRoute = String.raw`made\/([a-z0-9-]{1,40})\/([a-z0-9][a-z0-9.-]{0,60})`;

type Plugins = Platform['registry']['plugins'];

const gatesIn = (plugins: Plugins): ReadonlyMap<string, Gate> =>
  new Map(
    plugins.flatMap(({ descriptor: { id }, server }) =>
      Object.entries(server.downloads ?? {}).map(([name, { gate }]) => [`${id}/${name}`, gate] as const),
    ),
  );

/** What is wrong with the list, held against the plugins: a sentence each. */
export function faultsOfFiles(plugins: Plugins, table = classifiedFiles): readonly string[] {
  const [gates, where] = [gatesIn(plugins), 'apps/server/test/matrix/made-subjects.ts'];
  const [ids, same] = [new Set(plugins.map(({ descriptor: { id } }) => id)), JSON.stringify];
  return [
    ...[...gates].flatMap(([name, gate]) => {
      const known = table[name];
      if (!known) return [`The file "${name}" is not classified. Say who may have it, in ${where}.`];
      return same(known.gate) === same(gate)
        ? []
        : [`The file "${name}" lets in ${same(gate)}, and ${where} does not say so.`];
    }),
    ...Object.keys(table)
      .filter((name) => ids.has(name.split('/')[0]!) && !gates.has(name))
      .map((name) => `${where} knows the file "${name}", the plugins do not.`),
  ];
}

/** Every file of plugins that are there, asked for. */
export const madeSubjects = (plugins: Plugins): readonly Subject[] =>
  [...gatesIn(plugins).keys()].flatMap((name) => {
    const known = classifiedFiles[name];
    return known ? [subjectOf(name, known)] : [];
  });

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
