import { setting } from '@docket/sdk';
import * as z from 'zod';

const text = (key: string): { title: string; help: string } => ({
  title: `order-import.settings.${key}`,
  help: `order-import.settings.${key}.help`,
});

/** One for each kind: `<kind>.<status>`. */
const limit = (key: string) =>
  setting(
    z
      .array(
        z.strictObject({
          status: setting(z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/), {
            title: 'order-import.settings.column.status',
            control: 'status',
          }),
        }),
      )
      .max(50)
      .default([]),
    { ...text(key), control: 'table' },
  );

const fields = {
  creation: setting(z.boolean().default(true), text('creation')),
  updates: setting(z.boolean().default(false), text('updates')),
  createAutomatically: setting(z.boolean().default(true), text('createAutomatically')),
  applyChanges: setting(z.boolean().default(false), { ...text('applyChanges'), needs: 'updates' }),
  applyCancellations: setting(z.boolean().default(false), text('applyCancellations')),
  updateLimit: limit('updateLimit'),
  cancelLimit: limit('cancelLimit'),
  referencePolicy: setting(z.enum(['refuse', 'warn']).default('refuse'), {
    ...text('referencePolicy'),
    words: 'order-import.reference-policy',
    scope: ['customer'],
  }),
};

/**
 * What a shop may set. Whether customers change orders at all is one answer for all of them; what a reference used twice means
 * may differ by customer.
 */
export const settings = z.strictObject(fields).superRefine((values, context) => {
  const fault = (path: (string | number)[], message: string): void =>
    context.addIssue({ code: 'custom', path, message });
  if (values.applyChanges && !values.updates)
    fault(['applyChanges'], 'Changes apply only while customers may make them. Switch updates on, too, or this off.');
  for (const list of ['updateLimit', 'cancelLimit'] as const)
    for (const at of twiceIn(values[list]))
      fault([list, at, 'status'], 'There is a status of this kind already. Keep one for each kind.');
});

const kindOf = ({ status }: { readonly status: string }): string => status.slice(0, status.indexOf('.'));

const twiceIn = (rows: readonly { readonly status: string }[]): readonly number[] =>
  rows.flatMap((row, at) => (rows.findIndex((one) => kindOf(one) === kindOf(row)) < at ? [at] : []));

/** The settings as rules read them. */
export type ImportSettings = z.infer<typeof settings>;

const standard: ImportSettings = settings.parse({});

/** The settings of a call; stored ones that no longer fit this version give way to the standard. */
export function settingsOf(given: Readonly<Record<string, unknown>>): ImportSettings {
  const read = settings.safeParse(given);
  return read.success ? read.data : standard;
}

/** The status of this kind that is listed; nothing where none of it is. */
export const limitFor = (rows: ImportSettings['updateLimit'], kind: string): string | undefined =>
  rows.find((row) => kindOf(row) === kind)?.status.slice(kind.length + 1);
