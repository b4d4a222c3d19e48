import { error, fail, redirect } from '@sveltejs/kit';
import { readForm } from '@docket/sdk/form';
import { refusalOf } from '@docket/sdk/client';
import type { Json, OrderSlotProps, PostedToPlugin, SlotName } from '@docket/sdk';
import { textEntries } from '#lib/draft/form-entries.ts';
import type { Drawn } from '#lib/entries/drawn.ts';
import type { Me } from '#lib/core.ts';
import { linksOf } from '#lib/links.ts';
import { drawSlot } from './entries.ts';
import { refuse, toldOf } from './refusals.ts';
import { shopScope } from './scope.ts';

type Given = Omit<OrderSlotProps, 'settings' | 'posted'>;

interface ShownOrder {
  readonly order: Given['order'];
  readonly me: Me;
  /** The page that takes the forms; empty for the one that shows the blocks. */
  readonly page?: string;
}

/**
 * The blocks that plugins bring to a place of an order, each with what its plugin says of it: all are asked at once. One that asks
 * for a right that the contact lacks is not sent, nor that it is there.
 */
export async function orderBlocks(
  slot: SlotName,
  { order: { id, number, prefix, kind }, me, page = '' }: ShownOrder,
): Promise<readonly Drawn[]> {
  const shared = {
    order: { id, number, prefix, kind },
    page: linksOf(shopScope().base).order(number),
    action: `${page}?/plugin`,
    decide: `${page}?/decide`,
    approvals: linksOf(shopScope().base).approvals,
    rights: me.signedIn ? me.rights : [],
  };
  const blocks = drawSlot(slot).map(async (entry) => {
    const answer = await answerOf(entry, id);
    if (answer === undefined) return [];
    const { made, give, files: given } = linksOf(shopScope().base);
    const places = { files: made(entry.plugin), give: give(entry.plugin), given };
    return [
      { ...entry, given: { ...shared, ...places, answer, posted: null } satisfies Omit<OrderSlotProps, 'settings'> },
    ];
  });
  return (await Promise.all(blocks)).flat();
}

/**
 * A block that gets null shows what it can without; what is broken behind it takes no page down. Nothing where the contact lacks
 * the right to know.
 */
async function answerOf({ name, plugin }: Drawn, order: string): Promise<Json | undefined> {
  const { plugins, report } = shopScope();
  try {
    return await plugins.portal.query(plugin, name.slice(name.lastIndexOf(':') + 1), { order });
  } catch (thrown) {
    const { code } = refusalOf(thrown);
    if (code === 'internal') report(thrown);
    return code === 'right.missing' ? undefined : null;
  }
}

/** What a form of a plugin's block was told, for the page that shows it again. */
export interface PostedBlock {
  readonly plugin: string;
  readonly posted: PostedToPlugin;
}

/**
 * The form action of plugins' blocks: calls the plugin's own mutation with what was typed. Afterwards the page is asked for
 * anew, so that loading it again sends nothing twice.
 */
export async function postToPlugin(request: Request, page: string) {
  const { plugin, does, typed } = await sentTo(request);
  try {
    await shopScope().plugins.portal.mutate(plugin, does, typed);
  } catch (thrown) {
    const { status, ...told } = toldOf(thrown);
    if (status === 404) refuse(refusalOf(thrown));
    const { details } = refusalOf(thrown);
    const refusal = { code: told.code, params: told.params ?? {}, details: details as Json };
    return fail(status, { refusal: told, block: { plugin, posted: { does, typed, refusal } } satisfies PostedBlock });
  }
  redirect(303, `${page}?done=${plugin}.${does}`);
}

/** Anybody may post anything: what is no form is for nobody. */
async function sentTo(request: Request): Promise<{ plugin: string; does: string; typed: Json }> {
  try {
    const { plugin, does, ...typed } = readForm(textEntries(await request.formData()));
    if (typeof plugin === 'string' && typeof does === 'string') return { plugin, does, typed };
  } catch {
    // Told below.
  }
  error(400, 'The request is not in the right form.', { code: 'input.malformed' });
}

/** What a block's form did, as the address of the page after it says: a name of words, and nothing else. */
export const doneOf = ({ searchParams }: URL): string | null =>
  /^[a-z][\w-]{0,40}\.[A-Za-z]\w{0,60}$/.exec(searchParams.get('done') ?? '')?.[0] ?? null;
