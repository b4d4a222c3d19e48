import type { Json, SettingScope } from '@docket/sdk';
import * as z from 'zod';
import { encryptSecret, type SecretKeys } from '../kernel/secret-box.ts';
import { fieldFacts, type FieldFacts, type SettingsOwner } from '../kernel/settings-schema.ts';
import type { SettingsFault, Values } from '../kernel/settings.ts';

/** Stored values as staff may see them: secrets are write-only, so only which of them are set. */
export interface Masked {
  readonly values: Values;
  readonly secretsSet: readonly string[];
}

/** Takes the secrets out of what is stored. Keys that the owner no longer has are left out as well. */
export function maskSettings({ settings }: SettingsOwner, stored: Values): Masked {
  const fields = settings ? fieldFacts(settings).filter(({ key }) => Object.hasOwn(stored, key)) : [];
  const secret = ({ visibility }: FieldFacts): boolean => visibility === 'secret';
  const shown = fields.filter((field) => !secret(field));
  return {
    values: Object.fromEntries(shown.map(({ key }) => [key, stored[key]!])),
    secretsSet: fields.filter(secret).map(({ key }) => key),
  };
}

/** A change of what is stored at one scope: a key that is absent stays, `null` removes it, so that a wider scope holds. */
export interface SettingsChange {
  readonly tenantId: string;
  readonly scope: Extract<SettingScope, 'customer' | 'service' | 'tenant'>;
  readonly stored: Values;
  readonly submitted: Readonly<Record<string, Json>>;
}

/** What to store, secrets sealed; or what is wrong, by key. */
export type SettingsAccepted =
  | { readonly ok: true; readonly stored: Values }
  | { readonly ok: false; readonly faults: readonly SettingsFault[] };

/** Checks a change field by field, strictly: nothing is stored that would not resolve. */
export function acceptSettings(
  { id, settings }: SettingsOwner,
  keys: SecretKeys,
  change: SettingsChange,
): SettingsAccepted {
  const fields = new Map((settings ? fieldFacts(settings) : []).map((field) => [field.key, field]));
  const submitted = Object.entries(change.submitted);
  const faults = submitted.flatMap(([key, value]) => {
    const message = faultOf(fields.get(key), change.scope, value);
    return message === undefined ? [] : [{ key, message }];
  });
  if (faults.length > 0) return { ok: false, faults };
  const seal = (key: string, value: Json): Json =>
    fields.get(key)?.visibility === 'secret'
      ? encryptSecret(
          keys,
          { tenantId: change.tenantId, plugin: id, key },
          typeof value === 'string' ? value : JSON.stringify(value),
        )
      : value;
  const set = submitted.filter(([, value]) => value !== null).map(([key, value]) => [key, seal(key, value)] as const);
  const kept = Object.entries(change.stored).filter(([key]) => !Object.hasOwn(change.submitted, key));
  return { ok: true, stored: Object.fromEntries([...kept, ...set]) };
}

function faultOf(field: FieldFacts | undefined, scope: SettingScope, value: Json): string | undefined {
  if (!field) return 'There is no such setting.';
  if (!field.scopes.has(scope)) return 'It may not be set there.';
  if (value === null) return undefined;
  const { error } = field.schema.safeParse(value);
  return error && z.prettifyError(error);
}
