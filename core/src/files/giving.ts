import {
  PlatformError,
  type Actor,
  type FilePicture,
  type GivenFile,
  type MadeUpFile,
  type OwnChange,
  type Question,
  type RecordedAnswer,
} from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import { json, type Call } from '../kernel/statement.ts';
import { findOrders, sightOf } from '../orders/orders.ts';
import type { Disk } from './disk.ts';
import type { Looking } from './looking.ts';
import { readPicture } from './pictures.ts';
import { only, type Arrived, type Receive, type Upload } from './receiving.ts';
import * as store from './store-given.ts';
import { countedUnder, refuseBeyondLimits, type Sender } from './upload-limits.ts';

/** To which plugin a file is given, and for which order. */
export interface GivenTo {
  readonly plugin: string;
  readonly order: string;
}

/** What of a plugin's write concerns its files. */
export type FilesChange = Pick<OwnChange, 'order' | 'files' | 'asks' | 'answers'>;

/** What is to become of one file; with `sha256` it has these very bytes. */
interface Wish {
  readonly order_id: string;
  readonly file_id: string;
  readonly does: store.Becoming;
  readonly sha256: string | null;
  /** Only where it was looked at. */
  readonly seen: boolean;
}

/** The files' part in a plugin's write. */
export interface FilesWrite {
  /** Runs in the transaction of the write, with its orders locked. */
  readonly call: Call<store.ChangedRow>;
  /**
   * Looks at what it answered. Refuses with `plugin.stale` what a question shows that is not there as it says, and like something
   * unknown what is no file of the plugin for this order; with `file.proof` what is to be removed and proves an answer, with
   * `file.pending` what a question shows before anybody has looked at it.
   */
  settled(rows: readonly store.ChangedRow[]): Settled;
}

/** What became of files. */
export interface Settled {
  /** Ids of those whose rows are gone. */
  readonly removed: readonly string[];
  /** Those that are there from now on, which nobody has looked at yet. */
  readonly kept: readonly Unseen[];
}

type Unseen = Pick<GivenFile, 'id' | 'name' | 'bytes' | 'sha256'>;

/** Files that plugins are given for orders, and those that they make. */
export interface Giving {
  /** Stores a file and answers its id; it is there for nobody until it is kept. Refuses as files of drafts are refused. */
  receive(call: Sender, to: GivenTo, upload: Upload): Promise<string>;
  /** See `OwnFiles.store`. */
  store(call: Sender, to: GivenTo, file: MadeUpFile): Promise<Unseen>;
  /** See `OwnFiles.picture`. */
  picture(call: Pick<Sender, 'shop' | 'actor'>, plugin: string, id: string): Promise<FilePicture | null>;
  /**
   * Hands these files, which came together, to `take` in this sequence. Its writes keep them, so that the plugin's rows and they are
   * there at once; throws where they leave one.
   */
  handOver(call: Caller, ids: readonly string[], take: (files: readonly GivenFile[]) => unknown): Promise<void>;
  /** Has those looked at that are kept for good. */
  look(call: Pick<Caller, 'shop'>, files: readonly Unseen[]): void;
  /** Removes those that nothing keeps. */
  drop(call: Caller, ids: readonly string[]): Promise<void>;
  /** See `OwnFiles.ofOrders`. */
  ofOrders(
    { shop, actor }: Pick<Caller, 'shop'> & { readonly actor: Actor },
    plugin: string,
    orders: readonly string[],
  ): Promise<readonly GivenFile[]>;
  /** Undefined where the changes concern no file. Throws a `TypeError` where they want two things of one. */
  writing(plugin: string, changes: readonly FilesChange[]): FilesWrite | undefined;
}

interface Dependencies {
  readonly database: Database;
  readonly disk: Disk;
  readonly receive: Receive;
  readonly look: Looking['add'];
}

