import type { SettingScope } from '@docket/sdk';
import { fieldFacts, settingsSchema, type SettingsForm, type SettingsOwner } from '../kernel/settings-schema.ts';

/** Keys that may be set at a scope. */
export const keysAt = ({ settings }: SettingsOwner, scope: SettingScope): ReadonlySet<string> =>
  new Set((settings ? fieldFacts(settings) : []).filter(({ scopes }) => scopes.has(scope)).map(({ key }) => key));

/** What of a record stands under these keys. */
export const only = <T>(keys: ReadonlySet<string>, from: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(from).filter(([key]) => keys.has(key)));

/** The form of what may be set at a scope. What has a page of its own is not in it. */
export function schemaAt(owner: SettingsOwner, scope: SettingScope): SettingsForm {
  const { properties = {}, required = [], ...schema } = settingsSchema(owner);
  const keys = new Set([...keysAt(owner, scope)].filter((key) => !hasOwnPage(properties[key])));
  return { ...schema, properties: only(keys, properties), required: required.filter((key) => keys.has(key)) };
}

const hasOwnPage = (node: SettingsForm | boolean | undefined): boolean =>
  typeof node === 'object' && node['control'] === 'page';
