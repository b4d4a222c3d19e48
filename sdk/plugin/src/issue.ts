import * as z from 'zod';

/** How much an issue weighs: `refuse` stops a submit, `refer` goes to staff, `warn` never stops. */
export const Severity = z.enum(['refuse', 'refer', 'warn']);
export type Severity = z.infer<typeof Severity>;

/**
 * Something found in what was sent. `path` names the field in form notation (`garments.0.sizes.M`, empty for
 * the whole), `code` is stable, `params` fill the message `issue.<code>` of the catalogue, whose second sentence
 * says the next step. `overridable` names the permission that may accept it all the same: what is referred with it waits until
 * somebody who holds it accepts it with a reason.
 */
export const Issue = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/),
  path: z.string().max(200),
  severity: Severity,
  audience: z.enum(['customer', 'staff']),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  overridable: z.string().optional(),
});
export type Issue = z.infer<typeof Issue>;

/** Builds an issue with the usual audience: the customer, who can mend it. */
export const issue = (
  severity: Severity,
  code: string,
  path: string,
  params: Issue['params'] = {},
  audience: Issue['audience'] = 'customer',
): Issue => ({ code, path, severity, audience, params });

/** Builds an issue that waits for somebody of the shop with this permission; its words are for staff. */
export const referral = (code: string, path: string, params: Issue['params'], overridable: string): Issue => ({
  ...issue('refer', code, path, params, 'staff'),
  overridable,
});

/** The issues that somebody has to accept before anything is taken. */
export const referrals = (issues: readonly Issue[]): readonly Issue[] =>
  issues.filter(({ severity, overridable }) => severity === 'refer' && overridable !== undefined);

/** True when at least one issue stops the submit. */
export const refuses = (issues: readonly Issue[]): boolean => issues.some(({ severity }) => severity === 'refuse');
