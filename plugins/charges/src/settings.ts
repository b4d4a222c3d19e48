import { setting } from '@docket/sdk';
import * as z from 'zod';
import { bases } from './rules/bases.ts';

const text = (key: string): { title: string; help: string } => ({
  title: `charges.settings.${key}`,
  help: `charges.settings.${key}.help`,
});
const column = (key: string) => ({ title: `charges.settings.column.${key}` });

const ChargeType = z.strictObject({
  id: setting(z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/), column('id')),
  title: setting(z.string().trim().min(1).max(60), column('title')),
  basis: setting(z.enum(bases).default('flat'), { ...column('basis'), words: 'charges.basis' }),
  rate: setting(z.number().min(-10_000_000).max(10_000_000).optional(), column('rate')),
  asks: setting(z.boolean().default(true), column('asks')),
});
export type ChargeType = z.infer<typeof ChargeType>;

const fields = {
  types: setting(
    z
      .array(ChargeType)
      .min(1)
      .max(100)
      .default([
        { id: 'extra-work', title: 'Extra work', basis: 'hour', asks: true },
        { id: 'other', title: 'Other charge', basis: 'flat', asks: true },
        { id: 'agreed', title: 'Agreed before', basis: 'flat', asks: false },
      ]),
    { ...text('types'), control: 'table' },
  ),
  threshold: setting(z.number().min(0).max(1_000_000).default(0), { ...text('threshold'), scope: ['customer'] }),
  tax: setting(z.number().min(0).max(100).default(0), { ...text('tax'), scope: ['customer'] }),
};

/** What a shop may set. The types are the shop's own; up to which amount nothing is asked may differ by customer. */
export const settings = z.strictObject(fields).superRefine(({ types }, context) => {
  for (const [at, { id }] of types.entries())
    if (types.findIndex((type) => type.id === id) < at)
      context.addIssue({
        code: 'custom',
        path: ['types', at, 'id'],
        message: 'This code is there already. Give each one its own.',
      });
});

/** The settings as rules read them. */
export type ChargeSettings = z.infer<typeof settings>;

const standard: ChargeSettings = settings.parse({});

/** The settings of a call; stored ones that no longer fit this version give way to the standard. */
export function settingsOf(given: Readonly<Record<string, unknown>>): ChargeSettings {
  const read = settings.safeParse(given);
  return read.success ? read.data : standard;
}
