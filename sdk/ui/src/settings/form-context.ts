import type { Choice } from '../forms/field-props.ts';
import type { FormError } from '../forms/form-error.ts';
import type { OfferedList } from './setting-fields.ts';
import type { CustomerSearch } from './setting-values.ts';

/** A customer to choose. */
export interface FoundCustomer {
  readonly id: string;
  readonly name: string;
  /** What tells it from one of the same name, e.g. its e-mail address. */
  readonly hint?: string | undefined;
}

/** Customers that were looked for; `more` when there are others beside them. */
export interface FoundCustomers {
  readonly customers: readonly FoundCustomer[];
  readonly more: boolean;
}

/** What the pickers of a form know of customers. */
export interface CustomerPicker {
  /** The names of those that are chosen, by id. */
  readonly names: Readonly<Record<string, string>>;
  /** What was found when the form was last posted to look for some. */
  readonly found?: (CustomerSearch & FoundCustomers) | undefined;
  /** Looks for some while the form stays as it is. Rejects when that fails. */
  readonly find?: ((search: CustomerSearch) => Promise<FoundCustomers>) | undefined;
}

/** What a form may choose from of the lists that the shop keeps elsewhere. */
export type OfferedChoices = Readonly<Partial<Record<OfferedList, readonly Choice[]>>>;

/** The choices of a list; an id that is not on it any more stays what it is. */
export function offeredChoices(offered: OfferedChoices, of: OfferedList, chosen: string): readonly Choice[] {
  const choices = offered[of] ?? [];
  const isKnown = chosen === '' || choices.some(({ value }) => value === chosen);
  return isKnown ? choices : [...choices, { value: chosen, label: chosen }];
}

/** What the controls of one settings form share. */
export interface SettingsForm {
  readonly values: unknown;
  readonly errors: readonly FormError[];
  /** Paths of secrets that have a value already. */
  readonly stored: readonly string[];
  /** Turns a title, a help or a choice of a schema into the reader's words. */
  readonly say: (text: string) => string;
  /** What to say about a setting beside its help, e.g. where its value comes from. */
  readonly note: (path: string) => string | undefined;
  /** The words of the answer that leaves a choice or a switch to a wider scope; undefined where there is none. */
  readonly inherits: (path: string) => string | undefined;
  readonly customers: CustomerPicker;
  readonly offered: OfferedChoices;
  /** Whether the switch that posts under this name is on, saved or not. */
  readonly isOn: (name: string) => boolean;
}

/** The error of the control that posts under `name`. */
export const errorOf = (form: SettingsForm, name: string): string | undefined =>
  form.errors.find((error) => error.name === name)?.message;
