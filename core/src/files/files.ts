import type { Readable } from 'node:stream';
import { PlatformError, type Json } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Log } from '../kernel/log.ts';
import { json, type Call } from '../kernel/statement.ts';
import { owns, requestById, type RequestRow } from '../requests/requests.ts';
import { type Disk, diskAt, openIfThere } from './disk.ts';
import { createEarlier, type Earlier, type Reusable } from './earlier.ts';
import { createGiving, type Giving } from './giving.ts';
import { createInspector } from './inspection/inspector.ts';
import { DEFAULT_LIMITS, type InspectionLimits } from './inspection/limits.ts';
import { createLooking } from './looking.ts';
import { createReceiving, only, type Arrived, type Upload } from './receiving.ts';
import { redraw, type Redrawn, type SentPicture } from './redraw.ts';
import { createRoom } from './room.ts';
import { createScanning } from './scanning/scanning.ts';
import type { Scanner } from './scanning/scanner.ts';
import * as store from './store.ts';
import { createSweeping } from './sweeping.ts';
import type { Tidings } from './tidings.ts';
import { countedUnder, refuseBeyondLimits } from './upload-limits.ts';

export { deliverMade } from './delivery.ts';
export type { Entry } from './form-stream.ts';
export { createGivenPost } from './given-post.ts';
export type { Giving, Settled } from './giving.ts';
export { readOneFile } from './one-file.ts';
export type { Redrawn, SentPicture } from './redraw.ts';
export { clamdAt, type ClamdPlace } from './scanning/clamd.ts';
export type { Scanner, Verdict } from './scanning/scanner.ts';
export { createRefusedForms, type SentForm } from './refused-forms.ts';
export type { FileRow } from './store.ts';
export { namedPage, readControl, seeOther } from './way-back.ts';

const MEGABYTE = 1024 * 1024;

/** What files may cost. */
export interface FileLimits {
  /** Bytes of one file. */
  readonly bytes: number;
  /** Files of one draft, and bytes of them together. */
  readonly perDraft: number;
  readonly bytesPerDraft: number;
  /** Bytes of the disk that no file takes. */
  readonly leastFree: number;
  /** Inspections at the same time, and what each may use. */
  readonly inspections: number;
  readonly inspection: InspectionLimits;
}

/** 50 MB a file, 100 files and 500 MB a draft, and 512 MB of the disk left free. */
export const fileLimits: FileLimits = {
  bytes: 50 * MEGABYTE,
  perDraft: 100,
  bytesPerDraft: 500 * MEGABYTE,
  leastFree: 512 * MEGABYTE,
  inspections: 2,
  inspection: DEFAULT_LIMITS,
};

/** A draft that the caller may add files to. */
export interface OpenDraft {
  readonly id: string;
  readonly files: number;
}

/** A file that the caller may have. */
export interface HeldFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string | null;
  readonly path: string;
  readonly preview: string;
  readonly isBlocked: boolean;
  /** True while it is not for the caller, but will be: nobody has looked at it yet, and the caller is none of the shop's staff. */
  readonly isWithheld: boolean;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** Where files lie: `<folder>/<tenant>/<id>`. */
  readonly folder: string;
  readonly clock: () => Date;
  readonly limits?: FileLimits;
  readonly log: Log;
  /** Absent: inspection alone decides whether a file is dangerous. */
  readonly scanner?: Scanner | undefined;
  /** Absent: nobody is told when a file is blocked. */
  readonly tidings?: Tidings | undefined;
}

