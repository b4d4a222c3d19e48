import type { StaffCaller } from '@docket/core/api';
import { postedAddress } from '@docket/ui/text/address.ts';
import { textOf } from './posted.ts';

type NewPerson = Parameters<StaffCaller['customers']['addContact']>[0];
type Right = NonNullable<NewPerson['rights']>[number];

/** What the form of a person posts. Rights are told by the core, which refuses others. */
export const postedPerson = (form: FormData) => ({
  name: textOf(form, 'name'),
  email: textOf(form, 'email'),
  phone: textOf(form, 'phone'),
  rights: form.getAll('rights') as Right[],
});

/** What the form of an address posts. */
export const postedPlace = (form: FormData) => ({ label: textOf(form, 'label'), value: postedAddress(form) });
