import type { Hook } from '@docket/sdk';
import type { Asked, Delivered, Dispatcher, Gathered, Guarded, Rows } from './dispatch.ts';
import { openCall, type Asking, type CallFacts, type ContextSource, type OpenCall } from './open-call.ts';

/** The hooks of one tenant's active plugins: the dispatcher's verbs with table, tenant and settings filled in. */
export interface TenantHooks {
  ask<I, O>(hook: Hook<'first', I, O>, input: I, asking: Asking): Promise<Asked<O>>;
  gather<I, O>(hook: Hook<'gather', I, O>, input: I, asking: Asking): Promise<Gathered<O>>;
  guard<I, O>(hook: Hook<'guard', I, O>, input: I, asking: Asking): Promise<Guarded>;
  within<I, O>(hook: Hook<'within', I, O>, input: I, asking: Asking): Promise<readonly Rows[]>;
  subscribers<I, O>(hook: Hook<'event', I, O>): readonly string[];
  deliver<I, O>(
    hook: Hook<'event', I, O>,
    delivery: { readonly plugin: string; readonly payload: unknown },
    asking: Asking,
  ): Promise<Delivered>;
}

/** Binds a dispatcher to a tenant as it is now; a change of its plugins or settings makes a new one. */
export function bindHooks(
  dispatcher: Dispatcher,
  tenant: Pick<CallFacts, 'table' | 'tenant'> & ContextSource,
): TenantHooks {
  const calls = new WeakMap<Asking, OpenCall>();
  const open = (asking: Asking): OpenCall => {
    const known = calls.get(asking);
    if (known) return known;
    const call = openCall({ ...tenant, asking });
    calls.set(asking, call);
    return call;
  };
  return {
    ask: async (hook, input, asking) => dispatcher.ask(hook, input, open(asking)),
    gather: async (hook, input, asking) => dispatcher.gather(hook, input, open(asking)),
    guard: async (hook, input, asking) => dispatcher.guard(hook, input, open(asking)),
    within: async (hook, input, asking) => dispatcher.within(hook, input, open(asking)),
    subscribers: (hook) => dispatcher.subscribers(hook, tenant),
    deliver: async (hook, delivery, asking) => dispatcher.deliver(hook, delivery, open(asking)),
  };
}
