import { entryOwner } from '@docket/sdk';
import { refusalOf } from '@docket/sdk/client';
import type { Json } from '@docket/sdk';
import { readScope } from './scope.ts';

/** The id of an entry at a slot, by its name in the registry: it is what its plugin's query is called. */
export const entryId = (name: string): string => name.slice(name.lastIndexOf(':') + 1);

/**
 * What a plugin's own query says to what the address of its page asks; null where it refuses, and where it has none. A
 * panel that gets null shows what it can without.
 */
export async function answerOfPlugin(plugin: string, name: string, asked: Json): Promise<Json> {
  try {
    return await readScope().plugins.staff.query(plugin, name, asked);
  } catch (thrown) {
    if (refusalOf(thrown).code === 'internal' && !isMissing(thrown)) throw thrown;
    return null;
  }
}

/** What the query of a panel, by its name in the registry, says to it. What is broken behind a panel takes no page down. */
export const answerToPanel = (name: string, asked: Json): Promise<Json> =>
  answerOfPlugin(entryOwner(name), entryId(name), asked).catch((thrown: unknown) => {
    readScope().report(thrown);
    return null;
  });

/** The caller's own word for a procedure that is not there for this shop. */
const isMissing = (thrown: unknown): boolean => (thrown as { readonly code?: unknown }).code === 'NOT_FOUND';
