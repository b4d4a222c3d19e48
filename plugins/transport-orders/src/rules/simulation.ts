import type { Issue, SettingScope } from '@docket/sdk';
import type { InitialStatus } from './pipeline.ts';

/** One rule that decided or was looked at, in the sequence of the decision; the words are `transport.ui.rule.<rule>`. */
export interface SimulatedRule {
  readonly rule: string;
  readonly params: Readonly<Record<string, string>>;
  /** True for the deadline that counts. */
  readonly decides: boolean;
}

/** What would become of an order. */
export interface Simulated {
  readonly becomes: 'accepted' | 'waits' | 'refused';
  readonly status: { readonly id: InitialStatus; readonly by: SettingScope };
  readonly isAvailable: boolean;
  readonly outcome: 'in-time' | 'late' | 'past' | 'closed';
  /** By the clock that counts; absent where orders do not close. */
  readonly deadline: { readonly day: string; readonly time: string; readonly place: string } | null;
  /** `YYYY-MM-DD`: the first day from the asked one on that is in time. */
  readonly next: string | null;
  readonly rules: readonly SimulatedRule[];
}

/** What the simulator answers: what can be chosen, and the result once enough was asked. */
export interface Simulation {
  readonly services: readonly {
    readonly id: string;
    readonly title: string;
    readonly levels: readonly { readonly id: string; readonly title: string }[];
  }[];
  /** What the shop's clock shows, to begin with; null once a moment was asked: the same question has the same answer. */
  readonly now: { readonly day: string; readonly time: string } | null;
  readonly zone: string;
  readonly issues: readonly Issue[];
  readonly result: Simulated | null;
}
