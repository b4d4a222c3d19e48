import { setting } from '@docket/sdk';
import * as z from 'zod';

const text = (key: string): { title: string; help: string } => ({
  title: `labels.settings.${key}`,
  help: `labels.settings.${key}.help`,
});

/** What a shop may set. */
export const settings = z.strictObject({
  companyPrefix: setting(
    z
      .string()
      .trim()
      .regex(/^(\d{4,12})?$/, 'A GS1 company prefix has 4 to 12 digits. Enter it without spaces, or leave it empty.')
      .default(''),
    text('companyPrefix'),
  ),
  autoprint: setting(z.boolean().default(false), { ...text('autoprint'), visibility: 'public' }),
});

/** The settings as rules read them. */
export type LabelSettings = z.infer<typeof settings>;

const standard: LabelSettings = settings.parse({});

/** The settings of a call; stored ones that no longer fit this version give way to the standard. */
export function settingsOf(given: Readonly<Record<string, unknown>>): LabelSettings {
  const read = settings.safeParse(given);
  return read.success ? read.data : standard;
}
