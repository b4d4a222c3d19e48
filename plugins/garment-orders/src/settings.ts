import { setting } from '@docket/sdk';
import * as z from 'zod';
import { standardArtworkRules } from './rules/artwork-rules.ts';
import { locations, standardLimits, wearers } from './rules/locations.ts';
import { methods } from './rules/methods.ts';

const idsOf = (list: readonly { readonly id: string }[]): [string, ...string[]] =>
  list.map(({ id }) => id) as [string, ...string[]];
const methodId = z.enum(idsOf(methods));
const locationId = z.enum(idsOf(locations));
const inches = z.number().min(0.25).max(60);

const Limit = z.strictObject({ location: locationId, wearer: z.enum(wearers), width: inches, height: inches });

/** What a print shop may set. Every field has a default, so that the plugin works as soon as it is on. */
export const settings = z.strictObject({
  methods: setting(z.array(methodId).min(1).max(20).default(idsOf(methods)), {
    title: 'Decoration methods',
    help: 'The methods that your customers can choose.',
    visibility: 'public',
  }),
  locations: setting(z.array(locationId).min(1).max(60).default(idsOf(locations)), {
    title: 'Print locations',
    help: 'The locations that your customers can choose. Keep "other" for places that have no name here.',
    visibility: 'public',
  }),
  limits: setting(
    z
      .array(Limit)
      .max(200)
      .default([...standardLimits]),
    {
      title: 'Largest prints',
      help: 'In inches, by location and by who wears it. A larger print warns the customer; it is never refused.',
      visibility: 'public',
      control: 'table',
    },
  ),
  goodDpi: setting(z.int().min(72).max(1200).default(standardArtworkRules.goodDpi), {
    title: 'Good resolution',
    help: 'Pixels an inch at the printed size from which artwork is called sharp.',
    visibility: 'public',
  }),
  poorDpi: setting(z.int().min(36).max(1200).default(standardArtworkRules.poorDpi), {
    title: 'Poor resolution',
    help: 'Pixels an inch at the printed size below which the customer is warned strongly.',
    visibility: 'public',
  }),
  noticeDays: setting(z.int().min(0).max(120).default(10), {
    title: 'Usual turnaround',
    help: 'Working days. A nearer due date warns the customer that it may not be possible. 0 never warns.',
    visibility: 'public',
  }),
  largeOrder: setting(z.int().min(1).max(10_000_000).default(10_000), {
    title: 'Large order',
    help: 'From this many pieces on, the customer is asked to check the numbers once more.',
    visibility: 'public',
  }),
  artworkAdvice: setting(
    z
      .string()
      .max(300)
      .default(
        'Vector files (AI, EPS, PDF, SVG) with outlined fonts print best; pictures should have 300 dpi at full size.',
      ),
    {
      title: 'Advice on artwork',
      help: 'Shown where customers send their files. One or two sentences.',
      visibility: 'public',
      control: 'textarea',
    },
  ),
});

/** The settings as rules read them. */
export type GarmentSettings = z.infer<typeof settings>;

const standard: GarmentSettings = settings.parse({});

/** The settings of a call; stored ones that no longer fit this version give way to the standard. */
export function settingsOf(given: Readonly<Record<string, unknown>>): GarmentSettings {
  const read = settings.safeParse(given);
  return read.success ? read.data : standard;
}
