import type { Platform } from '@docket/core';
import { closedTo, mayReach, type Gate } from './rules.ts';
import { isRefusal, refuse, variants, type About, type Expected, type Subject } from './subject.ts';

/** What the matrix knows of files that a plugin is given for an order: who may give them. */
export interface ClassifiedUpload {
  /** The gate that the code must have. */
  readonly gate: Gate;
  /** What else the form has to say. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The refusal that good files from anybody end in, where the matrix does not bring what they are for. */
  readonly endsIn?: { readonly status: number; readonly code: string };
}

/** Every upload of plugins, as `<plugin>/<name>`. */
export const classifiedUploads: Readonly<Record<string, ClassifiedUpload>> = {
  'proofs/mockups': {
    gate: { door: 'staff', permission: 'proofs.edit' },
    fields: { work: 'w1' },
    endsIn: { status: 404, code: 'proofs.unknown' },
  },
  'proofs/offline': {
    gate: { door: 'staff', permission: 'proofs.record' },
    fields: {
      work: 'w1',
      question: '0190a000-0000-7000-8000-00000000dead',
      hash: 'a'.repeat(64),
      way: 'phone',
      name: 'Sarah',
      at: '2026-06-16T09:30',
      choice: 'approve',
    },
    endsIn: { status: 404, code: 'proofs.unknown' },
  },
  'tallies/papers': { gate: { door: 'staff', permission: 'orders.edit' } },
  'tallies/receipts': { gate: { door: 'portal', right: 'order' } },
};

/** Where they are, as the code has it. */
export const givenRoute = String.raw`given\/([a-z0-9-]{1,40})\/([a-z][A-Za-z0-9]{0,60})`;

type Plugins = Platform['registry']['plugins'];

const gatesIn = (plugins: Plugins): ReadonlyMap<string, Gate> =>
  new Map(
    plugins.flatMap(({ descriptor: { id }, server }) =>
      Object.entries(server.uploads ?? {}).map(([name, { gate }]) => [`${id}/${name}`, gate] as const),
    ),
  );

/** What is wrong with the list, held against the plugins: a sentence each. */
export function faultsOfUploads(plugins: Plugins, table = classifiedUploads): readonly string[] {
  const [gates, where] = [gatesIn(plugins), 'apps/server/test/matrix/given-subjects.ts'];
  const [ids, same] = [new Set(plugins.map(({ descriptor: { id } }) => id)), JSON.stringify];
  return [
    ...[...gates].flatMap(([name, gate]) => {
      const known = table[name];
      if (!known) return [`The upload "${name}" is not classified. Say who may give files there, in ${where}.`];
      return same(known.gate) === same(gate)
        ? []
        : [`The upload "${name}" lets in ${same(gate)}, and ${where} does not say so.`];
    }),
    ...Object.keys(table)
      .filter((name) => ids.has(name.split('/')[0]!) && !gates.has(name))
      .map((name) => `${where} knows the upload "${name}", the plugins do not.`),
  ];
}

/** Every upload of plugins that are there, given a file. */
export const givenSubjects = (plugins: Plugins): readonly Subject[] =>
  [...gatesIn(plugins).keys()].flatMap((name) => {
    const known = classifiedUploads[name];
    return known ? [subjectOf(name, known)] : [];
  });

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
