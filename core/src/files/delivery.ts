import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { MadeFile } from '@docket/sdk';
import { openIfThere } from './disk.ts';
import type { HeldFile } from './files.ts';
import { attachmentAs, cleanName, inlineAs } from './names.ts';
import { readRange, type ByteRange } from './range.ts';

/** On every file that leaves: it is saved, never shown, and were it shown it could do nothing. */
const harmless = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
};

function bodyOf(handle: FileHandle, { first, last }: ByteRange): ReadableStream {
  // Closes the handle at its end, and when the reader goes away.
  return Readable.toWeb(handle.createReadStream({ start: first, end: last })) as ReadableStream;
}

async function send(handle: FileHandle, request: Request, range: ByteRange, init: ResponseInit): Promise<Response> {
  const isEmpty = range.last < range.first;
  if (request.method !== 'HEAD' && !isEmpty) return new Response(bodyOf(handle, range), init);
  await handle.close();
  return new Response(null, init);
}

const isKnown = (request: Request, tag: string): boolean =>
  (request.headers.get('if-none-match') ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === tag);

/** A range of an older file than the one at hand is no range. */
function rangeOf(request: Request, tag: string, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  const condition = request.headers.get('if-range');
  return condition !== null && condition !== tag ? 'whole' : readRange(request.headers.get('range'), size);
}

/** The file as an attachment, whole or the range asked for. Undefined when its bytes are gone. */
export async function deliver(request: Request, { path, name, sha256, id }: HeldFile): Promise<Response | undefined> {
  const handle = await openIfThere(path);
  if (!handle) return undefined;
  const { size } = await handle.stat();
  const tag = `"${sha256 ?? id}"`;
  const headers = { ...harmless, ETag: tag, 'Accept-Ranges': 'bytes', 'Cache-Control': 'private, no-cache' };
  if (isKnown(request, tag)) {
    await handle.close();
    return new Response(null, { status: 304, headers });
  }
  const range = rangeOf(request, tag, size);
  if (range === 'unsatisfiable') {
    await handle.close();
    return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${size}` } });
  }
  const { first, last } = range === 'whole' ? { first: 0, last: size - 1 } : range;
  return send(
    handle,
    request,
    { first, last },
    {
      status: range === 'whole' ? 200 : 206,
      headers: {
        ...headers,
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': attachmentAs(name),
        'Content-Length': String(last - first + 1),
        ...(range !== 'whole' && { 'Content-Range': `bytes ${first}-${last}/${size}` }),
      },
    },
  );
}

/** The picture drawn of the file. Undefined when there is none, or none yet. */
export async function deliverPreview(request: Request, { preview, id }: HeldFile): Promise<Response | undefined> {
  const handle = await openIfThere(preview);
  if (!handle) return undefined;
  const { size } = await handle.stat();
  const tag = `"preview-${id}"`;
  // Asked for each time: whoever may have it now may not a moment later, and a browser is used by several people.
  const headers = { ...harmless, ETag: tag, 'Cache-Control': 'private, no-cache' };
  if (isKnown(request, tag)) {
    await handle.close();
    return new Response(null, { status: 304, headers });
  }
  const length = { 'Content-Type': 'image/webp', 'Content-Length': String(size) };
  return send(handle, request, { first: 0, last: size - 1 }, { headers: { ...headers, ...length } });
}

/** A picture whose address never stands for another one. Mails show it too, so other sites may. */
export function deliverForGood(request: Request, bytes: Buffer, type: string): Response {
  const body = request.method === 'HEAD' ? null : new Uint8Array(bytes);
  return new Response(body, {
    headers: {
      ...harmless,
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Type': type,
      'Content-Length': String(bytes.length),
    },
  });
}

/** What a browser shows by itself without running anything of it. */
const shown: ReadonlySet<string> = new Set(['application/pdf', 'image/png']);

/**
 * Shown in a frame of the same shop's pages, so that they can print it. Browsers show no PDF in a sandbox; what their viewer
 * needs is its own style alone.
 */
const showable = {
  ...harmless,
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'",
  'X-Frame-Options': 'SAMEORIGIN',
};

const mediaType = /^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,80}$/;

/** A file that was just made for whoever asks, and is kept nowhere. Throws a `TypeError` for what is no media type. */
export function deliverMade({ name, type, bytes, inline = false }: MadeFile): Response {
  if (!mediaType.test(type)) throw new TypeError(`"${type}" is no media type of a file.`);
  const isShown = inline && shown.has(type);
  const saved = cleanName(name);
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...(isShown ? showable : harmless),
      'Cache-Control': 'private, no-store',
      'Content-Type': type,
      'Content-Disposition': isShown ? inlineAs(saved) : attachmentAs(saved),
      'Content-Length': String(bytes.length),
    },
  });
}
