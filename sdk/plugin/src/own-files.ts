import type { Json } from './kind.ts';

/** A file that a plugin was given for an order, see `Upload`. */
export interface GivenFile {
  readonly id: string;
  /** The order it was given for. */
  readonly order: string;
  readonly name: string;
  readonly bytes: number;
  /** Of its bytes, hex. */
  readonly sha256: string;
  /**
   * `receiving` until a write keeps it, `pending` until it was looked at, by inspection and by the installation's scanner if it has one:
   * contacts cannot have it before, and no question shows it. Then `stored`, or `blocked` where something was found that nobody may open.
   */
  readonly state: string;
  /** What inspection found; null while it still runs. */
  readonly facts: Json;
  /** True where contacts of the order's customer may have it. */
  readonly shown: boolean;
  readonly at: string;
}

/** A file that a plugin made. */
export interface MadeUpFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A picture that the platform drew of a file, with its sides in pixels: 1024 at most. */
export interface FilePicture {
  readonly bytes: Uint8Array;
  /** `image/webp` or `image/png`. */
  readonly type: string;
  readonly width: number;
  readonly height: number;
}

/** The most orders that are told of one `EarlierFile`. */
export const mostUses = 20;

/** Files of a customer's orders that have the same bytes: one, whatever it was called each time. */
export interface EarlierFile {
  /** Of its bytes, hex. */
  readonly sha256: string;
  /** The newest of them. */
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** What inspection found. */
  readonly facts: Json;
  /** The orders that it is of, newest first; at most `mostUses`. */
  readonly orders: readonly {
    readonly id: string;
    readonly number: number;
    readonly prefix: string;
    readonly title: string;
  }[];
}

/** Which of them: those with these bytes, and those older than the one with this id. */
export interface EarlierAsked {
  readonly sha256?: readonly string[];
  readonly before?: string;
}

/** The files that a plugin was given, and those that it made itself. */
export interface OwnFiles {
  /**
   * Those of these orders, oldest first, in one round trip; of orders that whoever calls may not see none, and for contacts
   * those alone that are shown.
   */
  ofOrders(orders: readonly string[]): Promise<readonly GivenFile[]>;
  /**
   * Stores a file that the plugin made for an order. It is there for nobody until a write names it under `OwnChange.files.keep`, and is
   * thrown away after a day without one; from then on it is as one that was given: inspected, and hidden until it is shown. Limits are
   * those of files that whoever calls gives. Refused with `not-found` for an order that whoever calls may not see.
   */
  store(order: string, file: MadeUpFile): Promise<Pick<GivenFile, 'id' | 'name' | 'bytes' | 'sha256'>>;
  /**
   * A picture of a file of an order, or of one that the plugin was given, as far as whoever calls may see it. Null where there is none, or
   * none yet.
   */
  picture(id: string): Promise<FilePicture | null>;
  /**
   * What a customer sent with its orders and what was added to them, once for the same bytes, newest first, a page at a time: files
   * that inspection has read and that harm nobody. In one round trip. For contacts those of the own portal alone, of another
   * customer none.
   */
  earlier(customer: string, asked?: EarlierAsked): Promise<readonly EarlierFile[]>;
}
