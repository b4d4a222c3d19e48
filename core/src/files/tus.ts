import { createReadStream } from 'node:fs';
import { Metadata, Server, type Upload } from '@tus/server';
import { PlatformError } from '@docket/sdk';
import type { Access, Caller } from '../access/access.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import { newId } from '../kernel/ids.ts';
import type { FileRow, Files, OpenDraft } from './files.ts';
import { ownerOf } from './owner.ts';
import { forTus } from './refusal.ts';
import { secondsToWait } from '../seconds-to-wait.ts';
import { UploadFolder } from './upload-folder.ts';

interface Dependencies {
  readonly files: Files;
  readonly access: Access;
}

/** Where uploads live: the prefix of the shop's addresses, and the upload's own name; empty to create one. */
export interface TusAddress {
  readonly base: string;
  readonly id: string;
}

/** Answers a request of an upload. */
export type TusHandler = (edge: Edge, request: Request, address: TusAddress) => Promise<Response>;

/** Who sends this request, to which draft. */
interface Sender {
  readonly call: Caller;
  readonly draft: OpenDraft;
  readonly base: string;
  /** Seconds that a refusal asks to wait. */
  retryAfter?: number | undefined;
}

/** The file that an upload became: its row the first time, its id later. */
type Finished = FileRow | { readonly id: string };

const ANY = { door: 'open' } as const;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const uploadId = /^[0-9a-f]{32}$/;
/** Where the id of the finished file stands: in the answer's header and in the upload's metadata. */
const FILE_HEADER = 'Docket-File';

const isDraftId = (value: string | null | undefined): value is string => uuid.test(value ?? '');

function metadataOf(request: Request): Upload['metadata'] {
  try {
    return Metadata.parse(request.headers.get('upload-metadata') ?? undefined);
  } catch {
    return undefined;
  }
}

/** Bytes of the upload that is to be created; what is no number is for the tus server to refuse. */
function lengthOf(request: Request): number {
  const bytes = Number(request.headers.get('upload-length') ?? 0);
  return Number.isInteger(bytes) && bytes > 0 ? bytes : 0;
}

/**
 * Resumable uploads (tus 1.0.0) into drafts. Metadata name the `draft` and the file's `name`. Each request, not only the
 * first, is answered only to who owns the draft; any other upload is unknown. The request that completes the upload
 * answers the file's row as JSON, and its id as `Docket-File`; asked again, it answers the same file.
 */
export function createTus({ files, access }: Dependencies): TusHandler {
  const folder = new UploadFolder(files);
  const senders = new WeakMap<object, Sender>();
  const finishing = new Map<string, Promise<Finished>>();
  const senderOf = (request: object): Sender => senders.get(request)!;

  const server = new Server({
    path: '/files/tus',
    datastore: folder,
    maxSize: files.limits.bytes,
    allowedOrigins: [],
    generateUrl: (request, { id }) => `${senderOf(request).base}/files/tus/${id}`,
    onUploadCreate: async (request, { metadata }) => {
      const { call, draft } = senderOf(request);
      // Settled before the first byte: whoever completes it, and however often, it becomes this one file.
      return { metadata: { draft: draft.id, name: metadata?.['name'] ?? '', becomes: newId(call.now) } };
    },
    onUploadFinish: async (request, upload) => {
      const sender = senderOf(request);
      const row = await finish(sender, upload).catch((error: unknown) => {
        if (error instanceof PlatformError) sender.retryAfter = secondsToWait(error.status, error.params);
        throw forTus(error);
      });
      const status = request.method === 'PATCH' ? { status_code: 200 } : {};
      return {
        ...status,
        headers: { [FILE_HEADER]: row.id, 'Content-Type': 'application/json' },
        body: JSON.stringify(row),
      };
    },
  });

  /** Makes the complete upload a file of the draft, once, also when it is asked for twice at the same time. */
  function finish(sender: Sender, upload: Upload): Promise<Finished> {
    const known = upload.metadata?.['file'];
    if (known) return Promise.resolve({ id: known });
    const running = finishing.get(upload.id) ?? takeOver(sender, upload).finally(() => finishing.delete(upload.id));
    finishing.set(upload.id, running);
    return running;
  }

  async function takeOver({ call, draft }: Sender, upload: Upload): Promise<FileRow> {
    const content = createReadStream(await folder.bytesOf(upload.id));
    try {
      const { name, becomes } = upload.metadata ?? {};
      const row = await files.receive(call, draft, { name: name ?? '', content, id: becomes ?? undefined });
      upload.metadata = { ...upload.metadata, file: row.id };
      await folder.note(upload);
      await folder.removeBytes(upload.id);
      return row;
    } catch (error) {
      content.destroy();
      // When there is room again it is asked for again, and nothing has to be sent twice.
      const mayCome = error instanceof PlatformError && error.code === errors['file.no-room'].code;
      if (error instanceof PlatformError && !mayCome) await folder.remove(upload.id);
      throw error;
    }
  }

  /** Opens the draft that the request is about, or answers like for one that does not exist. */
  async function senderFor(edge: Edge, base: string, draftId: string | null | undefined): Promise<Sender> {
    // Who may not send at all is told the same of every draft and upload.
    const { call, rows } = await access.enter(edge, ANY, isDraftId(draftId) ? files.draftReads(draftId) : []);
    if (!isDraftId(draftId)) throw new PlatformError(errors['not-found']);
    return { call, base, draft: files.draftFor(call, ownerOf(edge), rows) };
  }

  async function create(edge: Edge, request: Request, base: string): Promise<void> {
    const sender = await senderFor(edge, base, metadataOf(request)?.['draft']);
    await files.begin(sender.call, sender.draft, lengthOf(request));
    senders.set(request, sender);
  }

  /** Goes on with an upload; one that was complete when the process ended becomes its file now. */
  async function resume(edge: Edge, request: Request, { base, id }: TusAddress): Promise<string | undefined> {
    const upload = uploadId.test(id) ? await folder.find(id) : undefined;
    const sender = await senderFor(edge, base, upload?.metadata?.['draft']);
    senders.set(request, sender);
    if (request.method === 'PATCH') await files.requireRoom();
    if (request.method !== 'HEAD' || upload!.offset !== upload!.size) return undefined;
    return (await finish(sender, upload!)).id;
  }

  return async (edge, request, address) => {
    if (request.method === 'GET') throw new PlatformError(errors['not-found']);
    let file: string | undefined;
    if (address.id !== '') file = await resume(edge, request, address);
    else if (request.method === 'POST') await create(edge, request, address.base);
    const response = await server.handleWeb(request);
    if (file !== undefined) response.headers.set(FILE_HEADER, file);
    const wait = senders.get(request)?.retryAfter;
    if (wait !== undefined) response.headers.set('Retry-After', String(wait));
    return response;
  };
}
