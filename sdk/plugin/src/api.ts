import type * as z from 'zod';
import type { CallContext } from './context.ts';
import type { GivenFile } from './own-files.ts';

/** Who may call a procedure. There is no fourth way in: an ungated procedure cannot be written. */
export type Gate =
  | {
      readonly door: 'portal';
      readonly right?: string;
      /** Only within a day of proving the address: later it is refused with `proof.needed`. */
      readonly fresh?: boolean;
      /** Also for who came in by an e-mail address alone; without, such a session is refused with `proof.needed`. */
      readonly matched?: boolean;
    }
  | {
      readonly door: 'staff';
      /** Without one: whoever is signed in as staff, whatever the role holds. */
      readonly permission?: string;
      /** Only within a day of signing in with a password or a passkey: later it is refused with `proof.needed`. */
      readonly fresh?: boolean;
      /** Also for an operator who looks into the shop; without, a look opens queries of `orders.read`, `customers.read` and `audit.read` alone. */
      readonly looking?: boolean;
    }
  | {
      readonly door: 'open';
      /** As at the portal's door: such a session is nobody's guest where this does not stand. */
      readonly matched?: boolean;
    };

/** One procedure of a plugin, reachable as `x.<plugin>.<name>` for tenants where the plugin is active. */
export interface Procedure<I = unknown, O = unknown, T extends 'query' | 'mutation' = 'query' | 'mutation'> {
  readonly gate: Gate;
  readonly type: T;
  readonly input: z.ZodType<I>;
  run(input: I, context: CallContext): Promise<O> | O;
}

/** A file that a plugin makes when somebody asks for it. */
export interface MadeFile {
  readonly name: string;
  /** e.g. `application/pdf`. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /** True where the browser shows it instead of keeping it. */
  readonly inline?: boolean;
}

/**
 * A file that whoever passes the gate gets by GET at `/files/made/<plugin>/<name>`, below the shop's addresses; its input is
 * what the address asks (`?order=…`), as a form sends it: texts, which its schema makes more of. Browsers ask as often as
 * they like, so nothing is written here but what an event would write anyway.
 */
export interface Download<I = unknown> {
  readonly gate: Gate;
  readonly input: z.ZodType<I>;
  /** Undefined where there is nothing, or nothing that the caller may see: both answer alike. */
  make(input: I, context: CallContext): Promise<MadeFile | undefined> | MadeFile | undefined;
}

/** A plugin's files by name, e.g. `labels.pdf`. */
export type PluginDownloads = Readonly<Record<string, Download>>;

/**
 * Where whoever passes the gate gives files for an order, by POST of a form at `/files/given/<plugin>/<name>` below the shop's
 * addresses. Its fields stand before its files, `order` among them: gate and order are looked at before a byte is kept. Files are
 * received, inspected and refused as those of drafts are.
 */
export interface Upload<I = unknown> {
  readonly gate: Gate;
  /** The other fields of the form, all of which come before the files; always with `order`, a uuid. */
  readonly input: z.ZodType<I>;
  /** Files at once. */
  readonly most: number;
  /**
   * Called once, when all are here. They are there for nobody until a write of it keeps them (`OwnChange.files`): each of them has
   * to be kept, or the form is answered as failed. What it throws refuses the whole, and what is not kept does not stay.
   */
  take(input: I, files: readonly GivenFile[], context: CallContext): unknown;
}

/** A plugin's uploads by name, e.g. `mockups`. */
export type PluginUploads = Readonly<Record<string, Upload>>;

/** A plugin's procedures by name. */
export type PluginApi = Readonly<Record<string, Procedure>>;

type Builder = {
  readonly query: <I, O>(input: z.ZodType<I>, run: Procedure<I, O>['run']) => Procedure<I, O, 'query'>;
  readonly mutation: <I, O>(input: z.ZodType<I>, run: Procedure<I, O>['run']) => Procedure<I, O, 'mutation'>;
  readonly download: <I>(input: z.ZodType<I>, make: Download<I>['make']) => Download<I>;
  readonly upload: <I extends { readonly order: string }>(
    input: z.ZodType<I>,
    take: Upload<I>['take'],
    limits?: { readonly most?: number },
  ) => Upload<I>;
};

const builder = (gate: Gate): Builder => ({
  query: (input, run) => Object.freeze({ gate, type: 'query' as const, input, run }),
  mutation: (input, run) => Object.freeze({ gate, type: 'mutation' as const, input, run }),
  download: (input, make) => Object.freeze({ gate, input, make }),
  upload: (input, take, { most = 20 } = {}) => Object.freeze({ gate, input, take, most }),
});

/** For contacts in the portal, optionally only with a right (order, approve, pay…), or within a day of proving their address. */
export const portal = (right?: string, { fresh = false }: { readonly fresh?: boolean } = {}): Builder =>
  builder({ door: 'portal', ...(right !== undefined && { right }), ...(fresh && { fresh }) });

/** For staff who hold the permission, or within a day of proving who they are. */
export const staff = (permission: string, { fresh = false }: { readonly fresh?: boolean } = {}): Builder =>
  builder({ door: 'staff', permission, ...(fresh && { fresh }) });

/** For anybody who reaches the shop's address. */
export const open: Builder = builder({ door: 'open' });
