import * as z from 'zod';

/** Where a setting may be set; the narrower wins: customer, then service, tenant, distribution, default. */
export const scopes = ['customer', 'service', 'tenant', 'distribution', 'default'] as const;
export type SettingScope = (typeof scopes)[number];

/** What the form, the reference and the checks know of a setting beside its schema. */
export interface SettingMeta {
  /** A message key, or the words themselves where a plugin speaks one language. */
  readonly title: string;
  /** The same for a sentence below it. */
  readonly help?: string;
  /** Where its choices have their words: with `garment.method`, `dtg` is the message `garment.method.dtg`. */
  readonly words?: string;
  /** `public` may reach a customer's browser; `staff` the admin; `secret` is encrypted and never shown again. */
  readonly visibility?: 'public' | 'staff' | 'secret';
  /** Scopes besides the tenant's at which it may be set. */
  readonly scope?: readonly ('customer' | 'service')[];
  /** True for what only these scopes can mean: the shop's own form does not ask for it. */
  readonly narrowOnly?: true;
  /** Key of a switch of the same plugin without which this one means nothing: the form greys it meanwhile, and says why. */
  readonly needs?: string;
  /**
   * A hint to the generated form, e.g. `color`, `textarea`, `time`, `table`, `customers` for a list of ids of customers, `service`
   * for one of `intake.services`, `status` for a status as `<kind>.<status>`; `page` for what the platform sets on a page of its
   * own, so that no generated form asks for it.
   */
  readonly control?: string;
}

/** Attaches what a setting needs besides its schema. */
export const setting = <S extends z.ZodType>(schema: S, meta: SettingMeta): S => schema.meta({ ...meta });

/** Who a `first`, a `guard` or a setting was answered by, and why: staff always see it. */
export const TraceStep = z.strictObject({
  by: z.string(),
  outcome: z.enum(['answered', 'passed', 'failed', 'skipped']),
  reason: z.string().optional(),
});
export type TraceStep = z.infer<typeof TraceStep>;