/** Files: received whole or not at all, looked at by a child and by a scanner where there is one, handed to those who may have them. */
export interface Files {
  readonly limits: FileLimits;
  /** Takes up what was not looked at, now and every minute, and tidies up now and every hour. */
  start(): void;
  /** Ends inspections; what was not finished is taken up by another process, or by the next start. */
  stop(): Promise<void>;
  /** Resolves when every file received so far has been looked at. */
  settle(): Promise<void>;
  /** Reads for `draftFor`, to run before the caller is known; the first is the draft's own row. */
  draftReads(id: string): readonly Call[];
  /** The draft, when it is the caller's and not sent yet. A foreign one answers like an unknown one. */
  draftFor(call: Caller, owner: Buffer | null, rows: readonly (readonly unknown[])[]): OpenDraft;
  /**
   * Counts an upload that is to come in pieces before the first is there, under limits of its own; refuses what could not become a file
   * of the draft.
   */
  begin(call: Caller, draft: OpenDraft, bytes: number): Promise<void>;
  /** Refuses with `file.no-room` while the disk is nearly full. */
  requireRoom(): Promise<void>;
  /**
   * Stores a file of the draft and has it looked at. Refuses what is too large, too many, cut off or a program. What was received
   * under its id before is answered again.
   */
  receive(call: Caller, draft: OpenDraft, upload: Upload): Promise<store.FileRow>;
  /** The same for bytes at hand and a draft known to be the caller's: where code sends, not a person. */
  store(call: Caller, to: { readonly draft: string; readonly name: string }, bytes: Uint8Array): Promise<store.FileRow>;
  /**
   * Puts a file of the caller's own earlier orders into a draft, as a file of its own with the same bytes, counted as an upload.
   * What inspection found holds for it, too.
   */
  take(call: Caller, draft: OpenDraft, id: string): Promise<store.FileRow>;
  /** A page of what the calling contact's customer sent before, with what comes along in a draft of this kind. */
  reusable(call: Caller, kind: string, before?: string): Promise<readonly Reusable[]>;
  /** What a customer sent before, see `OwnFiles.earlier`. */
  readonly earlier: Earlier['of'];
  /** Reads for `fileFor` and `remove`. */
  fileReads(id: string): readonly Call[];
  /**
   * The file, when the caller may have it: owner of its draft, customer of its order, staff who read orders. Of one that a
   * plugin was given, its customer only while the plugin is active and shows it.
   */
  fileFor(call: Caller, owner: Buffer | null, rows: readonly (readonly unknown[])[]): HeldFile | undefined;
  /** Takes a file off a draft that is not sent yet. */
  remove(call: Caller, owner: Buffer | null, rows: readonly (readonly unknown[])[]): Promise<void>;
  /** Takes a file off the draft when the draft's content does not name it any more. */
  removeUnnamed(call: Caller, draft: OpenDraft, id: string): Promise<void>;
  /** A picture drawn anew, for everybody to see; what was sent is thrown away. Refuses what is no harmless picture. */
  redraw(picture: SentPicture): Promise<Redrawn>;
  /** Removes files whose rows are gone from the disk; one that stays behind is found by the sweep. */
  drop(tenant: string, ids: readonly string[]): Promise<void>;
  /** A file's bytes for code that has made sure who gets them; undefined when they are gone. */
  read(tenant: string, id: string): Promise<Readable | undefined>;
  /** A path for something that is not a file of a draft (yet). */
  aside: Disk['aside'];
  /** Files that plugins are given for orders. */
  readonly giving: Giving;
}

