/** What a breaker says of a tap before it is called. */
export type Passage = 'free' | 'probe' | 'skip';

/** Skips what keeps failing, per tenant and tap. A tap's key names plugin and hook. */
export interface Breaker {
  /** The tenant's troubled taps; undefined for one without trouble, which is all the hot path asks. */
  of(tenantId: string): TenantBreaker | undefined;
  /** Counts a failure. */
  failed(tenantId: string, key: string): void;
}

/** The breakers of one tenant. */
export interface TenantBreaker {
  /** `probe` is given to one caller once the rest is over; it must report by `succeeded` or `failed`. */
  passage(key: string): Passage;
  /** True while calls are skipped; does not start a probe. */
  isOpen(key: string): boolean;
  /** Closes the breaker after a probe. */
  succeeded(key: string): void;
}

interface BreakerOptions {
  /** Milliseconds. */
  readonly clock: () => number;
  /** This many failures… */
  readonly failures?: number;
  /** …within so many milliseconds open it… */
  readonly window?: number;
  /** …for so many milliseconds, after which one probe decides. */
  readonly rest?: number;
  /** Tenants remembered; the one that failed longest ago is forgotten first. */
  readonly tenants?: number;
}

interface State {
  /** Times of the newest failures, at most as many as open it. */
  failures: number[];
  /** When the rest began; undefined while closed. */
  openedAt: number | undefined;
  /** When the running probe began; one that never reports is given up after another rest. */
  probedAt: number | undefined;
}

/** Makes the breakers of a platform: five failures in a minute open one, half a minute later a probe may close it. */
export function createBreaker(options: BreakerOptions): Breaker {
  const { clock, failures = 5, window = 60_000, rest = 30_000, tenants = 1000 } = options;
  const troubled = new Map<string, Map<string, State>>();

  return {
    of(tenantId) {
      const states = troubled.size === 0 ? undefined : troubled.get(tenantId);
      return states && view(tenantId, states);
    },
    failed(tenantId, key) {
      const states = troubled.get(tenantId) ?? new Map<string, State>();
      // Set again, so that the map's own sequence is by last failure.
      troubled.delete(tenantId);
      troubled.set(tenantId, states);
      if (troubled.size > tenants) troubled.delete(troubled.keys().next().value!);
      states.set(key, afterFailure(states.get(key), clock()));
    },
  };

  function afterFailure(state: State | undefined, now: number): State {
    if (state?.probedAt !== undefined) return { failures: [], openedAt: now, probedAt: undefined };
    // A failure of a call that began before it opened changes nothing.
    if (state?.openedAt !== undefined) return state;
    const recent = [...(state?.failures ?? []).filter((at) => now - at < window), now];
    return recent.length >= failures
      ? { failures: [], openedAt: now, probedAt: undefined }
      : { failures: recent, openedAt: undefined, probedAt: undefined };
  }

  function isOpen(state: State | undefined): boolean {
    return state?.openedAt !== undefined && (clock() - state.openedAt < rest || isProbing(state));
  }

  function isProbing({ probedAt }: State): boolean {
    return probedAt !== undefined && clock() - probedAt < rest;
  }

  function view(tenantId: string, states: Map<string, State>): TenantBreaker {
    return {
      passage(key) {
        const state = states.get(key);
        if (state?.openedAt === undefined) return 'free';
        if (isOpen(state)) return 'skip';
        state.probedAt = clock();
        return 'probe';
      },
      isOpen: (key) => isOpen(states.get(key)),
      succeeded(key) {
        states.delete(key);
        if (states.size === 0) troubled.delete(tenantId);
      },
    };
  }
}
