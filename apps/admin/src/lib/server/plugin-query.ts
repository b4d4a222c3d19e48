import { refusalOf } from '@docket/sdk/client';
import type { Json } from '@docket/sdk';
import { readScope } from './scope.ts';

type Query = (input: unknown) => Promise<Json>;

/**
 * What a plugin's own query says to what the address of its page asks; null where it refuses, and where it has none. A
 * panel that gets null shows what it can without.
 */
export async function answerOfPlugin(plugin: string, name: string, asked: Json): Promise<Json> {
  // Procedures of plugins are typed by their own interfaces: the pages know none of them.
  const { x } = readScope().staff as unknown as { readonly x: Record<string, Record<string, Query>> };
  try {
    return await x[plugin][name](asked);
  } catch (thrown) {
    if (refusalOf(thrown).code === 'internal' && !isMissing(thrown)) throw thrown;
    return null;
  }
}

/** The caller's own word for a procedure that is not there. */
const isMissing = (thrown: unknown): boolean => (thrown as { readonly code?: unknown }).code === 'NOT_FOUND';
