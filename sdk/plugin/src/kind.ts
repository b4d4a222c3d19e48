import type { ShownLine, ShownValue } from './approval.ts';
import type { CallContext } from './context.ts';
import type { Issue } from './issue.ts';
import type { Pipeline } from './pipeline.ts';

/** A value that JSON can hold; content of drafts, requests and orders is made of these only. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A labelled place in a kind's content: drives diffs, conflicts, review and search. */
export interface ContentField {
  /** Form notation; `*` stands for each index or key: `garments.*.sizes.*`. */
  readonly path: string;
  /** Message key of its label. */
  readonly label: string;
  /** The part (stage) it belongs to. */
  readonly part: string;
  /**
   * Fields of one group are changed together: when two people changed something in the same group, neither change is taken
   * without somebody looking. Its part where it names none.
   */
  readonly group?: string;
  /** For a choice: where its values have their words; with `garment.method`, `dtg` is the message `garment.method.dtg`. */
  readonly words?: string;
  /** True for the field of the customer's own number for it, which `Summary.reference` repeats; at most one. */
  readonly reference?: true;
  /** True for what tells of a person: names, addresses, telephone numbers, notes. Erasing the person empties it. */
  readonly personal?: boolean;
  /**
   * For a field that may be left empty: where it stands in the form until the shop says otherwise, in view (`shown`) or
   * behind "+ Add information" (`aside`). The shop lays out fields that say so, and no others; the form's part draws them
   * as `FormProps.aside` says. A path with `*` is laid out for all rows alike. That of a whole list or group (`references`)
   * may be named for this, with a label of its own: it then stands as one.
   */
  readonly optional?: FieldPlace;
}

/** Where an optional field stands in a form: in view, or behind "+ Add information". */
export type FieldPlace = 'shown' | 'aside';

/** What lists and mails show of a content, stored in core columns. */
export interface Summary {
  readonly title: string;
  /** `YYYY-MM-DD` in the tenant's zone. */
  readonly dueOn?: string;
  /** In the kind's own unit (pieces, pallets). */
  readonly quantity: number;
  /** The customer's own number for it, e.g. a purchase order number. */
  readonly reference?: string;
  /** Words to find it by, beyond title, number and reference. */
  readonly search: string;
}

/** What a kind's validator may know besides the content itself. */
export interface CheckContext extends Pick<CallContext, 'tenant' | 'now' | 'settings' | 'origins'> {
  /** Files uploaded to this draft, by id, with what inspection found. */
  readonly files: ReadonlyMap<string, FileFacts>;
}

/** A file as validators see it. `facts` is the inspection's result, absent while it is still running. */
export interface FileFacts {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly facts?: Json;
}

/** Content that passed, or what stops it. `content` is present exactly when no issue refuses. */
export interface Checked<Content> {
  readonly content: Content | undefined;
  readonly issues: readonly Issue[];
}

/** What `offers` may know: the call, with the settings of the customer that the form is for. */
export interface OfferContext extends CallContext {
  /** Absent for a stranger. */
  readonly customerId?: string;
}

/** One part of a form: a page of its own, saved alone. Words are message keys. */
export interface KindPart {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** The stage that the task list groups it under. */
  readonly stage?: string;
  /**
   * Where it holds groups `{ saved, address }`, in form notation: `delivery`, or `stops.*` for each row. Choosing a saved
   * address by its id fills `address`, also where the page has no script.
   */
  readonly address?: string;
  /**
   * Keys of such a group, beside `address`, whose usual values the shop may keep with a saved address: they are filled in
   * with it. All are texts, and their labels are the kind's `fields`.
   */
  readonly placeKeys?: readonly string[];
  /** True where it takes files that its customer sent before: its form gets them as `FormProps.earlier`. */
  readonly reuses?: true;
  /** Top-level keys of the content that belong to it; no key belongs to two parts. */
  readonly keys: readonly string[];
}

/**
 * What has been recorded of an order beside its status: by id of a part of it, what happened there, and when (ISO 8601). What
 * was taken back is not in it.
 */
export type Marks = { readonly [part: string]: { readonly [type: string]: string } };

/** A part of an order that something may happen to. */
export interface MarkedPart {
  readonly id: string;
  readonly name: string;
  /** Message key of what is to be done there. */
  readonly about?: string;
  /** IANA zone of the place where it is: what happened there is told by its clock. Absent where the shop's clock counts. */
  readonly zone?: string;
}

/** What staff may record of parts of an order, beside its status: that something happened there. */
export interface Marking<Content extends Json = Json> {
  /**
   * What may happen, in the sequence in which it does. `done` has the words `mark.<kind>.done`; in the history of an order
   * `event.<kind>.done`, and `event.<kind>.done.undone` where it is taken back, with the `name` of the part. All of them together
   * are called `marking.<kind>`.
   */
  readonly types: readonly string[];
  /** The statuses in which it may be recorded. */
  readonly statuses: readonly string[];
  /** The parts of a content that it may happen to. An id stays with its part through changes. Never throws. */
  parts(content: Content): readonly MarkedPart[];
  /**
   * Where an order in this status goes by itself once these facts hold (see `status.facts`); nothing where it stays. It moves as
   * staff would move it: where the pipeline or a plugin does not allow it, it stays.
   */
  leads?(status: string, facts: readonly { readonly id: string; readonly value: string }[]): string | undefined;
}

/** How many packages of one order get labels. A kind tells of so many and of one more at most: that one says that there are more. */
export const mostPackages = 500;

