import type * as z from 'zod';
import type { CallContext } from './context.ts';

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

/** A plugin's procedures by name. */
export type PluginApi = Readonly<Record<string, Procedure>>;

type Builder = {
  readonly query: <I, O>(input: z.ZodType<I>, run: Procedure<I, O>['run']) => Procedure<I, O, 'query'>;
  readonly mutation: <I, O>(input: z.ZodType<I>, run: Procedure<I, O>['run']) => Procedure<I, O, 'mutation'>;
};

const builder = (gate: Gate): Builder => ({
  query: (input, run) => Object.freeze({ gate, type: 'query' as const, input, run }),
  mutation: (input, run) => Object.freeze({ gate, type: 'mutation' as const, input, run }),
});

/** For contacts in the portal, optionally only with a right (order, approve, pay…), or within a day of proving their address. */
export const portal = (right?: string, { fresh = false }: { readonly fresh?: boolean } = {}): Builder =>
  builder({ door: 'portal', ...(right !== undefined && { right }), ...(fresh && { fresh }) });

/** For staff who hold the permission, or within a day of proving who they are. */
export const staff = (permission: string, { fresh = false }: { readonly fresh?: boolean } = {}): Builder =>
  builder({ door: 'staff', permission, ...(fresh && { fresh }) });

/** For anybody who reaches the shop's address. */
export const open: Builder = builder({ door: 'open' });
