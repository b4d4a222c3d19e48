import type { Json, PluginDescriptor, SettingMeta, SettingScope } from '@docket/sdk';
import * as z from 'zod';

/** A plugin, or a part of the platform, with settings. */
export type SettingsOwner = Pick<PluginDescriptor, 'id' | 'version' | 'settings'>;

/** What is known of one top-level setting. */
export interface FieldFacts {
  readonly key: string;
  readonly schema: z.ZodType;
  readonly visibility: NonNullable<SettingMeta['visibility']>;
  /** Where a value may be stored or declared, besides the default. */
  readonly scopes: ReadonlySet<SettingScope>;
  /** What a start must refuse, in words that follow the setting's name. */
  readonly faults: readonly string[];
}

/** A JSON Schema (2020-12) of settings as they are typed; hints for the generated form stand beside the type (`SettingMeta`). */
export type SettingsForm = z.core.JSONSchema.BaseSchema;

const visibilities = ['public', 'staff', 'secret'] as const;

const toForm = (schema: z.ZodObject): SettingsForm => z.toJSONSchema(schema, { io: 'input' });

/** The settings of a plugin, as their generated form needs them. Throws for a type that a form cannot hold, e.g. a date. */
export const settingsSchema = ({ settings }: Pick<SettingsOwner, 'settings'>): SettingsForm =>
  toForm(settings ?? z.strictObject({}));

/** The facts of every field. Throws for a type that JSON Schema cannot hold. */
export function fieldFacts(settings: z.ZodObject): readonly FieldFacts[] {
  const form = toForm(settings);
  return Object.entries(settings.shape).map(([key, schema]) => {
    const node = form.properties?.[key];
    return factsOf(key, schema as z.ZodType, typeof node === 'object' ? node : {});
  });
}

function factsOf(key: string, schema: z.ZodType, node: SettingsForm): FieldFacts {
  const visibility = visibilities.find((name) => name === node['visibility']) ?? 'staff';
  const narrower = Array.isArray(node['scope']) ? (node['scope'] as readonly SettingScope[]) : [];
  const wider: readonly SettingScope[] = node['narrowOnly'] === true ? [] : ['tenant'];
  const scopes = new Set<SettingScope>([...narrower, ...wider, 'distribution']);
  const faults = [
    ...(typeof node.title === 'string' && node.title.trim() !== '' ? [] : ['has no title']),
    ...(schema.safeParse(undefined).success ? [] : ['has no default and is not optional']),
    ...(visibility === 'secret' && node.type !== 'string' ? ['is secret and must be a string'] : []),
  ];
  return { key, schema, visibility, scopes, faults };
}

/** Freezes a value of settings through and through: one object serves many calls. */
export function deepFreeze<T extends Json | undefined>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const child of Object.values(value)) deepFreeze(child);
  return Object.freeze(value);
}
