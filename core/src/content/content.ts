import {
  issue,
  type CheckContext,
  type Checked,
  type ContentField,
  type FileFacts,
  type Issue,
  type Json,
  type Summary,
} from '@docket/sdk';
import { matchesPath } from '@docket/sdk/form';
import type { Caller } from '../access/access.ts';
import { pluginContext } from '../plugin-context.ts';
import type { OfferedKind } from '../tenants/tenants.ts';

export { canonical, contentHash } from './canonical.ts';
export { asideOf, laidOut, layoutOf, neededInView, otherwise, type FormLayout } from './layout.ts';
export { acceptFields, mergeThree, proposals, type Merge, type Proposed } from './three-way.ts';

interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly facts: Json;
}

/**
 * What a kind's validator says of what was typed. A content that names any file but those at hand is refused whatever
 * the kind says: an order that held somebody else's file would open it.
 */
export function checkContent(
  call: Caller,
  offered: OfferedKind,
  typed: Json,
  files: readonly StoredFile[],
): Checked<Json> {
  const context = checkContextOf(call, offered, files);
  const checked = offered.kind.check(typed, context);
  if (checked.content === undefined) return checked;
  const foreign = offered.kind.files(checked.content).filter(({ id }) => !context.files.has(id));
  if (foreign.length === 0) return checked;
  const gone = foreign.map(({ path }): Issue => issue('refuse', 'file.gone', path));
  return { content: undefined, issues: [...checked.issues, ...gone] };
}

/**
 * The call as it runs for a customer and for the service that a content asks for: settings and hooks as they hold for them.
 * The same call where nothing narrower is set.
 */
export async function callFor(
  call: Caller,
  { kind }: OfferedKind,
  customerId: string | undefined,
  typed: Json,
): Promise<Caller> {
  const serviceId = kind.service?.(typed);
  const shop = await call.shop.narrowed({
    ...(customerId !== undefined && { customerId }),
    ...(serviceId !== undefined && { serviceId }),
  });
  return shop === call.shop ? call : { ...call, shop };
}

/** What a kind offers a customer on its form; `call` as `callFor` made it. */
export async function offersOf(
  call: Caller,
  { kind, plugin }: OfferedKind,
  customerId: string | undefined,
): Promise<Json> {
  if (!kind.offers) return null;
  return kind.offers(Object.assign(pluginContext(plugin, call), customerId !== undefined && { customerId }));
}

/** What a kind's validator may know: the shop, the moment, its plugin's settings and the files at hand. */
const checkContextOf = (call: Caller, { plugin }: OfferedKind, files: readonly StoredFile[]): CheckContext => ({
  tenant: call.shop.tenant,
  now: call.now,
  settings: call.shop.settingsOf(plugin),
  get origins() {
    return call.shop.originsOf(plugin);
  },
  files: new Map(files.map((file) => [file.id, factsOf(file)])),
});

const factsOf = ({ id, name, bytes, facts }: StoredFile): FileFacts => ({
  id,
  name,
  bytes,
  ...(facts !== null && { facts }),
});

/** What an order is found by besides its number: title, reference and the words of its kind. */
export const searchText = ({ title, reference, search }: Summary): string =>
  [title, reference, search].filter(Boolean).join(' ');

/** One field that differs; `before` or `after` is absent when the field came or went. */
export interface Change {
  readonly path: string;
  /** Message key of the field's label; empty for a field the kind does not label. */
  readonly label: string;
  /** Where the values of a choice have their words. */
  readonly words?: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** The fields in which two contents differ, in the sequence of the kind's labels, then of their paths. */
export function diffContent(fields: readonly ContentField[], before: Json, after: Json): readonly Change[] {
  const [old, fresh] = [leaves(before), leaves(after)];
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].filter((path) => old.get(path) !== fresh.get(path));
  const rank = (path: string): number => fields.findIndex((field) => matchesPath(field.path, path));
  return paths
    .map((path) => ({ path, rank: rank(path) }))
    .toSorted((a, b) => (a.rank === b.rank ? a.path.localeCompare(b.path) : rankOf(a.rank) - rankOf(b.rank)))
    .map(({ path, rank: at }) => change(path, fields[at], old.get(path), fresh.get(path)));
}

const rankOf = (rank: number): number => (rank < 0 ? Number.MAX_SAFE_INTEGER : rank);

type Leaf = null | boolean | number | string;

function change(
  path: string,
  field: ContentField | undefined,
  before: Leaf | undefined,
  after: Leaf | undefined,
): Change {
  return {
    path,
    label: field?.label ?? '',
    ...(field?.words !== undefined && { words: field.words }),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

/** Every value that is not a list or group, by its path in form notation. */
export function leaves(content: Json, path = ''): Map<string, Leaf> {
  if (content === null || typeof content !== 'object') return new Map([[path, content]]);
  const inside = Object.entries(content).flatMap(([key, child]) => [
    ...leaves(child, path === '' ? key : `${path}.${key}`),
  ]);
  return new Map(inside);
}

/** The labelled field at a path; undefined for a place that the kind does not label. */
export const fieldAt = (fields: readonly ContentField[], path: string): ContentField | undefined =>
  fields.find((field) => matchesPath(field.path, path));
