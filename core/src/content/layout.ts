import { intake, type ContentField, type FieldPlace, type Kind } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import type { OfferedKind, Shop } from '../tenants/tenants.ts';

/** Where a shop wants the optional fields of one kind, by path; a path without a word stands where the kind puts it. */
export type FormLayout = Readonly<Record<string, FieldPlace>>;

/** A field that the shop may lay out, with where the kind puts it and where it stands. */
export interface LaidOut {
  readonly field: ContentField;
  readonly standard: FieldPlace;
  readonly place: FieldPlace;
}

/** What the shop chose for a kind. */
export const layoutOf = (shop: Pick<Shop, 'settingsOf'>, kind: string): FormLayout =>
  // The setting's own schema made it.
  (shop.settingsOf('core')['formLayout'] as Readonly<Record<string, FormLayout>>)[kind] ?? {};

/** The optional fields of a kind, in the sequence of its form. Paths that the kind does not have, or no more, say nothing. */
export const laidOut = ({ fields }: Pick<Kind, 'fields'>, layout: FormLayout): readonly LaidOut[] =>
  fields.flatMap((field) => {
    const { optional: standard, path } = field;
    if (standard === undefined) return [];
    return [{ field, standard, place: Object.hasOwn(layout, path) ? layout[path]! : standard }];
  });

/** What of a layout differs from the kind's own: all that is kept of it. */
export const otherwise = (kind: Pick<Kind, 'fields'>, layout: FormLayout): FormLayout =>
  Object.fromEntries(
    laidOut(kind, layout)
      .filter(({ standard, place }) => place !== standard)
      .map(({ field: { path }, place }) => [path, place]),
  );

/**
 * Paths of the fields that stand behind "+ Add information" of a customer's form: as the shop laid it out, without what a
 * plugin says must be in view. `call` as `callFor` made it. Plugins are asked only where something is behind.
 */
export async function asideOf(
  call: Caller,
  { kind }: OfferedKind,
  customerId: string | undefined,
): Promise<readonly string[]> {
  const behind = laidOut(kind, layoutOf(call.shop, kind.id)).filter(({ place }) => place === 'aside');
  if (behind.length === 0) return [];
  const needed = await neededInView(call, kind, customerId);
  return behind.map(({ field: { path } }) => path).filter((path) => !needed.has(path));
}

/** Paths that must be in view whatever the shop chose, with the plugins that say so. */
export async function neededInView(
  call: Caller,
  { id: kind, fields }: Kind,
  customerId?: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const reference = fields.find((field) => field.reference);
  const { answers } = await call.shop.hooks.gather(
    intake.alwaysShown,
    { kind, ...(customerId !== undefined && { customerId }), ...(reference && { reference: reference.path }) },
    call,
  );
  const said = answers.flatMap(({ plugin, value }) => value.map((path) => ({ plugin, path })));
  return new Map(
    [...Map.groupBy(said, ({ path }) => path)].map(([path, by]) => [path, by.map(({ plugin }) => plugin)]),
  );
}
