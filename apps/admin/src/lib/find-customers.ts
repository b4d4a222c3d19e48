import { deserialize } from '$app/forms';
import type { FoundCustomers } from '@docket/ui/settings/form-context.ts';
import { findName, wordsName } from '@docket/ui/settings/setting-values.ts';
import type { CustomerSearch } from '@docket/ui/settings/setting-values.ts';

/**
 * Looks for customers as the page's own form does without script, but leaves the form as it is. Rejects when the server
 * cannot be reached or refuses.
 */
export async function findHere({ path, words }: CustomerSearch): Promise<FoundCustomers> {
  const body = new FormData();
  body.append(findName, path);
  body.append(wordsName(path), words);
  const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
  const answer = deserialize(await (await fetch(location.href, { method: 'POST', headers, body })).text());
  if (answer.type !== 'success') throw new Error('Customers could not be looked for.');
  return (answer.data as { readonly found: FoundCustomers }).found;
}
