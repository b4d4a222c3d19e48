import { intake, PlatformError, type ContentField, type Issue, type Json, type KindPart } from '@docket/sdk';
import { countHits, hashToken, limitOf, networkOf, refuseBeyond, type Caller } from '../access/access.ts';
import { errors } from '../errors.ts';
import { unstorablePath } from '../json-input.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json, type Call } from '../kernel/statement.ts';
import type { Shop } from '../tenants/tenants.ts';
import { asideOf, callFor, canonical, checkContent, leaves, offersOf } from '../content/content.ts';
import { defaultsOfCustomer, defaultsOfToken, standing, type DefaultRow, type Plain } from '../defaults/defaults.ts';
import { begun } from './beginning.ts';
import { filesOfTarget } from './changing/store-changing.ts';
import { blankOf, fillIn, type Filled } from './filling.ts';
import { shownState } from './outcomes.ts';
import { offeredKind, owns, provenCustomer } from './requests.ts';
import * as store from './store.ts';

/** Who a stranger says to be, before the form opens (G-06). `trap` is the field that people do not see. */
export interface Introduction {
  readonly name: string;
  readonly email: string;
  readonly company: string;
  readonly trap: string;
}

/** A draft as its form shows it. */
export interface DraftPage {
  readonly id: string;
  readonly kind: string;
  readonly plugin: string;
  readonly title: string;
  readonly parts: readonly KindPart[];
  /** Labels of its fields, for conflicts. */
  readonly fields: readonly ContentField[];
  readonly content: Json;
  /** Version of each part, to be sent back when it is saved. */
  readonly versions: Readonly<Record<string, number>>;
  /** What of the plugin's settings may reach the customer's browser. */
  readonly settings: Readonly<Record<string, Json>>;
  /** What the kind offers this customer; null where it offers nothing, or the draft was sent. */
  readonly offers: Json;
  /** By path: what was filled in for its sender and still stands, and where it came from. */
  readonly prefilled: Readonly<Record<string, PrefilledValue>>;
  /** Paths of the optional fields that stand behind "+ Add information". */
  readonly aside: readonly string[];
  readonly issues: readonly Issue[];
  readonly files: readonly store.RequestFileRow[];
  readonly state: string;
  /** The order that it changes; null for a new one. */
  readonly order: string | null;
  readonly number: number | null;
  /** Letters before the number; null while there is none. */
  readonly prefix: string | null;
  readonly identity: store.RequestRow['identity'];
  readonly updatedAt: Date;
}

/** A value that was filled in, as its form shows it. */
export interface PrefilledValue {
  /** `customer`, `service`, `address`, or the id of a plugin. */
  readonly source: string;
  /** Of the default; null for what a plugin said. */
  readonly version: number | null;
  readonly value: Plain;
}

/** One part as it was submitted by its form. */
export interface PartForm {
  readonly id: string;
  readonly part: string;
  /** Version of the part that the form was opened with. */
  readonly base: number;
  readonly form: Json;
  /** Keep this version although the part was changed elsewhere. */
  readonly keepMine: boolean;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
}

type Rows = readonly (readonly unknown[])[];

/** Characters of a draft's JSON. */
const largest = 400_000;

/** Drafts: what is typed so far, right or wrong. */
export type Drafts = ReturnType<typeof createDrafts>;

