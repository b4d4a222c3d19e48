import type { Issue } from './issue.ts';
import type { Json } from './kind.ts';

/** A file as components see it: `href` downloads it, `preview` is a picture of it. */
export interface FormFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** `pending` while it is looked at: customers cannot have it yet; then `stored`, or `blocked`, which nobody can have. */
  readonly state: string;
  /** What inspection found; null while it still runs. */
  readonly facts: Json;
  readonly href: string;
  readonly preview: string;
}

/** A file that its customer sent with an earlier order. */
export interface ReusableFile extends FormFile {
  /** The last order that it was of. */
  readonly order: { readonly number: number; readonly prefix: string; readonly title: string };
  /** What belonged to it there, see `Kind.reuse`. */
  readonly as: Json;
}

/** An address that the customer keeps, to choose from. */
export interface SavedAddress {
  readonly id: string;
  readonly label: string;
  readonly value: Json;
}

/** Props of every `slot` entry; the slot's line in `slots` says what else it gets. */
export interface SlotProps {
  /** The plugin's public settings, as set for this shop. */
  readonly settings: Readonly<Record<string, Json>>;
}

/** What a form of a slot sent, and why it was refused; what was typed is kept. */
export interface PostedToPlugin {
  /** The plugin's own mutation. */
  readonly does: string;
  readonly typed: Json;
  /** Null where it was taken. */
  readonly refusal: {
    readonly code: string;
    readonly params: Readonly<Record<string, string | number>>;
    readonly details: Json;
  } | null;
}

/**
 * Props of an entry at a slot of an order. The page asks the plugin's own query that has the entry's id, with `{ order }` (its
 * id). A form of the slot posts to `action` with `plugin` and `does` beside its fields (`readForm`): the page calls that
 * mutation of the plugin with them, so it works without script. One that posts to `decide` with `approval`, `hash`, `choice`,
 * `reason` and `counter` (an amount as typed; with `currency` where that is not the shop's) answers a question. Several at once
 * repeat `approval` as `<id> <hash>`. What belongs to one of several forms may be called `reason.<id>`, so that ids differ. A
 * refusal comes back in `posted`, which then `does` `decide`; one of an upload comes back so, too, and `does` its name.
 */
export interface OrderSlotProps extends SlotProps {
  readonly order: { readonly id: string; readonly number: number; readonly prefix: string; readonly kind: string };
  /** What the plugin's query says; null where it has none, or refuses. */
  readonly answer: Json;
  readonly action: string;
  /** Path of this page, for forms that post elsewhere and lead back to it. */
  readonly page: string;
  /** Where the plugin’s own downloads are, without a slash at the end: `${files}/labels.pdf?order=…`. */
  readonly files: string;
  /** Where the plugin’s own uploads are, likewise: a form with files posts to `${give}/mockups`. */
  readonly give: string;
  /** Where files that were given are: `${given}/<id>/preview` is a picture of one, `${given}/<id>/<name>` the file itself. */
  readonly given: string;
  /** Where answers to questions go; absent for staff. */
  readonly decide?: string | undefined;
  /**
   * Where questions are, without a slash at the end: at `${approvals}/<id>/forward` a contact who may answer an open one asks a
   * colleague to; absent for staff.
   */
  readonly approvals?: string | undefined;
  /** Of this plugin, where its form was just sent. */
  readonly posted: PostedToPlugin | null;
  /** Rights of the contact, or permissions of the staff member, that looks. */
  readonly rights: readonly string[];
}

/** Props of an entry at `admin.home`. The page asks the plugin's own query that has the entry's id, with `{}`. */
export interface HomeSlotProps extends SlotProps {
  /** What the plugin's query says; null where it has none, or refuses. */
  readonly answer: Json;
  /** Where orders are, without a slash at the end: `${orders}/1042` is the page of one. */
  readonly orders: string;
}

/**
 * Props of an entry at `admin.customer.main`. The page asks the plugin's own query that has the entry's id, with `{ customer }` (its id),
 * and with `before` where its address says `?<entry's id>=…`: a link to `${page}?designs=…` leads to what comes after that.
 */
export interface CustomerSlotProps extends SlotProps {
  readonly customer: { readonly id: string; readonly name: string };
  /** Path of this page. */
  readonly page: string;
  /** What the plugin's query says; null where it has none, or refuses. */
  readonly answer: Json;
  /** Where orders are, without a slash at the end: `${orders}/1042` is the page of one. */
  readonly orders: string;
  /** Where files are: `${given}/<id>/preview` is a picture of one, `${given}/<id>/<name>` the file itself. */
  readonly given: string;
}

/**
 * Props of an entry at `admin.plugin.settings`. The page asks the plugin's own query that has the entry's id, with what its
 * address asks (`readForm`): a form that is sent by `get` works without script, and its answer can be linked to.
 */
export interface PluginSettingsProps extends SlotProps {
  /** What the address asks, as typed. */
  readonly asked: Json;
  /** What the plugin's query says to it; null where it has none, or refuses. */
  readonly answer: Json;
  /** Customers to choose from: those whose name `find` asks for, else the first ones; none where staff may not read them. */
  readonly customers: readonly { readonly id: string; readonly name: string }[];
}

/** Props of a `form` entry. It draws inputs named by path inside the page's form, and works without script. */
export interface FormProps {
  readonly part: string;
  /** The draft as typed, right or wrong. */
  readonly content: Json;
  /** The plugin's public settings. */
  readonly settings: Readonly<Record<string, Json>>;
  /** What the kind `offers` this customer; null where it offers nothing. */
  readonly offers: Json;
  /**
   * Paths of the optional fields that stand behind "+ Add information", as the kind's `fields` have them (`stops.*.dock`).
   * `OptionalFields` of `@docket/ui` draws by them; every other field stands in view.
   */
  readonly aside: readonly string[];
  /** What is wrong with this part; empty until it is time to say so. */
  readonly issues: readonly Issue[];
  readonly files: readonly FormFile[];
  /**
   * Files of earlier orders, newest first, where the part `reuses` them. A button that submits `_do` with `use-file:<field>.<id>` (as
   * `use-file:imprints.0.files.<id>`) puts a copy of one into the draft, its id under `<field>[]`; what follows after a space is for
   * the kind's `merge`, which gets all of it as `_do`. It works without script.
   */
  readonly earlier?: readonly ReusableFile[] | undefined;
  readonly door: 'portal' | 'public' | 'staff';
  readonly addresses: readonly SavedAddress[];
  /** `YYYY-MM-DD` at the shop. */
  readonly today: string;
  readonly units: 'inch' | 'mm';
  /** Tells the page of a change that no input event tells of: a row came or went. The page saves it. */
  changed(): void;
  /** Sends a file, resumable; `progress` runs from 0 to 1. Absent without script: then a plain file input posts it. */
  readonly upload?: ((file: File, progress: (share: number) => void) => Promise<FormFile>) | undefined;
}

/** One field that staff changed since it was sent. */
export interface ShownChange {
  readonly path: string;
  readonly label: string;
  /** Where the values of a choice have their words. */
  readonly words?: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** Props of a `view` entry: a kind's content, read-only. */
export interface ViewProps {
  readonly content: Json;
  readonly settings: Readonly<Record<string, Json>>;
  readonly files: readonly FormFile[];
  /** Of a draft under review: what the kind `offers` its customer. An order has all that it needs in its content. */
  readonly offers?: Json | undefined;
  readonly audience: 'customer' | 'staff';
  readonly units: 'inch' | 'mm';
  readonly changes?: readonly ShownChange[] | undefined;
}
