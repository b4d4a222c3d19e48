import { groupOf, listOf, quoted, refuseUnknown, textField, type JsonGroup } from '@docket/sdk/content';
import type { CheckNotes } from '../codes.ts';
import type { Imprint, Ink } from '../content.ts';
import { readInkCode, splitInk } from '../inks.ts';
import { fullColor, type MethodAsks } from '../methods.ts';

const mostInks = 24;

interface InkContext {
  readonly asks: MethodAsks;
  readonly colors: Imprint['colors'];
  readonly path: string;
}

/** The inks, threads or films of a location. Lines in which nothing is typed are left out. */
export function readInks(notes: CheckNotes, typed: unknown, { asks, colors, path }: InkContext): Ink[] {
  const sent = listOf(typed);
  if (sent.length > mostInks) notes.refuse(path, 'inks-many', { most: mostInks });
  const inks = sent
    .slice(0, mostInks)
    .map((ink, at) => readInk(notes, groupOf(ink), asks.inks === 'ink', `${path}.${at}`))
    .filter(({ name, code }) => name !== '' || code !== '');
  if (inks.length === 0 && asks.inks !== 'none' && colors !== fullColor) notes.warn(path, 'inks-missing');
  if (typeof colors === 'number' && inks.length > colors) {
    notes.warn(path, 'inks-more-than-colors', { inks: inks.length, colors });
  }
  return inks;
}

/** An ink with its code as colour books write it. Codes that are no Pantone code stay as typed: threads have theirs. */
function readInk(notes: CheckNotes, sent: JsonGroup, isInk: boolean, path: string): Ink {
  refuseUnknown(notes, sent, ['name', 'code'], path);
  const name = textField(notes, sent, 'name', `${path}.name`, 60);
  const code = textField(notes, sent, 'code', `${path}.code`, 40);
  if (!isInk) return { name, code };
  const parts = code === '' ? splitInk(name) : { name, code: readInkCode(code) };
  if (!parts.code) return { name, code };
  if (parts.code.assumed)
    notes.warn(`${path}.code`, 'ink-assumed', { typed: quoted(code || name), code: parts.code.code });
  return { name: parts.name, code: parts.code.code };
}