export function createDrafts({ database, newId }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);

  /** Begins a draft; `owner` is the hash of the cookie that an anonymous one belongs to. */
  async function begin(
    call: Caller,
    rows: Rows,
    kindId: string,
    introduction: Introduction | null,
    owner: Buffer | null,
  ): Promise<string> {
    const offered = offeredKind(call, kindId);
    const { actor } = call;
    if (actor.type === 'contact' && !actor.rights.includes('order')) throw new PlatformError(errors['right.missing']);
    if (actor.type !== 'contact' && (introduction === null || owner === null))
      throw new PlatformError(errors['sign-in.needed']);
    if (actor.type !== 'contact') await countStranger(call);
    const id = newId(call.now);
    const people = actor.type === 'contact' ? { customerId: actor.customerId, contactId: actor.id } : {};
    const own = await callFor(call, offered, provenCustomer(call), null);
    const proposed = await own.shop.hooks.gather(intake.prefill, { kind: kindId, ...people }, own);
    const { content, prefilled } = begun(offered.kind, blankOf(own, offered), {
      customer: await customerDefault(call, rows, kindId),
      ofService: (service) => call.shop.defaults.ofService(kindId, service),
      proposed: proposed.answers,
    });
    const known = actor.type === 'contact';
    await tables(call).run(
      store.insertDraft({
        tenant: call.shop.tenant.id,
        id,
        kind: kindId,
        flow: offered.plugin,
        door: known ? 'portal' : 'public',
        customer: known ? actor.customerId : null,
        contact: known ? actor.id : null,
        identity: json(known ? {} : identityOf(introduction!)),
        proof: known ? 'session' : 'none',
        owner: known ? null : owner,
        content: json(content),
        prefilled: prefilled && json(prefilled),
        kindVersion: offered.kind.version,
        intent: 'create',
        order: null,
        baseVersion: null,
        now: call.now,
      }),
    );
    return id;
  }

  /** What orders of the caller's customer begin with; read with the session where the shop at the door knew of such. */
  async function customerDefault(call: Caller, [read]: Rows, kind: string): Promise<DefaultRow | undefined> {
    if (call.actor.type !== 'contact' || !call.shop.defaults.customers) return undefined;
    if (read) return (read as readonly DefaultRow[])[0];
    const [[row]] = await tables(call).run(defaultsOfCustomer({ customer: call.actor.customerId, kind }));
    return row;
  }

  /** Whoever holds no session may begin so many of a network. */
  async function countStranger(call: Caller): Promise<void> {
    const limits = [limitOf(call.shop, 'draftsPerNetwork', networkOf(call.address))];
    const [hits] = await tables(call).run(countHits(call.shop.tenant.id, limits, call.now));
    refuseBeyond(limits, hits, call.now);
  }

  /** The draft with everything its form needs. A foreign one answers like an unknown one. */
  async function open(call: Caller, owner: Buffer | null, rows: Rows): Promise<DraftPage> {
    const [drafts, files] = rows as [store.RequestRow[], store.RequestFileRow[]];
    const draft = owned(call, owner, drafts[0]);
    const offered = offeredKind(call, draft.kind);
    const customer = provenCustomer(call);
    const own = await callFor(call, offered, customer, draft.content);
    const [others] = draft.order_id === null ? [[]] : await tables(call).run(filesOfTarget({ request: draft.id }));
    const { issues } = checkContent(own, offered, draft.content, [...files, ...others]);
    return {
      id: draft.id,
      kind: draft.kind,
      plugin: offered.plugin,
      title: offered.kind.title,
      parts: offered.kind.parts,
      fields: offered.kind.fields,
      content: draft.content,
      versions: draft.part_versions,
      settings: own.shop.publicSettingsOf(offered.plugin),
      offers: draft.state === 'draft' ? await offersOf(own, offered, customer) : null,
      prefilled: prefilledIn(draft, offered.kind.fields),
      aside: await asideOf(own, offered, customer),
      issues,
      files: [...files, ...others],
      state: shownState(draft.state),
      order: draft.order_id,
      number: draft.order_number,
      prefix: draft.order_prefix,
      identity: draft.identity,
      updatedAt: draft.updated_at,
    };
  }

  /** Saves one part; refuses when the same part was changed elsewhere, unless this version is to be kept. */
  async function save(call: Caller, owner: Buffer | null, rows: Rows, { id, part, base, form, keepMine }: PartForm) {
    const draft = owned(call, owner, (rows[0] as store.RequestRow[])[0]);
    if (draft.state !== 'draft')
      throw new PlatformError(errors['draft.sent'], {}, { details: { number: draft.order_number } });
    if (unstorablePath(form)) throw new PlatformError(errors['input.malformed']);
    const offered = offeredKind(call, draft.kind);
    const { kind } = offered;
    const ownPart = kind.parts.find((known) => known.id === part);
    if (!ownPart) throw new PlatformError(errors['not-found']);
    const typed = kind.merge(draft.content, part, form);
    const filled = await fillIn(database, call, offered, { part: ownPart, draft, content: typed });
    const merged = filled.content;
    if (json(merged).length > largest) throw new PlatformError(errors['draft.too-large']);
    const stored = draft.part_versions[part] ?? 0;
    const changed = changedKeys(draft.content, merged);
    if (Object.keys(changed).length === 0) return { version: stored, savedAt: draft.updated_at, filled: {} };
    const expected = keepMine ? stored : base;
    const [[saved]] = await tables(call).run(
      store.savePart({ id, part, base: expected, ...written(ownPart, draft, filled), now: call.now }),
    );
    if (!saved)
      throw new PlatformError(
        errors['draft.changed-elsewhere'],
        {},
        { details: { theirs: draft.content, mine: merged, version: stored } },
      );
    return { version: saved.version, savedAt: saved.updated_at, filled: filledIn(ownPart, typed, merged) };
  }

  /** Throws a draft away, with its files. */
  async function discard(call: Caller, owner: Buffer | null, rows: Rows): Promise<void> {
    const draft = owned(call, owner, (rows[0] as store.RequestRow[])[0]);
    await tables(call).run(store.discardDraft({ id: draft.id }));
  }

  /** The contact's own drafts, newest first, with the title typed so far. */
  async function ofContact(call: Caller) {
    if (call.actor.type !== 'contact') return [];
    const [rows] = await tables(call).run(store.draftsOfContact({ contact: call.actor.id }));
    return rows.map(({ content, ...row }) => ({ ...row, title: titleOf(content) }));
  }

  return { begin, open, save, discard, ofContact };
}

