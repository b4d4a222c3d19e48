import { setting } from '@docket/sdk';
import * as z from 'zod';

/** The core's own settings; they resolve and are drawn like a plugin's, under the id `core`. */
export const coreSettings = {
  id: 'core',
  version: '1',
  settings: z.strictObject({
    firstOrderNumber: setting(z.int().min(1).max(9_999_999).default(1001), {
      title: 'First order number',
      help: 'Counts only before the first order.',
    }),
    submitsPerHour: setting(z.int().min(1).max(100_000).default(120), {
      title: 'Orders per hour and sign-in',
      help: 'More than this are asked to wait.',
    }),
    publicSubmitsPerHour: setting(z.int().min(1).max(100_000).default(20), {
      title: 'Orders per hour and address, through the public form',
      help: 'More than this are asked to wait.',
    }),
    welcome: setting(z.string().max(400).default(''), {
      title: 'Welcome text',
      help: 'Shown on the first page, below the name of the shop.',
      visibility: 'public',
      control: 'textarea',
    }),
  }),
} as const;