/** One package of an order, as its label tells of it. Lines of an address as they are printed. */
export interface Package {
  /** Stays with its package through changes. */
  readonly id: string;
  readonly description: string;
  /** Which one of how many of its goods line, from 1. */
  readonly at: number;
  readonly of: number;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Grams; absent where it is not known. */
  readonly weight?: number;
  /** What has to be seen from outside, e.g. `UN 1263`. */
  readonly marks?: readonly string[];
}

/**
 * What pictures of a work are drawn from, to scale. Lengths are units of the drawing, from its left and top, unless they say
 * otherwise; outlines are SVG path data.
 */
export interface WorkDrawing {
  readonly width: number;
  readonly height: number;
  /** What it is made of, as closed outlines. */
  readonly cloth: readonly string[];
  /** Lines on it. */
  readonly seams: readonly string[];
  /** Drawn right side left; the place of the print is not. */
  readonly mirrored?: boolean;
  /** Units for an inch of the thing itself. */
  readonly perInch: number;
  /** Color of the material, `#rrggbb`; null where it is known by its name alone. */
  readonly shade: string | null;
  /**
   * Where the design goes: its middle, and its sides in inches. A side that is null follows from the artwork; at least one is
   * given. Null where the shop decides how large it is.
   */
  readonly print: {
    readonly x: number;
    readonly y: number;
    readonly width: number | null;
    readonly height: number | null;
  } | null;
}

/**
 * One thing that is made for an order and that its customer agrees to before: one design, at one place of one garment, panel
 * or page. What is shown of it is what is made, so all that matters to its making is in `spec`, `looks` or `files`.
 */
export interface Work {
  /** Stays with it through changes; unique in its order. */
  readonly id: string;
  /** What it is made on, e.g. `Gildan 5000, Black`. */
  readonly name: string;
  /** Where on it. */
  readonly place: ShownValue;
  /** How it is made, and how often: pieces by size, print size, inks. */
  readonly spec: readonly ShownLine[];
  /**
   * Labels of the lines of `spec` that say how the design itself is made, whatever it is made on: its size, its inks. They are
   * compared with those of an earlier approval of the same artwork. Absent: all of them.
   */
  readonly design?: readonly string[];
  /** What a picture of it shows. While it stays the same an older picture still fits, whatever else of `spec` changed. */
  readonly looks: Json;
  /** Ids of the artwork that it is made from, of the order's own files. */
  readonly files: readonly string[];
  readonly pieces: number;
  /** Absent where nothing is drawn of it. */
  readonly drawing?: WorkDrawing;
}

/**
 * A kind of request and order: its content's shape, form and pipeline, owned by one plugin. `Content` must be JSON; what it
 * has as `title` is what drafts and requests are called until they are orders.
 *
 * Drafts hold what was typed, right or wrong, so that nothing is lost; `check` alone decides what passes, for
 * every door alike.
 */
export interface Kind<Content extends Json = Json> {
  /** e.g. `garment`. Unique in a distribution. */
  readonly id: string;
  /** Raised when stored content needs `upgrade`. */
  readonly version: number;
  /** Message key of its name, e.g. `garment.kind`. */
  readonly title: string;
  /** The parts of its form, in order; the review is the core's and comes last. */
  readonly parts: readonly KindPart[];
  readonly fields: readonly ContentField[];
  /**
   * Places in the content, as `fields` write them, that `check` works out from the others: weights in kilograms, what an order
   * is called. They are nobody's change: a merge leaves them to the check, and no list of changes has them.
   */
  readonly derived?: readonly string[];
  readonly pipeline: Pipeline;
  /** A draft's start: what is typed already when the form opens. */
  blank(context: Pick<CheckContext, 'tenant' | 'now' | 'settings'>): Json;
  /**
   * Brings one part of a submitted form (see `readForm`) into the draft. Only this part's keys change. Must accept
   * anything: wrong values stay as typed.
   */
  merge(draft: Json, part: string, form: Json): Json;
  /**
   * The service that a content asks for, as one of `intake.services`: its settings hold for the request. Must accept
   * anything that was typed, and never throws.
   */
  service?(typed: Json): string | undefined;
  /**
   * What the form offers this customer: services to choose from, terms. Asked each time a form is opened, and handed to its
   * parts as `offers`. The form is not shown when it throws.
   */
  offers?(context: OfferContext): Json | Promise<Json>;
  /** The one validator. Never throws. */
  check(typed: Json, context: CheckContext): Checked<Content>;
  /** Ids of the files that the content refers to, with the place they belong to. */
  files(content: Content): readonly { readonly id: string; readonly path: string }[];
  /**
   * What of a content belongs to one of its files, so that it comes along where the file is used again (`FormProps.earlier`); null where
   * nothing does. Never throws.
   */
  reuse?(content: Content, file: string): Json;
  summary(content: Content): Summary;
  /** The packages that leave with it, for their labels, up to `mostPackages` and one; absent where a kind has none. Never throws. */
  packages?(content: Content): readonly Package[];
  /** What is made for it, piece of work by piece of work; absent where nothing is agreed on before. Never throws. */
  works?(content: Content): readonly Work[];
  /** Absent where nothing but the status is recorded of an order. */
  readonly marking?: Marking<Content>;
  /** Brings content stored by an older version of the kind to this one. */
  upgrade(from: number, content: Json): Content;
}

/** Declares a kind with its content type checked, and hands it on with the type erased for the platform. */
export const defineKind = <Content extends Json>(kind: Kind<Content>): Kind => Object.freeze(kind) as Kind;
