/** The part of JSON Schema (as `z.toJSONSchema` writes it) that a form can draw, with the hints of `setting()`. */
export interface SettingSchema {
  readonly type?: string | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly help?: string | undefined;
  readonly visibility?: string | undefined;
  /** How it is asked for where its type does not say: `textarea`, `color`, `date` or `time` for a text, `service` or `status` for the id of one, `customers` for a list of their ids. */
  readonly control?: string | undefined;
  /** Where its choices have their words. */
  readonly words?: string | undefined;
  /** Key of the switch without which it means nothing. */
  readonly needs?: string | undefined;
  readonly format?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, SettingSchema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: SettingSchema | undefined;
  readonly anyOf?: readonly SettingSchema[] | undefined;
}

interface Common {
  /** The name it posts under: the path of the setting, e.g. `limits.0.width`. In a table: the key in the row. */
  readonly path: string;
  readonly title: string;
  readonly help: string | undefined;
  readonly optional: boolean;
  /** Where its choices have their words. */
  readonly words: string | undefined;
  /** The switch without which it means nothing; only switches are greyed. */
  readonly needs: { readonly path: string; readonly title: string } | undefined;
}

/** A setting with one value. */
export type PlainField = Common &
  (
    | { readonly kind: 'text' | 'longtext' | 'number' | 'integer' | 'boolean' | 'date' | 'time' | 'color' }
    | { readonly kind: 'choice'; readonly choices: readonly string[] }
    | { readonly kind: 'offered'; readonly of: OfferedList }
  );

/** What a shop has several of, to choose one by its id: what they are, the page knows. */
export const offeredLists = ['service', 'status'] as const;
export type OfferedList = (typeof offeredLists)[number];

/** One setting as a form asks for it. */
export type SettingField =
  | PlainField
  | (Common & { readonly kind: 'secret' | 'list' })
  | (Common & { readonly kind: 'customers' })
  | (Common & { readonly kind: 'choices'; readonly choices: readonly string[] })
  | (Common & { readonly kind: 'group'; readonly fields: readonly SettingField[] })
  | (Common & { readonly kind: 'table'; readonly columns: readonly PlainField[] });

/**
 * What a form has to ask for, read from the schema of a plugin's settings. Throws TypeError naming the path when a
 * schema has no control: a plugin is checked with this before a shop ever sees the form.
 */
export function readSettingFields(schema: SettingSchema): readonly SettingField[] {
  return fieldsOf(schema, '');
}

function fieldsOf(schema: SettingSchema, parent: string): readonly SettingField[] {
  const needed = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).map(([key, property]) =>
    fieldOf(unwrapped(property), {
      path: parent ? `${parent}.${key}` : key,
      title: property.title ?? key,
      help: property.help ?? property.description,
      words: property.words,
      needs: neededBy(property, schema),
      optional: (!needed.has(key) && property.default === undefined) || unwrapped(property) !== property,
    }),
  );
}

function neededBy({ needs }: SettingSchema, { properties }: SettingSchema) {
  return needs === undefined ? undefined : { path: needs, title: properties?.[needs]?.title ?? needs };
}

/** A nullable setting is its inner schema, and may be empty. */
function unwrapped(schema: SettingSchema): SettingSchema {
  const inner = schema.anyOf?.filter(({ type }) => type !== 'null');
  return inner?.length === 1 && inner[0] ? { ...schema, ...inner[0], anyOf: undefined } : schema;
}

function fieldOf(schema: SettingSchema, common: Common): SettingField {
  if (schema.visibility === 'secret') return { ...common, kind: 'secret' };
  if (schema.type === 'object' && schema.properties) {
    return { ...common, kind: 'group', fields: fieldsOf(schema, common.path) };
  }
  if (schema.type === 'array' && schema.items) return arrayField(schema.items, schema.control, common);
  return plainField(schema, common);
}

function arrayField(items: SettingSchema, control: string | undefined, common: Common): SettingField {
  if (items.enum) return { ...common, kind: 'choices', choices: items.enum.map(String) };
  if (items.type === 'string') return { ...common, kind: control === 'customers' ? 'customers' : 'list' };
  if (items.type !== 'object') throw noControl(common.path);
  return { ...common, kind: 'table', columns: fieldsOf(items, '').map((field) => columnOf(field, common.path)) };
}

function columnOf(field: SettingField, table: string): PlainField {
  switch (field.kind) {
    case 'secret':
    case 'list':
    case 'choices':
    case 'customers':
    case 'group':
    case 'table':
      throw noControl(`${table}[].${field.path}`);
    default:
      return field;
  }
}

function plainField(schema: SettingSchema, common: Common): PlainField {
  if (schema.enum) return { ...common, kind: 'choice', choices: schema.enum.map(String) };
  switch (schema.type) {
    case 'number':
    case 'integer':
    case 'boolean':
      return { ...common, kind: schema.type };
    case 'string':
      return textField(schema, common);
    default:
      throw noControl(common.path);
  }
}

function textField(schema: SettingSchema, common: Common): PlainField {
  const of = offeredLists.find((list) => list === schema.control);
  return of ? { ...common, kind: 'offered', of } : { ...common, kind: textKind(schema) };
}

function textKind({ control, format }: SettingSchema): 'text' | 'longtext' | 'date' | 'time' | 'color' {
  if (control === 'textarea') return 'longtext';
  if (control === 'color' || format === 'color') return 'color';
  if (control === 'time' || format === 'time') return 'time';
  return control === 'date' || format === 'date' ? 'date' : 'text';
}

const noControl = (path: string): TypeError =>
  new TypeError(`The setting ${path} has a schema that no form control can ask for; simplify it or bring an own form.`);
