import type { Json, KindPart } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { savedAddresses } from '../customers/customers.ts';
import { defaultsOfAddresses, filledIn, newlyFilled, type DefaultRow, type Prefilled } from '../defaults/defaults.ts';
import type { Database } from '../kernel/database.ts';
import type { OfferedKind } from '../tenants/tenants.ts';
import { chosenAddresses, withAddresses, withPlaces, type Chosen, type FoundAddress } from './saved-address.ts';
import type { RequestRow } from './store.ts';

/** A part as its form has it, brought into the draft. */
export interface Merged {
  readonly part: KindPart;
  readonly draft: Pick<RequestRow, 'content' | 'prefilled'>;
  readonly content: Json;
}

/** A content with what was filled in beside what was typed. */
export interface Filled {
  readonly content: Json;
  readonly prefilled: Prefilled;
}

/** Fills in what chosen addresses, and a service chosen instead of another, bring. Reads only where there is something to read. */
export async function fillIn(database: Database, call: Caller, offered: OfferedKind, merged: Merged): Promise<Filled> {
  const placed = await fillAddresses(database, call, offered, merged);
  const usual = fillService(call, offered, { ...merged, content: placed.content });
  return { content: usual.content, prefilled: { ...placed.prefilled, ...usual.prefilled } };
}

async function fillAddresses(
  database: Database,
  call: Caller,
  offered: OfferedKind,
  { part, draft, content }: Merged,
): Promise<Filled> {
  const { shop, actor } = call;
  const mayHold = shop.defaults.addresses && part.placeKeys !== undefined;
  const chosen = chosenAddresses(part, draft.content, content).filter(({ isBare }) => isBare || mayHold);
  if (actor.type !== 'contact' || chosen.length === 0) return { content, prefilled: {} };
  const of = { customer: actor.customerId, ids: chosen.map(({ saved }) => saved) };
  const [found, kept = []] = await database
    .withTenant(shop.tenant.id)
    .run(savedAddresses(of), ...(mayHold ? [defaultsOfAddresses({ ...of, kind: offered.kind.id })] : []));
  return place(call, offered, { part, draft, content }, { chosen, found, kept });
}

interface Read {
  readonly chosen: readonly Chosen[];
  readonly found: readonly FoundAddress[];
  readonly kept: readonly DefaultRow[];
}

function place(call: Caller, offered: OfferedKind, { part, draft, content }: Merged, { chosen, found, kept }: Read) {
  const filled = withAddresses(content, chosen, found);
  const blank = blankOf(call, offered);
  return withPlaces(filled, chosen, kept, { kind: offered.kind, part, blank, prefilled: draft.prefilled });
}

function fillService(call: Caller, offered: OfferedKind, { draft, content }: Merged): Filled {
  const { kind } = offered;
  const service = kind.service?.(content);
  const isNew = service !== undefined && service !== kind.service?.(draft.content);
  const usual = isNew ? call.shop.defaults.ofService(kind.id, service) : undefined;
  if (!usual) return { content, prefilled: {} };
  const filled = filledIn(content, usual.content, blankOf(call, offered));
  const source = { source: 'service', subject: service!, version: usual.version };
  return { content: filled, prefilled: newlyFilled(kind.fields, content, filled, source) };
}

/** An empty form, as a draft begins with when nothing is filled in. */
export const blankOf = ({ shop, now }: Caller, { kind, plugin }: OfferedKind): Json =>
  kind.blank({ tenant: shop.tenant, now, settings: shop.settingsOf(plugin) });
