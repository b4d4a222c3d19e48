import type { PlatformError, PostedToPlugin } from '@docket/sdk';
import { seeOther } from './files/files.ts';

/** What became of a form with files that a browser posted without script, where it was refused; `does` is the upload's name. */
export interface RefusedUpload {
  readonly plugin: string;
  readonly posted: PostedToPlugin & { readonly refusal: NonNullable<PostedToPlugin['refusal']> };
}

/** The same as an address says it: what was typed is kept under an id, since addresses are written into logs. */
export interface ToldRefusal {
  readonly plugin: string;
  readonly does: string;
  readonly refusal: RefusedUpload['posted']['refusal'];
  /** Undefined where nothing was kept. */
  readonly kept: string | undefined;
}

/** Leads back to the page, whose address then says what was refused and why. */
export function refusedAt(
  page: string,
  { plugin, name, kept }: { readonly plugin: string; readonly name: string; readonly kept: string | undefined },
  { code, params }: PlatformError,
): Response {
  const said = Object.entries(params).map(([key, value]) => [key, String(value)]);
  const told = { refused: code, block: `${plugin}.${name}`, ...(kept !== undefined && { kept }) };
  return seeOther(page, { ...Object.fromEntries(said), ...told });
}

/** Reads the address that `refusedAt` leads to; undefined for one that tells of no refusal. */
export function toldRefusal(query: Iterable<readonly [string, string]>): ToldRefusal | undefined {
  const { refused, block = '', kept, ...params } = Object.fromEntries(query);
  const [, plugin, does] = /^([a-z][a-z0-9-]{0,40})\.([a-z][A-Za-z0-9]{0,60})$/.exec(block) ?? [];
  if (!refused || !plugin || !does) return undefined;
  return { plugin, does, refusal: { code: refused, params, details: null }, kept };
}
