import type { Distribution, Json, SettingScope, TraceStep } from '@docket/sdk';
import * as z from 'zod';
import { messageOf, type Faults } from './faults.ts';
import { decryptSecret, type SecretKeys } from './secret-box.ts';
import { deepFreeze, fieldFacts, type FieldFacts, type SettingsOwner } from './settings-schema.ts';

/** Values of settings by key. */
export type Values = Readonly<Record<string, Json>>;

/** Values as stored per scope: as typed, secrets sealed. */
export type StoredSettings = Partial<Readonly<Record<'customer' | 'service' | 'tenant', Values>>>;

/** Settings as they hold for one tenant, or one customer or service of it; frozen through and through. */
export interface Resolved {
  /** Every key that has a value, secrets in plain: for the plugin's own server code only. */
  readonly values: Values;
  /** What of them may reach a customer's browser. */
  readonly public: Values;
  /** By key: which scope answered, and why the narrower ones did not. */
  readonly trace: Readonly<Record<string, readonly TraceStep[]>>;
}

/** Whose settings, of which version. */
export interface SettingsQuery {
  readonly tenantId: string;
  readonly plugin: string;
  /** Raised with every change: what was resolved of another version is not used. */
  readonly version: number;
  /** The customer and service asked for, when narrower scopes are stored. */
  readonly subject?: string;
  /** Asked only when nothing is kept. */
  readonly stored: () => StoredSettings;
}

/** What is wrong with a setting, in words for whoever sets it. */
export interface SettingsFault {
  readonly key: string;
  readonly message: string;
}

/** Resolves settings and keeps what it resolved. */
export interface Settings {
  /** Never fails for what is stored: an invalid value is a fault, and the next scope answers. */
  of(query: SettingsQuery): Resolved;
  /** What the schema's rules over several settings say against these layers, each by the first key of its path; nothing is kept. */
  faultsOf(query: Pick<SettingsQuery, 'tenantId' | 'plugin' | 'stored'>): readonly SettingsFault[];
}

interface SettingsOptions {
  readonly owners: readonly SettingsOwner[];
  readonly defaults: Distribution['defaults'];
  readonly keys: SecretKeys;
  readonly faults: Pick<Faults, 'record'>;
  /** Objects kept; the one used longest ago goes first. */
  readonly limit?: number;
}

const order = ['customer', 'service', 'tenant', 'distribution'] as const satisfies readonly SettingScope[];
const nothing: Resolved = deepFrozen({}, {}, {});

/** Settings of all owners: customer, then service, tenant, distribution, default, key by key. */
export function createSettings({ owners, defaults = {}, keys, faults, limit = 10_000 }: SettingsOptions): Settings {
  const known = new Map(
    owners.map((owner) => [owner.id, { owner, fields: owner.settings ? fieldFacts(owner.settings) : [] }]),
  );
  const kept = new Map<string, { readonly version: number; readonly resolved: Resolved }>();

  return {
    of(query) {
      const key = `${query.tenantId} ${query.plugin} ${query.subject ?? ''}`;
      const found = kept.get(key);
      const entry = found?.version === query.version ? found : { version: query.version, resolved: resolve(query) };
      kept.delete(key);
      kept.set(key, entry);
      if (kept.size > limit) kept.delete(kept.keys().next().value!);
      return entry.resolved;
    },
    faultsOf(query) {
      const fields = resolveFields(query).filter(({ typed }) => typed !== undefined);
      const typed = Object.fromEntries(fields.map(({ field, typed: value }) => [field.key, value]));
      const { error } = known.get(query.plugin)?.owner.settings?.safeParse(typed) ?? {};
      return error?.issues.map(({ path, message }) => ({ key: String(path[0] ?? ''), message })) ?? [];
    },
  };

  function resolveFields({ tenantId, plugin, stored }: Pick<SettingsQuery, 'tenantId' | 'plugin' | 'stored'>) {
    const fields = known.get(plugin)?.fields ?? [];
    if (fields.length === 0) return [];
    const layers = { ...stored(), distribution: defaults[plugin] as Values | undefined };
    return fields.map((field) => ({
      field,
      ...resolveField(field, layers, (sealed) => decryptSecret(keys, { tenantId, plugin, key: field.key }, sealed)),
    }));
  }

  function resolve(query: SettingsQuery): Resolved {
    const { tenantId, plugin } = query;
    const fields = resolveFields(query);
    if (fields.length === 0) return nothing;
    for (const { field, failures } of fields) {
      for (const error of failures) {
        faults.record({
          plugin,
          version: known.get(plugin)!.owner.version,
          hook: 'settings',
          tenantId,
          kind: 'invalid',
          error: `${field.key}: ${error}`,
        });
      }
    }
    const valued = fields.filter(({ value }) => value !== undefined);
    const open = valued.filter(({ field }) => field.visibility === 'public');
    const pick = (list: typeof valued): Values =>
      Object.fromEntries(list.map(({ field, value }) => [field.key, value!]));
    return deepFrozen(
      pick(valued),
      pick(open),
      Object.fromEntries(fields.map(({ field, trace }) => [field.key, trace])),
    );
  }
}

interface ResolvedField {
  /** The value as it was set, before it was parsed; absent where the default holds. */
  readonly typed?: Json;
  readonly value: Json | undefined;
  readonly trace: readonly TraceStep[];
  readonly failures: readonly string[];
}

type Layers = Partial<Readonly<Record<(typeof order)[number], Values | undefined>>>;

function resolveField(field: FieldFacts, layers: Layers, unseal: (sealed: string) => string): ResolvedField {
  const trace: TraceStep[] = [];
  const failures: string[] = [];
  for (const scope of order) {
    const values = layers[scope];
    if (values === undefined || !Object.hasOwn(values, field.key)) {
      trace.push({ by: scope, outcome: 'passed' });
    } else if (!field.scopes.has(scope)) {
      trace.push({ by: scope, outcome: 'skipped', reason: 'It may not be set there.' });
    } else {
      const read = readValue(field, values[field.key]!, unseal);
      if ('value' in read) return { ...read, trace: [...trace, { by: scope, outcome: 'answered' }], failures };
      trace.push({ by: scope, outcome: 'failed', reason: read.fault });
      failures.push(`${scope}: ${read.fault}`);
    }
  }
  // The start has checked that every setting does without a value.
  const value = field.schema.parse(undefined) as Json | undefined;
  return { value, trace: [...trace, { by: 'default', outcome: 'answered' }], failures };
}

function readValue(
  { schema, visibility }: FieldFacts,
  stored: Json,
  unseal: (sealed: string) => string,
): { value: Json; typed: Json } | { fault: string } {
  try {
    const typed = visibility === 'secret' ? unseal(sealedText(stored)) : stored;
    const parsed = schema.safeParse(typed);
    // Settings are JSON by their schema: the start refuses types that JSON Schema cannot hold.
    return parsed.success ? { value: parsed.data as Json, typed } : { fault: z.prettifyError(parsed.error) };
  } catch (error) {
    return { fault: messageOf(error) };
  }
}

/** Anything else than a string was never sealed; the empty text is refused as such. */
const sealedText = (stored: Json): string => (typeof stored === 'string' ? stored : '');

function deepFrozen(values: Values, open: Values, trace: Resolved['trace']): Resolved {
  return Object.freeze({ values: deepFreeze(values), public: deepFreeze(open), trace: Object.freeze(trace) });
}
