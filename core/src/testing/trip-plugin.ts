import { defineKind, definePlugin, describePlugin, intake, on, type Json } from '@docket/sdk';
import { noteKind } from './note-plugin.ts';

type Group = Readonly<Record<string, Json>>;

const groupOf = (value: Json): Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Group) : {};

const textAt = (value: Json, key: string): string => {
  const found = groupOf(value)[key];
  return typeof found === 'string' ? found : '';
};

const stop = (id: string) => ({ id, saved: '', dock: '', zone: 'UTC', address: { street: '' } });

const keys = { service: ['service', 'unit'], route: ['title', 'stops'] } as const;

// A trip has no lines that something could be recorded of.
const { marking: _, ...unmarked } = noteKind;

/** A kind with services, rows that saved addresses fill, and a unit that an empty form decides. */
export const tripKind = defineKind<Json>({
  ...unmarked,
  id: 'trip',
  parts: [
    { id: 'service', title: 'trip.service', about: '', keys: keys.service },
    { id: 'route', title: 'trip.route', about: '', keys: keys.route, address: 'stops.*', placeKeys: ['dock', 'zone'] },
  ],
  fields: [
    { path: 'service', label: 'trip.service', part: 'service' },
    { path: 'unit', label: 'trip.unit', part: 'service' },
    { path: 'title', label: 'trip.title', part: 'route' },
    { path: 'stops.*.dock', label: 'trip.dock', part: 'route' },
    { path: 'stops.*.zone', label: 'trip.zone', part: 'route' },
  ],
  blank: () => ({ service: '', unit: 'cm', title: '', stops: [stop('s1'), stop('s2')] }),
  merge(draft, part, form) {
    const fresh = groupOf(form);
    const own = (keys as Readonly<Record<string, readonly string[]>>)[part] ?? [];
    return {
      ...groupOf(draft),
      ...Object.fromEntries(own.flatMap((key) => (key in fresh ? [[key, fresh[key]!]] : []))),
    };
  },
  check: (typed) => ({ content: typed, issues: [] }),
  files: () => [],
  service: (typed) => textAt(typed, 'service') || undefined,
  summary: (content) => ({ title: textAt(content, 'title'), quantity: 1, search: '' }),
});

/** Two services, of which `economy` is the usual one. */
export const tripPlugin = () =>
  describePlugin({
    id: 'trips',
    version: '1.0.0',
    title: 'Trips',
    about: 'Takes trips.',
    activation: 'on',
    server: async () => ({
      server: definePlugin({
        hooks: [
          on(intake.kinds, () => [tripKind]),
          on(intake.services, () => [
            { id: 'economy', title: 'Economy' },
            { id: 'express', title: 'Express' },
          ]),
          on(intake.prefill, () => [
            { path: 'service', value: 'economy', source: 'Trips', confidence: 'high' as const },
          ]),
        ],
      }),
    }),
  });
