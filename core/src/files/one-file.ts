import { readPosted, type PostedFile } from './form-stream.ts';
import { cleanName } from './names.ts';

/** A file that is not kept, with all of its bytes. */
export interface HandedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The one file of a posted form, or what was pasted into its field `text`; undefined for a form with neither. Throws as
 * `readPosted` does, `file.too-large` beyond `mostBytes` of the whole form.
 */
export async function readOneFile(request: Request, mostBytes: number): Promise<HandedFile | undefined> {
  const files: HandedFile[] = [];
  const take = async ({ name, content }: PostedFile): Promise<undefined> => {
    const pieces: Uint8Array[] = [];
    for await (const piece of content) pieces.push(piece);
    files.push({ name: cleanName(name), bytes: Buffer.concat(pieces) });
  };
  const fields = new Map(await readPosted(request, mostBytes, take));
  const [file] = files.filter(({ bytes }) => bytes.byteLength > 0);
  // As it is: a tab at its end is an empty cell.
  const pasted = fields.get('text') ?? '';
  return file ?? (pasted.trim() !== '' ? { name: '', bytes: Buffer.from(pasted) } : undefined);
}