export function createGiving({ database, disk, receive, look }: Dependencies): Giving {
  const tables = ({ shop }: Pick<Caller, 'shop'>) => database.withTenant(shop.tenant.id);

  async function insert(call: Sender, to: GivenTo, file: Arrived): Promise<string> {
    const row = { tenant: call.shop.tenant.id, ...to, ...file, by: byActor(call.actor), now: call.now };
    const [[inserted]] = await tables(call).run(store.insertGiven({ ...row, ...countedUnder(call, file.bytes) }));
    refuseBeyondLimits(call, inserted!);
    if (inserted!.id === null) throw new PlatformError(errors['not-found']);
    return inserted!.id;
  }

  return {
    receive: (call, to, upload) => receive(call, upload, (file) => insert(call, to, file)),
    store: async (call, to, { name, bytes }) => {
      const found = await findOrders(database, call.shop, call.actor, [to.order]);
      if (!found.has(to.order)) throw new PlatformError(errors['not-found']);
      return receive(call, { name, content: only(bytes) }, async (file) => {
        await insert(call, to, file);
        return file;
      });
    },
    picture: async ({ shop, actor }, plugin, id) => {
      const sight = sightOf(actor);
      if (!sight) return null;
      const [[row]] = await tables({ shop }).run(store.pictureOf({ ...sight, plugin, id }));
      return row ? readPicture(disk.previewOf(shop.tenant.id, id), row.preview) : null;
    },
    handOver: async (call, ids, take) => {
      const [rows] = await tables(call).run(store.unkept({ ids }));
      const here = new Map(rows.map((row) => [row.id, givenOf(row)]));
      const inTurn = ids.map((id) => here.get(id)).filter((file) => file !== undefined);
      // Swept meanwhile: it took more than a day.
      if (inTurn.length !== ids.length) throw new PlatformError(errors['file.cut-off']);
      await take(inTurn);
      const [left] = await tables(call).run(store.unkept({ ids }));
      if (left.length > 0) throw new TypeError(`A plugin took ${ids.length} files, and kept all but ${left.length}.`);
    },
    look: ({ shop }, files) => {
      for (const { id, name, bytes, sha256 } of files)
        look({ tenant_id: shop.tenant.id, id, name, bytes, sha256, inspected: false });
    },
    drop: async (call, ids) => {
      if (ids.length === 0) return;
      const [removed] = await tables(call).run(store.removeGiven({ ids }));
      await Promise.all(removed.map(({ id }) => disk.remove(call.shop.tenant.id, id)));
    },
    ofOrders: async ({ shop, actor }, plugin, orders) => {
      const sight = sightOf(actor);
      if (!sight || orders.length === 0) return [];
      const [rows] = await tables({ shop }).run(store.givenOfOrders({ ...sight, plugin, orders }));
      return rows.map(givenOf);
    },
    writing: (plugin, changes) => {
      const wishes = wishesOf(changes);
      if (wishes.length === 0) return undefined;
      return {
        call: store.changeGiven({ plugin, changes: json(wishes) }),
        settled: (rows) => settled(wishes, rows),
      };
    },
  };
}

/** What a question shows is shown to whoever sees the question. */
const picturesIn = (asks: readonly Question[] = []) => asks.flatMap(({ pictures = [] }) => pictures);

/** What proves an answer is kept, and shown to nobody by that. */
const evidenceIn = (answers: readonly RecordedAnswer[] = []) => answers.flatMap(({ offline }) => offline.evidence);

type Bytes = NonNullable<Question['pictures']>[number];

/** What can be wanted of one file in one write: it is kept and shown, and what proves something may be either. */
function both(one: store.Becoming, other: store.Becoming): store.Becoming | undefined {
  if (one === other) return one;
  if (one === 'remove' || other === 'remove') return undefined;
  if (one === 'prove') return other;
  if (other === 'prove') return one;
  return one === 'hide' || other === 'hide' ? undefined : 'keep-shown';
}

/** What is to become of each file, each once. */
function wishesOf(changes: readonly FilesChange[]): readonly Wish[] {
  const wishes = new Map<string, Wish>();
  const add = (wish: Wish): void => {
    const before = wishes.get(wish.file_id);
    const does = before ? both(before.does, wish.does) : wish.does;
    if (does === undefined || (before && before.order_id !== wish.order_id))
      throw new TypeError(`Two things are wanted of the file ${wish.file_id} in one write.`);
    const [known, wanted] = [before?.sha256 ?? wish.sha256, wish.sha256 ?? before?.sha256 ?? null];
    if (known !== wanted) throw new PlatformError(errors['plugin.stale']);
    wishes.set(wish.file_id, { ...wish, does, sha256: wanted, seen: wish.seen || (before?.seen ?? false) });
  };
  for (const { order, files: { keep = [], show = [], hide = [], remove = [] } = {}, asks, answers } of changes) {
    const all = (ids: readonly string[], does: store.Becoming): void =>
      ids.forEach((id) => add({ order_id: order, file_id: id, does, sha256: null, seen: false }));
    const these = (files: readonly Bytes[], does: store.Becoming, seen: boolean): void =>
      files.forEach(({ file, sha256 }) => add({ order_id: order, file_id: file, does, sha256, seen }));
    all(keep, 'keep');
    all(show, 'show');
    all(hide, 'hide');
    all(remove, 'remove');
    these(picturesIn(asks), 'show', true);
    these(evidenceIn(answers), 'prove', false);
  }
  return [...wishes.values()];
}

function settled(wishes: readonly Wish[], rows: readonly store.ChangedRow[]): Settled {
  if (rows.some(({ became }) => became === 'proof')) throw new PlatformError(errors['file.proof']);
  if (rows.some(({ became }) => became === 'unseen')) throw new PlatformError(errors['file.pending']);
  const done = new Set(rows.map(({ id }) => id));
  const missing = wishes.find(({ file_id: id }) => !done.has(id));
  if (missing) throw new PlatformError(errors[missing.sha256 === null ? 'not-found' : 'plugin.stale']);
  return {
    removed: rows.filter(({ became }) => became === 'removed').map(({ id }) => id),
    kept: rows.filter(({ became }) => became === 'kept'),
  };
}

const givenOf = ({ order_id: order, created_at: at, ...row }: store.GivenRow): GivenFile => ({
  ...row,
  order,
  at: at.toISOString(),
});
