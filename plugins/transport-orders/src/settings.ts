import { setting } from '@docket/sdk';
import * as z from 'zod';
import { clockTime } from './rules/clock-times.ts';
import { cutoffModes, dayCounts } from './rules/cutoffs/cutoff-rule.ts';
import { weekdays } from './rules/cutoffs/work-calendar.ts';
import { initialStatuses } from './rules/pipeline.ts';

const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const title = z.string().trim().min(1).max(60);
const time = z.string().regex(clockTime);
const text = (key: string): { title: string; help: string } => ({
  title: `transport.settings.${key}`,
  help: `transport.settings.${key}.help`,
});
const column = (key: string) => ({ title: `transport.settings.column.${key}` });

const Service = z.strictObject({
  id: setting(code, column('id')),
  title: setting(title, column('title')),
  off: setting(z.boolean().default(false), column('off')),
});

const Level = z.strictObject({
  id: setting(code, column('id')),
  title: setting(title, column('title')),
  cutoffMode: setting(z.enum(cutoffModes).default('none'), {
    ...column('cutoffMode'),
    words: 'transport.cutoff-mode',
  }),
  cutoffTime: setting(time.optional(), { ...column('cutoffTime'), control: 'time' }),
});

const Equipment = z.strictObject({
  id: setting(code, column('id')),
  title: setting(title, column('title')),
  off: setting(z.boolean().default(false), column('off')),
});

const fields = {
  services: setting(
    z
      .array(Service)
      .max(200)
      .default([{ id: 'standard', title: 'Standard', off: false }]),
    { ...text('services'), control: 'table' },
  ),
  initialStatus: setting(z.enum(initialStatuses).default('quote'), {
    ...text('initialStatus'),
    words: 'status.transport',
    scope: ['customer', 'service'],
  }),
  standardService: setting(code.optional(), {
    ...text('standardService'),
    scope: ['customer'],
    narrowOnly: true,
    control: 'service',
  }),
  visibleTo: setting(z.enum(['all', 'named']).default('all'), {
    ...text('visibleTo'),
    words: 'transport.visible-to',
    scope: ['service'],
    narrowOnly: true,
  }),
  customers: setting(z.array(z.uuid()).max(5000).default([]), {
    ...text('customers'),
    scope: ['service'],
    narrowOnly: true,
    control: 'customers',
  }),
  cutoffMode: setting(z.enum(cutoffModes).default('none'), {
    ...text('cutoffMode'),
    words: 'transport.cutoff-mode',
    scope: ['service'],
  }),
  cutoffTime: setting(time.optional(), { ...text('cutoffTime'), scope: ['service'], control: 'time' }),
  cutoffDays: setting(z.enum(dayCounts).default('calendar'), {
    ...text('cutoffDays'),
    words: 'transport.cutoff-days',
    scope: ['service'],
  }),
  levels: setting(z.array(Level).max(20).default([]), {
    ...text('levels'),
    scope: ['service'],
    narrowOnly: true,
    control: 'table',
  }),
  dangerousGoods: setting(z.boolean().default(false), { ...text('dangerousGoods'), scope: ['service'] }),
  // What space weighs differs by tariff: 1,850 kg a loading metre is usual in Europe, 2,000 kg in the Nordics.
  kgPerCubicMetre: setting(z.number().positive().max(10_000).default(333), {
    ...text('kgPerCubicMetre'),
    scope: ['service'],
  }),
  kgPerLoadingMetre: setting(z.number().positive().max(10_000).default(1850), {
    ...text('kgPerLoadingMetre'),
    scope: ['service'],
  }),
  equipment: setting(z.array(Equipment).max(50).default([]), { ...text('equipment'), control: 'table' }),
  kgPerPackage: setting(z.number().positive().max(100_000).default(1000), text('kgPerPackage')),
  tolerancePercent: setting(z.number().nonnegative().max(100).default(10), text('tolerancePercent')),
  late: setting(z.enum(['block', 'refer']).default('block'), { ...text('late'), words: 'transport.late' }),
  workdays: setting(z.array(z.enum(weekdays)).min(1).default(['mon', 'tue', 'wed', 'thu', 'fri']), {
    ...text('workdays'),
    words: 'transport.weekday',
  }),
  holidays: setting(z.array(z.iso.date()).max(500).default([]), text('holidays')),
  cutoffZone: setting(z.enum(['tenant', 'collection-stop']).default('tenant'), {
    ...text('cutoffZone'),
    words: 'transport.cutoff-zone',
  }),
};

/**
 * What a carrier may set. Every field has a default, so that the plugin works as soon as it is on. A status or a closing
 * time that the shop sets holds for every service that has none of its own.
 */
export const settings = z.strictObject(fields).superRefine((values, context) => {
  const fault = (path: (string | number)[], message: string): void =>
    context.addIssue({ code: 'custom', path, message });
  if (values.cutoffMode !== 'none' && values.cutoffTime === undefined) fault(['cutoffTime'], timeMissing);
  for (const [at, level] of values.levels.entries())
    if (level.cutoffMode !== 'none' && level.cutoffTime === undefined) fault(['levels', at, 'cutoffTime'], timeMissing);
  for (const list of ['services', 'levels', 'equipment'] as const)
    for (const at of twiceIn(values[list]))
      fault([list, at, 'id'], 'This code is there already. Give each one its own.');
});

const timeMissing = 'Orders that close need a time. Set one, or let them not close.';

const twiceIn = (rows: readonly { readonly id: string }[]): readonly number[] =>
  rows.flatMap(({ id }, at) => (rows.findIndex((row) => row.id === id) < at ? [at] : []));

/** The settings as rules read them. */
export type TransportSettings = z.infer<typeof settings>;

const standard: TransportSettings = settings.parse({});

/** The settings of a call; stored ones that no longer fit this version give way to the standard. */
export function settingsOf(given: Readonly<Record<string, unknown>>): TransportSettings {
  const known = readBefore.get(given);
  if (known) return known;
  const read = settings.safeParse(given);
  const values = read.success ? read.data : standard;
  readBefore.set(given, values);
  return values;
}

/** The platform hands out the same frozen values until they change; reading lists of customers anew would cost each submit. */
const readBefore = new WeakMap<object, TransportSettings>();
