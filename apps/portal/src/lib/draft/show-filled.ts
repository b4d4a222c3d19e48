import type { FormEntries } from './form-entries.ts';
import { typeAgain, type Early } from './typed-early.ts';

/**
 * Shows in the form what the shop filled in when it was saved. What was typed since it was sent stays. Answers whether
 * the form has a field for each; where not, rows came or went, and the page has to be drawn again.
 */
export async function showFilled(
  form: HTMLFormElement,
  filled: Readonly<Record<string, string | number | boolean | null>>,
  sent: FormEntries,
): Promise<boolean> {
  const was = new Map(sent);
  const values = Object.entries(filled).map(([name, value]) => ({ name, value: String(value ?? '') }));
  const found = values.filter(({ name }) => form.elements.namedItem(name) !== null);
  await typeAgain(
    form,
    found.filter(({ name }) => valueAt(form, name) === (was.get(name) ?? '')).map((value) => answer(form, value)),
  );
  return found.length === values.length;
}

function valueAt(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}

const answer = (form: HTMLFormElement, { name, value }: { readonly name: string; readonly value: string }): Early =>
  form.elements.namedItem(name) instanceof RadioNodeList ? { name, value, checked: true } : { name, value };
