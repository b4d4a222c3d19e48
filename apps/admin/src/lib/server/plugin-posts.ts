import { error, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { readForm } from '@docket/sdk/form';
import type { Json, PostedToPlugin } from '@docket/sdk';
import { expected, refused } from './refusals.ts';
import { addressOf, readScope } from './scope.ts';

/** What a form of a plugin's panel was told, for the page that shows it again. */
export interface PostedPanel {
  readonly plugin: string;
  readonly posted: PostedToPlugin;
}

/**
 * The form action of plugins' panels on an order's page: calls the plugin's own mutation with what was typed. Afterwards the page is
 * asked for anew, so that loading it again sends nothing twice.
 */
export async function postToPlugin({ request, params }: RequestEvent<{ number: string }>) {
  const { plugin, does, typed } = await sentTo(request);
  try {
    await readScope().plugins.staff.mutate(plugin, does, typed);
  } catch (thrown) {
    const { code, status, params: values, message, details } = expected(thrown);
    if (status === 404) error(status, message, { code, params: values });
    const refusal = { code, params: values, details: details as Json };
    return refused(thrown, {
      action: 'plugin' as const,
      panel: { plugin, posted: { does, typed, refusal } } satisfies PostedPanel,
    });
  }
  redirect(303, addressOf(`/orders/${params.number}?done=${plugin}.${does}`));
}

/** Anybody may post anything: what is no form is for nobody. */
async function sentTo(request: Request): Promise<{ plugin: string; does: string; typed: Json }> {
  const texts = [...(await request.formData())].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  try {
    const { plugin, does, ...typed } = readForm(texts);
    if (typeof plugin === 'string' && typeof does === 'string') return { plugin, does, typed };
  } catch {
    // Told below.
  }
  error(400, 'The request is not in the right form.', { code: 'input.malformed', params: {} });
}

/** What a panel's form did, as the address of the page after it says: a name of words, and nothing else. */
export const doneOf = ({ searchParams }: URL): string | null =>
  /^[a-z][\w-]{0,40}\.[A-Za-z]\w{0,60}$/.exec(searchParams.get('done') ?? '')?.[0] ?? null;
