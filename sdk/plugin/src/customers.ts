import * as z from 'zod';
import { defineHook } from './hooks.ts';

/** A figure about a customer, for staff: a count, or an amount in minor units of an ISO 4217 currency. `label` is a message key. */
export const Figure = z.strictObject({
  id: z.string().min(1).max(60),
  label: z.string().min(1),
  value: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('count'), count: z.number().int() }),
    z.strictObject({
      type: z.literal('money'),
      minor: z.number().int(),
      currency: z.string().regex(/^[A-Z]{3}$/),
    }),
  ]),
});
export type Figure = z.infer<typeof Figure>;

/** Two customers that became one: everything of the first one is the second one's now. */
const Merge = z.strictObject({ mergedId: z.uuid(), survivingId: z.uuid() });

/** Something open that keeps a customer from being erased. `label` is a message key of the plugin, `values` what its places hold. */
export const Hold = z.strictObject({
  label: z.string().min(1),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Hold = z.infer<typeof Hold>;

/** The hooks of customers. */
export const customers = {
  figures: defineHook('gather', {
    name: 'customers.figures',
    about: 'Asked when staff open the page of a customer. No transaction. Default: none beyond the counts of orders.',
    input: z.strictObject({ customerId: z.uuid() }),
    output: z.array(Figure).max(6).readonly(),
    // Drawn by the page itself, so what is answered has to be what is promised.
    parse: true,
  }),
  merged: defineHook('event', {
    name: 'customers.merged',
    about:
      'Told after a customer was merged into another one: ids of the first become those of the second. After commit, retried until it succeeds.',
    input: Merge,
    output: z.void(),
  }),
  parted: defineHook('event', {
    name: 'customers.parted',
    about:
      'Told after such a merge was undone: what was moved goes back, what came later stays. After commit, retried until it succeeds.',
    input: Merge,
    output: z.void(),
  }),
  holds: defineHook('gather', {
    name: 'customers.holds',
    about:
      'Asked before a customer is erased, and when its page says what would happen: unpaid invoices, for example. No transaction. Default: nothing holds. While a plugin cannot answer, the customer is not erased.',
    input: z.strictObject({ customerId: z.uuid() }),
    output: z.array(Hold).max(20).readonly(),
    // Shown by the page, and the last thing before there is no way back.
    parse: true,
  }),
};
