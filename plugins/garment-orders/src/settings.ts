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

const Limit = z.strictObject({
  location: setting(locationId, { title: 'garment.field.imprints.location', words: 'garment.location' }),
  wearer: setting(z.enum(wearers), { title: 'garment.settings.limits.wearer', words: 'garment.wearer' }),
  width: setting(inches, { title: 'garment.settings.limits.width' }),
  height: setting(inches, { title: 'garment.settings.limits.height' }),
});

/** What a print shop may set. Every field has a default, so that the plugin works as soon as it is on. */
export const settings = z.strictObject({
  methods: setting(z.array(methodId).min(1).max(20).default(idsOf(methods)), {
    title: 'garment.settings.methods',
    help: 'garment.settings.methods.help',
    words: 'garment.method',
    visibility: 'public',
  }),
  locations: setting(z.array(locationId).min(1).max(60).default(idsOf(locations)), {
    title: 'garment.settings.locations',
    help: 'garment.settings.locations.help',
    words: 'garment.location',
    visibility: 'public',
  }),
  limits: setting(
    z
      .array(Limit)
      .max(200)
      .default([...standardLimits]),
    {
      title: 'garment.settings.limits',
      help: 'garment.settings.limits.help',
      visibility: 'public',
      control: 'table',
    },
  ),
  goodDpi: setting(z.int().min(72).max(1200).default(standardArtworkRules.goodDpi), {
    title: 'garment.settings.goodDpi',
    help: 'garment.settings.goodDpi.help',
    visibility: 'public',
  }),
  poorDpi: setting(z.int().min(36).max(1200).default(standardArtworkRules.poorDpi), {
    title: 'garment.settings.poorDpi',
    help: 'garment.settings.poorDpi.help',
    visibility: 'public',
  }),
  noticeDays: setting(z.int().min(0).max(120).default(10), {
    title: 'garment.settings.noticeDays',
    help: 'garment.settings.noticeDays.help',
    visibility: 'public',
  }),
  largeOrder: setting(z.int().min(1).max(10_000_000).default(10_000), {
    title: 'garment.settings.largeOrder',
    help: 'garment.settings.largeOrder.help',
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
      title: 'garment.settings.artworkAdvice',
      help: 'garment.settings.artworkAdvice.help',
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
