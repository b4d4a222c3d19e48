import { setting } from '@docket/sdk';
import * as z from 'zod';

/** What the shop wants to say at the top of its pages. */
export const settings = z.strictObject({
  notice: setting(z.string().max(300).default('Welcome! Send us your order here; we answer within one working day.'), {
    title: 'Notice',
    help: 'One or two sentences for your customers and staff. Empty: nothing is shown.',
    visibility: 'public',
    control: 'textarea',
  }),
  tone: setting(z.enum(['note', 'warning']).default('note'), {
    title: 'Tone',
    help: 'A warning stands out; use it for closed days and late deliveries.',
    visibility: 'public',
  }),
});
