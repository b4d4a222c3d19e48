import * as z from 'zod';

/** An e-mail address as people type it; lower case from here on. */
export const EmailInput = z.string().trim().toLowerCase().pipe(z.email().max(254));

/** What a person or a role is called. */
export const NameInput = z.string().trim().min(1).max(160);

/** A code as people type or paste it. */
export const CodeInput = z
  .string()
  .max(40)
  .transform((code) => code.replaceAll(/[\s-]/g, ''));

/** A password as it is typed. */
export const PasswordInput = z.string().max(200);

/** The secret of a link, as it stands in the link. */
export const SecretInput = z.string().max(200);

/** A customer's slug. */
export const SlugInput = z.string().max(80);
