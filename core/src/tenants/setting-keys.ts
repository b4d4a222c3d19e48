import type { SettingScope } from '@docket/sdk';
import { fieldFacts, settingsSchema, type SettingsForm, type SettingsOwner } from '../kernel/settings-schema.ts';

/** Keys that may be set at a scope. */
export const keysAt = ({ settings }: SettingsOwner, scope: SettingScope): ReadonlySet<string> =>
  new Set((settings ? fieldFacts(settings) : []).filter(({ scopes }) => scopes.has(scope)).map(({ key }) => key));

/** What of a record stands under these keys. */
export const only = <T>(keys: ReadonlySet<string>, from: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(from).filter(([key]) => keys.has(key)));

/** The form of what may be set at a scope. */
export function schemaAt(owner: SettingsOwner, scope: SettingScope): SettingsForm {
  const keys = keysAt(owner, scope);
  const { properties = {}, required = [], ...schema } = settingsSchema(owner);
  return { ...schema, properties: only(keys, properties), required: required.filter((key) => keys.has(key)) };
}
