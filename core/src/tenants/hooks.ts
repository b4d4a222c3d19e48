import type { Hook, Issue, OwnRow, TraceStep } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import type { TenantHooks } from '../kernel/tenant-hooks.ts';

/** The hooks of a shop's active plugins, bound to it. */
export interface ShopHooks {
  ask<I, O>(
    hook: Hook<'first', I, O>,
    input: I,
    call: Caller,
  ): Promise<{ readonly value: O | undefined; readonly trace: readonly TraceStep[] }>;
  gather<I, O>(
    hook: Hook<'gather', I, O>,
    input: I,
    call: Caller,
  ): Promise<{
    readonly answers: readonly { readonly plugin: string; readonly value: O }[];
    readonly partial: boolean;
  }>;
  guard<I>(
    hook: Hook<'guard', I, never>,
    input: I,
    call: Pick<Caller, 'actor' | 'now' | 'isPreview'>,
  ): Promise<{ readonly issues: readonly Issue[]; readonly trace: readonly TraceStep[] }>;
  within<I>(
    hook: Hook<'within', I, never>,
    input: I,
    call: Caller,
  ): Promise<readonly { readonly plugin: string; readonly rows: readonly OwnRow[] }[]>;
  /** Names of those who want the event: of the core, then the active plugins. */
  subscribers<I>(hook: Hook<'event', I, void>): readonly string[];
  /** Hands an event to one of the plugins. */
  readonly deliver: TenantHooks['deliver'];
}
