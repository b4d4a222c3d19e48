import { PlatformError } from '@docket/sdk';
import type { Access } from '../access/access.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Call } from '../kernel/statement.ts';
import { deliver, deliverForGood, deliverPreview } from './delivery.ts';
import type { Files, HeldFile } from './files.ts';
import { createFormPost, type SavePart } from './form-post.ts';
import { ownerOf } from './owner.ts';
import { refusalAnswer } from './refusal.ts';
import type { TusHandler } from './tus.ts';

/** Where the logos of shops are found: they are for everybody who comes to the shop. */
export interface Logos {
  reads(id: string): readonly Call[];
  /** The bytes of a picture of the rows; undefined when there is none. */
  picture(rows: readonly (readonly unknown[])[], format: string): Buffer | undefined;
}

interface Dependencies {
  readonly files: Files;
  readonly drafts: SavePart;
  readonly logos: Logos;
  readonly access: Access;
  /** Answers for an export by its id. */
  readonly exports: (edge: Edge, id: string) => Promise<Response>;
  /** Takes a file of customers in. */
  readonly imports: (edge: Edge, request: Request, base: string) => Promise<Response>;
  /** Answers with a file that a plugin makes. */
  readonly made: (edge: Edge, request: Request, plugin: string, name: string) => Promise<Response>;
  /** Takes files that a plugin is given. */
  readonly given: (edge: Edge, request: Request, address: GivenAddress) => Promise<Response>;
}

/** Where files are given to a plugin, and the prefix of the shop's addresses before it. */
interface GivenAddress {
  readonly base: string;
  readonly plugin: string;
  readonly name: string;
}

/** What of an address lies below `/files/`, and the prefix of the shop's addresses before it. */
export interface FilesAddress {
  readonly base: string;
  readonly path: string;
}

/** Answers everything below `/files/`. The caller has made sure that the request comes from no other site. */
export type FilesHandler = (edge: Edge, request: Request, address: FilesAddress) => Promise<Response>;

type Route = (edge: Edge, request: Request, base: string, found: readonly string[]) => Promise<Response>;

const ID = '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})';
const reading: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Forms of drafts, resumable uploads, downloads and previews. What is not the caller's answers like the unknown. */
export function filesHandler({
  files,
  drafts,
  logos,
  access,
  exports,
  imports,
  made,
  given,
}: Dependencies): FilesHandler {
  const post = createFormPost({ files, drafts, access });
  let tus: Promise<TusHandler> | undefined;

  async function loadTus(): Promise<TusHandler> {
    const { createTus } = await import('./tus.ts');
    return createTus({ files, access });
  }

  /** The file, when staff may have it; else when a customer or the owner of a draft may. */
  async function find(edge: Edge, id: string): Promise<HeldFile> {
    const forStaff = await findForStaff(edge, id);
    if (forStaff) return forStaff;
    const { call, rows } = await access.enter(edge, { door: 'open' }, files.fileReads(id));
    access.noteRead(edge, call);
    const found = files.fileFor(call, ownerOf(edge), rows);
    if (!found) throw new PlatformError(errors['not-found']);
    return found;
  }

  /** Staff come first: whatever else their browser holds does not stand in their way. */
  async function findForStaff(edge: Edge, id: string): Promise<HeldFile | undefined> {
    if (edge.cookies.get('staff') === undefined) return undefined;
    try {
      const { call, rows } = await access.enter(
        edge,
        { door: 'staff', permission: 'orders.read' },
        files.fileReads(id),
      );
      return files.fileFor(call, null, rows);
    } catch (error) {
      if (error instanceof PlatformError) return undefined;
      throw error;
    }
  }

  async function download(edge: Edge, request: Request, id: string): Promise<Response> {
    const file = await find(edge, id);
    if (file.isBlocked) throw new PlatformError(errors['file.dangerous']);
    if (file.isWithheld) throw new PlatformError(errors['file.pending']);
    return orUnknown(await deliver(request, file));
  }

  async function logo(edge: Edge, request: Request, id: string, format: string): Promise<Response> {
    const { rows } = await access.enter(edge, { door: 'open', matched: true }, logos.reads(id));
    const bytes = logos.picture(rows, format);
    return orUnknown(bytes && deliverForGood(request, bytes, `image/${format}`));
  }

  const routes: readonly { readonly methods?: ReadonlySet<string>; readonly path: RegExp; readonly answer: Route }[] = [
    {
      methods: new Set(['POST']),
      path: new RegExp(`^drafts/${ID}/([a-z0-9-]{1,60})$`),
      answer: (edge, request, base, [draft = '', part = '']) => post(edge, request, { base, draft, part }),
    },
    {
      path: /^tus(?:\/([^/]*))?$/,
      answer: async (edge, request, base, [id = '']) => (await (tus ??= loadTus()))(edge, request, { base, id }),
    },
    {
      methods: new Set(['GET']),
      path: new RegExp(`^exports/${ID}$`),
      answer: (edge, _request, _base, [id = '']) => exports(edge, id),
    },
    {
      methods: new Set(['POST']),
      path: /^customer-imports$/,
      answer: (edge, request, base) => imports(edge, request, base),
    },
    {
      methods: new Set(['GET']),
      path: /^made\/([a-z0-9-]{1,40})\/([a-z0-9][a-z0-9.-]{0,60})$/,
      answer: (edge, request, _, [plugin = '', name = '']) => made(edge, request, plugin, name),
    },
    {
      methods: new Set(['POST']),
      path: /^given\/([a-z0-9-]{1,40})\/([a-z][A-Za-z0-9]{0,60})$/,
      answer: (edge, request, base, [plugin = '', name = '']) => given(edge, request, { base, plugin, name }),
    },
    {
      methods: reading,
      path: new RegExp(`^logo/${ID}\\.(webp|png)$`),
      answer: (edge, request, _, [id = '', format = '']) => logo(edge, request, id, format),
    },
    {
      methods: reading,
      path: new RegExp(`^${ID}/preview$`),
      answer: async (edge, request, _, [id = '']) => orUnknown(await deliverPreview(request, await find(edge, id))),
    },
    {
      methods: reading,
      path: new RegExp(`^${ID}/[^/]+$`),
      answer: (edge, request, _, [id = '']) => download(edge, request, id),
    },
  ];

  return async (edge, request, { base, path }) => {
    try {
      for (const { methods, path: pattern, answer } of routes) {
        const found = pattern.exec(path);
        if (found && methods?.has(request.method) !== false) return await answer(edge, request, base, found.slice(1));
      }
      throw new PlatformError(errors['not-found']);
    } catch (error) {
      if (error instanceof PlatformError) return refusalAnswer(error, request);
      throw error;
    }
  };
}

function orUnknown(response: Response | undefined): Response {
  if (!response) throw new PlatformError(errors['not-found']);
  return response;
}
