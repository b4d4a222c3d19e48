import * as z from 'zod';
import { withoutUnseen } from './content/texts.ts';

/** A text as it is typed into a form, without what nobody sees; what is not sent is empty. How long it may be, its plugin says in words. */
export const FormText = z.string().max(20_000).default('').transform(withoutUnseen);
