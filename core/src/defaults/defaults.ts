import { PlatformError, type Json, type KindPart } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { asideOf, callFor, canonical, diffContent, offersOf, type Change } from '../content/content.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json, type Call } from '../kernel/statement.ts';
import { unstorablePath } from '../json-input.ts';
import type { OfferedKind } from '../tenants/tenants.ts';
import { isEmpty, isGroup, laidOver, ownPart } from './filling.ts';
import { keptOfPlace, placeFields, type PlaceField } from './place.ts';
import * as store from './store.ts';

export { filledIn, isEmpty, laidOver } from './filling.ts';
export { newlyFilled, standing, type Plain, type Prefilled, type Source, type Standing } from './prefilled.ts';
export { defaultsOfAddresses, defaultsOfCustomer, defaultsOfToken, type DefaultRow } from './store.ts';
export { readShopDefaults, shopDefaultsOf } from './shop-defaults.ts';

/** A version of a default, as its history shows it. */
export interface DefaultVersion {
  readonly version: number;
  readonly at: Date;
  readonly by: Json;
  /** Of the staff member who made it; null for who is gone. */
  readonly name: string | null;
  /** What it changed. */
  readonly changes: readonly Change[];
}

/** What new orders of one kind begin with, for one customer, service or saved address. */
export interface KindDefaults {
  readonly kind: string;
  /** The plugin that owns the kind. */
  readonly plugin: string;
  /** Message key of the kind's name. */
  readonly title: string;
  readonly parts: readonly KindPart[];
  /** Of the place, for a saved address; none otherwise. */
  readonly fields: readonly PlaceField[];
  /** Of the default as it holds now; 0 while there is none. */
  readonly version: number;
  /** What it sets, labelled. */
  readonly lines: readonly Change[];
  /** The newest fifty; the newest first. */
  readonly versions: readonly DefaultVersion[];
}

/** A part of a default's form. */
export interface DefaultPart {
  readonly kind: string;
  readonly part: string;
  /** The version that the form was opened with; 0 where there was none. */
  readonly base: number;
  readonly form: Json;
}

/** Texts of a saved address's place, by key. */
export interface PlaceTexts {
  readonly kind: string;
  readonly base: number;
  readonly texts: Readonly<Record<string, string>>;
}

/** A version to go back to; 0 for none of it. */
export interface Restoring {
  readonly kind: string;
  readonly base: number;
  readonly version: number;
}

/** Whose defaults, with the rows of the preload that reads them. */
export type Holder =
  | { readonly scope: 'customer'; readonly customer: string; readonly rows: Rows }
  | { readonly scope: 'service'; readonly service: string; readonly rows: Rows }
  | { readonly scope: 'address'; readonly customer: string; readonly address: string; readonly rows: Rows };

type Rows = readonly (readonly unknown[])[];

/** Characters of a default's JSON: a draft holds it many times over. */
const largest = 50_000;

/** What is read of a customer's, in the round trip of the session. */
export const customerDefaultsPreload = (customer: string): readonly Call[] => [
  store.versionsOf({ scope: 'customer', subject: customer }),
  store.customerWith({ customer }),
];

export const serviceDefaultsPreload = (service: string): readonly Call[] => [
  store.versionsOf({ scope: 'service', subject: service }),
];

export const placeDefaultsPreload = (customer: string, address: string): readonly Call[] => [
  store.versionsOf({ scope: 'address', subject: address }),
  store.addressWith({ customer, address }),
];

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** What of a shop has settings of its own beside its customers. */
  readonly services: (call: Caller) => Promise<readonly { readonly id: string; readonly plugin: string }[]>;
  /** Brings a shop's kept copy up to date at once. */
  readonly changed: (call: Caller, version: number) => Promise<unknown>;
}

/** What new orders begin with: values that customers, services and saved addresses bring, each in versions. */
export type Defaults = ReturnType<typeof createDefaults>;