function owned(call: Caller, owner: Buffer | null, draft: store.RequestRow | undefined): store.RequestRow {
  if (!draft || !owns(call, draft, owner)) throw new PlatformError(errors['not-found']);
  return draft;
}

const identityOf = ({ name, email, company, trap }: Introduction): Json => ({
  name,
  email,
  company,
  ...(trap !== '' && { trap }),
});

const titleOf = (content: Json): string => {
  const { title } = asGroup(content);
  return typeof title === 'string' ? title : '';
};

/** What beginning reads in the round trip of the session. */
export const beginPreload = ({ defaults }: Shop, kind: string, token: string | undefined): readonly Call[] =>
  defaults.customers && token !== undefined ? [defaultsOfToken({ token: hashToken(token), kind })] : [];

const prefilledIn = ({ prefilled, content }: store.RequestRow, fields: readonly ContentField[]) =>
  Object.fromEntries(
    standing(fields, prefilled, content).map(({ path, source, version, value }) => [path, { source, version, value }]),
  );

/** What a save writes: the part's own keys, and apart from them what was filled in for other parts. */
function written({ keys }: KindPart, draft: store.RequestRow, { content, prefilled }: Filled) {
  const changed = Object.entries(changedKeys(draft.content, content));
  const isOwn = ([key]: readonly [string, Json]): boolean => keys.includes(key);
  const beside = changed.filter((entry) => !isOwn(entry));
  return {
    changed: json(Object.fromEntries(changed.filter(isOwn))),
    beside: beside.length === 0 ? null : json(Object.fromEntries(beside)),
    seen: json(draft.part_versions),
    prefilled: Object.keys(prefilled).length === 0 ? null : json(prefilled),
  };
}

/** By path: values of the part that were filled in beside what its form sent, which the form does not show yet. */
function filledIn({ keys }: KindPart, typed: Json, content: Json): Readonly<Record<string, Plain>> {
  if (typed === content) return {};
  const sent = leaves(typed);
  const own = [...leaves(content)].filter(
    ([path, value]) => keys.includes(path.split('.')[0]!) && sent.get(path) !== value,
  );
  return Object.fromEntries(own);
}

/** The top-level keys in which the two differ: what a save writes, so that other parts stay as others left them. */
function changedKeys(before: Json, after: Json): Readonly<Record<string, Json>> {
  const [old, fresh] = [asGroup(before), asGroup(after)];
  return Object.fromEntries(
    Object.entries(fresh).filter(([key, value]) => !(key in old) || canonical(old[key]!) !== canonical(value)),
  );
}

const asGroup = (content: Json): Readonly<Record<string, Json>> =>
  content !== null && typeof content === 'object' && !Array.isArray(content)
    ? (content as Readonly<Record<string, Json>>)
    : {};
