import { PlatformError, type FieldPlace, type KindPart } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { laidOut, layoutOf, neededInView, otherwise, type FormLayout } from '../content/content.ts';
import { coreSettings } from '../core-settings.ts';
import { errors } from '../errors.ts';
import type { Registry } from '../kernel/registry.ts';
import type { Call } from '../kernel/statement.ts';
import type { SettingsWriter } from './settings-writer.ts';
import { versionOf } from './store.ts';
import { ofTenant, settingsAt, type SettingRow } from './store-settings.ts';
import type { OfferedKind } from './tenants.ts';

/** A form that the shop lays out, in the list of them. */
export interface FormCard {
  readonly kind: string;
  /** Message key of the kind's name. */
  readonly title: string;
  readonly plugin: string;
  /** How many fields may be laid out, and how many of them stand where the shop wants them, not the kind. */
  readonly fields: number;
  readonly changed: number;
}

/** A field that may be left empty, with where it stands. */
export interface FormField {
  /** As the kind's fields have it: with `*` it is of every row. */
  readonly path: string;
  /** Message key of its label. */
  readonly label: string;
  readonly part: string;
  readonly standard: FieldPlace;
  readonly place: FieldPlace;
  /** Titles of plugins that have it in view for now, whatever the place. */
  readonly neededBy: readonly string[];
}

/** A kind's form as staff lay it out. */
export interface FormPage {
  readonly kind: string;
  readonly title: string;
  readonly plugin: { readonly id: string; readonly title: string };
  /** Those that have optional fields, in the sequence of the form. */
  readonly parts: readonly Pick<KindPart, 'id' | 'title'>[];
  readonly fields: readonly FormField[];
}

/** Where the fields of a kind's form are to stand; a field without a word goes where the kind puts it. */
export interface LayoutChange {
  readonly kind: string;
  readonly layout: FormLayout;
}

interface Dependencies {
  readonly registry: Registry;
  readonly writer: SettingsWriter;
}

type Rows = readonly (readonly unknown[])[];

/** What `save` reads, in the round trip of the session; the version first, as settings of services are read. */
export const formsPreload = (tenant: string): readonly Call[] => [versionOf({ id: tenant }), settingsAt(ofTenant)];

/** The forms of a shop's kinds: which of their optional fields stand in view, and which behind "+ Add information". */
export type Forms = ReturnType<typeof createForms>;

export function createForms({ registry, writer }: Dependencies) {
  return {
    /** Every kind that the shop offers. */
    list: ({ shop }: Caller): readonly FormCard[] =>
      [...shop.kinds.values()].map(({ kind, plugin }) => {
        const fields = laidOut(kind, layoutOf(shop, kind.id));
        const changed = fields.filter(({ standard, place }) => place !== standard).length;
        return { kind: kind.id, title: kind.title, plugin, fields: fields.length, changed };
      }),

    /** The form of one kind; one that the shop does not offer is refused. */
    async get(call: Caller, id: string): Promise<FormPage> {
      const { kind, plugin } = kindOf(call, id);
      const needed = await neededInView(call, kind);
      const fields = laidOut(kind, layoutOf(call.shop, id)).map(({ field: { path, label, part }, ...at }) => ({
        path,
        label,
        part,
        ...at,
        neededBy: (needed.get(path) ?? []).map(titleOf),
      }));
      const parts = kind.parts.filter((part) => fields.some((field) => field.part === part.id));
      return {
        kind: id,
        title: kind.title,
        plugin: { id: plugin, title: titleOf(plugin) },
        parts: parts.map(({ id: part, title }) => ({ id: part, title })),
        fields,
      };
    },

    /**
     * Lays a form out, for every form that is opened from now on; answers where each field stood before, for the way back.
     * Refuses a path that the kind has no optional field at, and what somebody else changed at the same moment
     * (`settings.stale`). What only says what the kind says is not kept.
     */
    async save(call: Caller, rows: Rows, { kind: id, layout }: LayoutChange): Promise<{ readonly before: FormLayout }> {
      const { kind } = kindOf(call, id);
      const [[{ config_version: version }], settings] = rows as [[{ config_version: number }], SettingRow[]];
      const stored = settings.find(({ plugin }) => plugin === coreSettings.id)?.value ?? {};
      const layouts = (stored['formLayout'] ?? {}) as Readonly<Record<string, FormLayout>>;
      const before = laidOut(kind, layouts[id] ?? {});
      const paths = new Set(before.map(({ field }) => field.path));
      if (Object.keys(layout).some((path) => !paths.has(path))) throw new PlatformError(errors['not-found']);
      const { [id]: _, ...others } = layouts;
      const own = otherwise(kind, layout);
      const after = { ...others, ...(Object.keys(own).length > 0 && { [id]: own }) };
      await writer.save(call, coreSettings, {
        at: ofTenant,
        version,
        stored: { tenant: stored },
        submitted: { formLayout: Object.keys(after).length > 0 ? after : null },
      });
      return { before: Object.fromEntries(before.map(({ field, place }) => [field.path, place])) };
    },
  };

  function titleOf(plugin: string): string {
    return registry.byId.get(plugin)?.descriptor.title ?? plugin;
  }
}

function kindOf({ shop }: Caller, id: string): OfferedKind {
  const offered = shop.kinds.get(id);
  if (!offered) throw new PlatformError(errors['not-found']);
  return offered;
}