export function createDefaults({ database, newId, services, changed }: Dependencies) {
  return {
    /** Of every kind that the holder can have defaults for. An unknown holder is refused. */
    async of(call: Caller, holder: Holder): Promise<readonly KindDefaults[]> {
      const kinds = await kindsOf(call, holder);
      return kinds.map((offered) => shown(offered, holder));
    },

    /** What the form of one kind's parts is drawn with: an empty form with the default laid over it. */
    async form(call: Caller, holder: Holder, kind: string) {
      const { offered, current, blank } = await opened(call, holder, kind);
      const content = laidOver(blank, current.content);
      const customer = holder.scope === 'customer' ? holder.customer : undefined;
      const own = await callFor(call, offered, customer, content);
      const settings = own.shop.publicSettingsOf(offered.plugin);
      const [offers, aside] = [await offersOf(own, offered, customer), await asideOf(own, offered, customer)];
      return { plugin: offered.plugin, content, version: current.version, settings, offers, aside };
    },

    /** Keeps one part as its form has it; of that only what differs from an empty form. Answers the version that holds now. */
    async save(call: Caller, holder: Holder, { kind, part, base, form }: DefaultPart): Promise<{ version: number }> {
      const { offered, current, blank } = await opened(call, holder, kind);
      if (!offered.kind.parts.some(({ id }) => id === part)) throw new PlatformError(errors['not-found']);
      if (unstorablePath(form)) throw new PlatformError(errors['input.malformed']);
      const typed = offered.kind.merge(laidOver(blank, current.content), part, form);
      if (current.version !== base) throw stale({ typed, version: current.version });
      return keep(call, holder, { kind, base, current, content: ownPart(blank, typed) ?? {} });
    },

    /** Keeps what orders get with a saved address. Keys that the kind does not name are refused. */
    async savePlace(call: Caller, holder: Holder, { kind, base, texts }: PlaceTexts): Promise<{ version: number }> {
      const { offered, current } = await opened(call, holder, kind);
      const content = keptOfPlace(offered.kind, texts);
      if (content === undefined) throw new PlatformError(errors['input.malformed']);
      return keep(call, holder, { kind, base, current, content });
    },

    /** Makes a former version the newest again, or clears all of it. */
    async restore(call: Caller, holder: Holder, { kind, base, version }: Restoring): Promise<{ version: number }> {
      const { current } = await opened(call, holder, kind);
      const former = version === 0 ? nothing : rowsOf(holder, kind).find((row) => row.version === version);
      if (!former) throw new PlatformError(errors['not-found']);
      return keep(call, holder, { kind, base, current, content: former.content });
    },
  };

  /** The kinds that a holder can have defaults for. Refuses a holder that there is not. */
  async function kindsOf(call: Caller, holder: Holder): Promise<readonly OfferedKind[]> {
    const kinds = [...call.shop.kinds.values()];
    if (holder.scope === 'service') {
      const service = (await services(call)).find(({ id }) => id === holder.service);
      if (!service) throw new PlatformError(errors['not-found']);
      return kinds.filter(({ kind, plugin }) => plugin === service.plugin && kind.service !== undefined);
    }
    if (holder.rows[1]?.length === 0) throw new PlatformError(errors['not-found']);
    return holder.scope === 'customer' ? kinds : kinds.filter(({ kind }) => placeFields(kind).length > 0);
  }

  async function opened(call: Caller, holder: Holder, id: string) {
    const offered = (await kindsOf(call, holder)).find(({ kind }) => kind.id === id);
    if (!offered) throw new PlatformError(errors['not-found']);
    const { tenant } = call.shop;
    const blank = offered.kind.blank({ tenant, now: call.now, settings: call.shop.settingsOf(offered.plugin) });
    return { offered, blank, current: rowsOf(holder, id)[0] ?? nothing };
  }

  async function keep(
    call: Caller,
    holder: Holder,
    { kind, base, current, content }: { kind: string; base: number; current: Held; content: Json },
  ): Promise<{ version: number }> {
    if (current.version !== base) throw stale();
    if (canonical(content) === canonical(current.content)) return { version: base };
    if (json(content).length > largest) throw new PlatformError(errors['defaults.too-large']);
    const [[saved]] = await database.withTenant(call.shop.tenant.id).run(
      store.saveVersion({
        ...subjectOf(holder),
        tenant: call.shop.tenant.id,
        kind,
        base,
        content: json(content),
        before: json(current.content),
        by: byActor(call.actor),
        now: call.now,
        auditId: newId(call.now),
      }),
    );
    if (!saved) throw stale();
    await changed(call, saved.config_version);
    return { version: saved.version };
  }
}

/** Of a form it says what was typed, and on which version it may be kept nevertheless. */
const stale = (details?: { readonly typed: Json; readonly version: number }): PlatformError =>
  new PlatformError(errors['defaults.stale'], {}, details && { details });

type Held = Pick<store.DefaultRow, 'version' | 'content'>;

const nothing: Held = { version: 0, content: {} };

const rowsOf = ({ rows }: Holder, kind: string): readonly store.VersionRow[] =>
  (rows[0] as readonly store.VersionRow[]).filter((row) => row.kind === kind);

function shown({ kind, plugin }: OfferedKind, holder: Holder): KindDefaults {
  const rows = rowsOf(holder, kind.id);
  const ofPlace = holder.scope === 'address' ? placeFields(kind) : [];
  const labels =
    holder.scope === 'address' ? ofPlace.map(({ key, label, part }) => ({ path: key, label, part })) : kind.fields;
  const changesOf = (before: Json, after: Json): readonly Change[] =>
    diffContent({ fields: labels }, before, after).filter(
      (change) => change.label !== '' && !(isEmpty(change.before) && isEmpty(change.after)),
    );
  return {
    kind: kind.id,
    plugin,
    title: kind.title,
    parts: kind.parts,
    fields: withTexts(ofPlace, rows[0]?.content ?? {}),
    version: rows[0]?.version ?? 0,
    lines: changesOf({}, rows[0]?.content ?? {}),
    versions: rows.map(({ version, at, by, name, content }, nth) => ({
      version,
      at,
      by,
      name,
      changes: version > 1 && !rows[nth + 1] ? [] : changesOf(rows[nth + 1]?.content ?? {}, content),
    })),
  };
}

const withTexts = (fields: readonly PlaceField[], content: Json): readonly PlaceField[] =>
  fields.map((field) => ({ ...field, text: textAt(content, field.key) }));

function textAt(content: Json, key: string): string {
  const text = isGroup(content) ? content[key] : undefined;
  return typeof text === 'string' ? text : '';
}

function subjectOf(holder: Holder) {
  const { scope } = holder;
  switch (scope) {
    case 'customer':
      return { scope, subject: holder.customer, customer: holder.customer, address: null };
    case 'service':
      return { scope, subject: holder.service, customer: null, address: null };
    case 'address':
      return { scope, subject: holder.address, customer: holder.customer, address: holder.address };
  }
}