export function createFiles({
  database,
  newId,
  folder,
  clock,
  log,
  scanner,
  tidings,
  limits = fileLimits,
}: Dependencies): Files {
  const disk = diskAt(folder);
  const inspector = createInspector(limits.inspection);
  const scanning = scanner && createScanning({ database, disk, scanner, log, tidings, width: limits.inspections });
  const looking = createLooking({
    database,
    disk,
    inspector,
    scanning,
    tidings,
    clock,
    log,
    width: limits.inspections,
  });
  const earlier = createEarlier({ database, disk, newId });
  const requireRoom = createRoom(folder, limits.leastFree);
  const receiveFile = createReceiving({ disk, newId, mostBytes: limits.bytes, requireRoom });
  const sweeping = createSweeping({ database, disk, clock, log });
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);
  let started = Promise.resolve();

  /** Writes the row of a file of a draft, with `facts` where they are known already. */
  async function insert(call: Caller, draft: OpenDraft, file: Arrived, facts?: Json): Promise<store.FileRow> {
    const tenant = call.shop.tenant.id;
    const most = { mostFiles: limits.perDraft, mostBytes: limits.bytesPerDraft };
    const row = { tenant, request: draft.id, ...file, by: byActor(call.actor), now: call.now, ...most };
    const [[locked], [inserted]] = await tables(call).run(
      store.lockDraft({ id: draft.id }),
      store.insertFile({ ...row, facts: json(facts ?? null), ...countedUnder(call, file.bytes) }),
    );
    const kept = rowOf(inserted!);
    if (kept) return kept;
    refuseBeyondLimits(call, inserted!);
    throw new PlatformError(locked ? errors['file.too-many'] : errors['draft.sent']);
  }

  async function keep(call: Caller, draft: OpenDraft, file: Arrived): Promise<store.FileRow> {
    const kept = await insert(call, draft, file);
    if (kept.state === 'pending') looking.add({ tenant_id: call.shop.tenant.id, ...file, inspected: false });
    return kept;
  }

  function refuseFull({ files }: OpenDraft): void {
    if (files >= limits.perDraft) throw new PlatformError(errors['file.too-many']);
  }

  async function begin(call: Caller, draft: OpenDraft, bytes: number): Promise<void> {
    if (bytes > limits.bytes) throw new PlatformError(errors['file.too-large'], { megabytes: limits.bytes / MEGABYTE });
    refuseFull(draft);
    await requireRoom();
    const counted = { tenant: call.shop.tenant.id, ...countedUnder(call, bytes, 'begun') };
    const [[within]] = await tables(call).run(store.countBegun(counted));
    refuseBeyondLimits(call, within!);
  }

  async function receive(call: Caller, draft: OpenDraft, upload: Upload): Promise<store.FileRow> {
    refuseFull(draft);
    return receiveFile(call, upload, (file) => keep(call, draft, file));
  }

  return {
    limits,
    giving: createGiving({ database, disk, receive: receiveFile, look: (file) => looking.add(file) }),
    redraw: (picture) => redraw(disk, inspector, picture),
    aside: (shelf, name) => disk.aside(shelf, name),
    drop: async (tenant, ids) => {
      await Promise.all(ids.map((id) => disk.remove(tenant, id)));
    },
    read: async (tenant, id) => (await openIfThere(disk.pathOf(tenant, id)))?.createReadStream(),
    start: () => {
      // What comes back from the sweep's shelf is no file whose bytes are gone.
      started = sweeping.start().then(() => looking.start());
    },
    stop: async () => {
      await sweeping.stop();
      await started;
      await looking.stop();
    },
    settle: async () => {
      await started;
      await looking.settle();
    },
    draftReads: (id) => [requestById({ id }), store.heldBy({ request: id })],
    draftFor: (call, owner, [drafts, held]) => {
      const draft = (drafts as RequestRow[])[0];
      if (!draft || !owns(call, draft, owner)) throw new PlatformError(errors['not-found']);
      if (draft.state !== 'draft')
        throw new PlatformError(errors['draft.sent'], {}, { details: { number: draft.order_number } });
      return { id: draft.id, files: (held as store.HeldRow[])[0]?.files ?? 0 };
    },
    begin,
    requireRoom,
    receive,
    take: async (call, draft, id) => {
      refuseFull(draft);
      await requireRoom();
      return earlier.take(call, id, ({ facts, ...file }) => insert(call, draft, file, facts));
    },
    reusable: (call, kind, before) => earlier.reusable(call, kind, before),
    earlier: (call, customer, asked) => earlier.of(call, customer, asked),
    store: (call, { draft, name }, bytes) => receive(call, { id: draft, files: 0 }, { name, content: only(bytes) }),
    fileReads: (id) => [store.fileById({ id })],
    fileFor: (call, owner, [rows]) => {
      const file = (rows as store.GuardedFileRow[])[0];
      if (!file || isGone(file) || !mayHave(call, file, owner)) return undefined;
      const { id, name, bytes, sha256, state } = file;
      const tenant = call.shop.tenant.id;
      const places = { path: disk.pathOf(tenant, id), preview: disk.previewOf(tenant, id) };
      const isWithheld = state === 'pending' && !isOfShop(call);
      return { id, name, bytes, sha256, ...places, isBlocked: state === 'blocked', isWithheld };
    },
    remove: async (call, owner, [rows]) => {
      const file = (rows as store.GuardedFileRow[])[0];
      if (!file || !isOwner(call, file, owner)) throw new PlatformError(errors['not-found']);
      const [[removed]] = await tables(call).run(store.removeFile({ id: file.id }));
      if (!removed) throw new PlatformError(errors['draft.sent']);
      await disk.remove(call.shop.tenant.id, file.id);
    },
    removeUnnamed: async (call, draft, id) => {
      const [[removed]] = await tables(call).run(store.removeUnnamedFile({ id, request: draft.id }));
      if (removed) await disk.remove(call.shop.tenant.id, id);
    },
  };
}

/** Undefined when the draft takes none. */
function rowOf({ id, name, bytes, state, facts }: store.InsertedFile): store.FileRow | undefined {
  return id ? ({ id, name, bytes, state, facts } as store.FileRow) : undefined;
}

type Owned = Pick<store.GuardedFileRow, 'contact_id' | 'draft_token_hash'>;

/** Its bytes were not there to be looked at. Should they turn up, nobody knows what they are. */
const isGone = ({ facts }: store.FileRow): boolean =>
  typeof facts === 'object' && facts !== null && 'problem' in facts && facts['problem'] === 'missing';

/** `owns` reads nothing of a request but these two. */
const isOwner = (call: Caller, row: Owned, owner: Buffer | null): boolean =>
  owns(call, row as Parameters<typeof owns>[1], owner);

const isOfShop = ({ actor }: Caller): boolean => actor.type === 'staff' || actor.type === 'operator';

function mayHave(call: Caller, file: store.GuardedFileRow, owner: Buffer | null): boolean {
  const { actor } = call;
  if (actor.type === 'staff' || actor.type === 'operator')
    return file.request_state !== 'draft' && actor.permissions.includes('orders.read');
  if (file.plugin !== null && !call.shop.active.includes(file.plugin)) return false;
  return isOwner(call, file, owner) || (actor.type === 'contact' && file.customers.includes(actor.customerId));
}
