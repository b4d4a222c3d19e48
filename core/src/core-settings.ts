import { setting } from '@docket/sdk';
import * as z from 'zod';

/** The core's own settings; they resolve and are drawn like a plugin's, under the id `core`. */
export const coreSettings = {
  id: 'core',
  version: '1',
  settings: z.strictObject({
    firstOrderNumber: setting(z.int().min(1).max(9_999_999).default(1001), {
      title: 'core.settings.firstOrderNumber',
      help: 'core.settings.firstOrderNumber.help',
    }),
    submitsPerHour: setting(z.int().min(1).max(100_000).default(120), {
      title: 'core.settings.submitsPerHour',
      help: 'core.settings.submitsPerHour.help',
    }),
    publicSubmitsPerHour: setting(z.int().min(1).max(100_000).default(20), {
      title: 'core.settings.publicSubmitsPerHour',
      help: 'core.settings.publicSubmitsPerHour.help',
    }),
    welcome: setting(z.string().max(400).default(''), {
      title: 'core.settings.welcome',
      help: 'core.settings.welcome.help',
      visibility: 'public',
      control: 'textarea',
    }),
  }),
} as const;
