import type { ClassifiedUpload } from './classifying.ts';
import { fileOf, ofFiles, type Plugins } from './plugins.ts';
import { closedTo, mayReach, type Gate } from './rules.ts';
import { isRefusal, refuse, variants, type About, type Expected, type Subject } from './subject.ts';

/** Where they are, as the code has it. */
export const givenRoute = String.raw`given\/([a-z0-9-]{1,40})\/([a-z][A-Za-z0-9]{0,60})`;

const gatesIn = (plugins: Plugins): ReadonlyMap<string, Gate> =>
  new Map(
    plugins.flatMap(({ descriptor: { id }, server }) =>
      Object.entries(server.uploads ?? {}).map(([name, { gate }]) => [`${id}/${name}`, gate] as const),
    ),
  );

/** Every upload of plugins that are there, as `<plugin>/<name>`. */
const classifiedOf = (plugins: Plugins): Readonly<Record<string, ClassifiedUpload>> =>
  ofFiles(plugins, ({ given }) => given);

/** What is wrong with what is known of them, held against the plugins: a sentence each. */
export function faultsOfUploads(plugins: Plugins): readonly string[] {
  const [gates, table, same] = [gatesIn(plugins), classifiedOf(plugins), JSON.stringify];
  return [
    ...[...gates].flatMap(([name, gate]) => {
      const [known, where] = [table[name], fileOf(name.split('/')[0]!)];
      if (!known)
        return [`The upload "${name}" is not classified. Say who may give files there, under "given" in ${where}.`];
      return same(known.gate) === same(gate)
        ? []
        : [`The upload "${name}" lets in ${same(gate)}, and ${where} does not say so.`];
    }),
    ...Object.keys(table)
      .filter((name) => !gates.has(name))
      .map((name) => `${fileOf(name.split('/')[0]!)} knows the upload "${name}", the plugin does not.`),
  ];
}

/** Every upload of plugins that are there, given a file. */
export function givenSubjects(plugins: Plugins): readonly Subject[] {
  const table = classifiedOf(plugins);
  return [...gatesIn(plugins).keys()].flatMap((name) => {
    const known = table[name];
    return known ? [subjectOf(name, known)] : [];
  });
}

const subjectOf = (name: string, upload: ClassifiedUpload): Subject => ({
  name: `/files/given ${name}`,
  kind: 'order',
  variants,
  expected: (about) => expectedOf(upload, about),
  asked: (_, value) => ({ path: `/files/given/${name}`, init: formOf(upload, String(value)) }),
  hides: (about) => !upload.endsIn && isRefusal(expectedOf(upload, about)),
  mustChangeNothing: (about) => isRefusal(expectedOf(upload, about)),
});

function formOf({ fields = {} }: ClassifiedUpload, order: string): RequestInit {
  const body = new FormData();
  for (const [name, value] of Object.entries({ order, ...fields })) body.append(name, value);
  body.append('files', new File(['hello'], 'given.txt'));
  return { method: 'POST', body };
}

/** Gate, then form, then whose it is; an order is seen by staff who read orders. */
function expectedOf({ gate, endsIn }: ClassifiedUpload, { actor, variant, holder }: About): Expected {
  if (actor.below !== undefined) return refuse(403, 'preview.read-only');
  const closed = closedTo(gate, actor, true);
  if (closed) return closed;
  if (variant === 'malformed') return refuse(400, 'input.malformed');
  if (gate.door === 'staff' && !actor.permissions?.includes('orders.read')) return refuse(404, 'not-found');
  const isReached = mayReach(gate.door as Parameters<typeof mayReach>[0], 'order', actor, holder);
  if (!isReached) return refuse(404, 'not-found');
  return endsIn ? refuse(endsIn.status, endsIn.code) : { statuses: [200] };
}
