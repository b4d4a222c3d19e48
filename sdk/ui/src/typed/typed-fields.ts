/** What people type into, tick or choose from. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

type Named<Item> = readonly (readonly [name: string, item: Item])[];

const forms = 'form[method=post i]:not([data-typed=off])';
/** Not what is no answer, is a secret, or cannot be put back. */
const fields = ':is(input,select,textarea)[name]:enabled:not([type=hidden],[type=file],[type=password],[multiple])';

/** The forms of a page whose fields are kept, by the page and what each is about: where it goes, and its hidden values. */
export const keptForms = (): Named<HTMLFormElement> =>
  numbered([...document.querySelectorAll<HTMLFormElement>(forms)], (form) => {
    const hidden = [...form.querySelectorAll<HTMLInputElement>('[type=hidden]:not([data-along])')];
    const about = hidden.map(({ name, value }) => `${name}=${value}`);
    return [location.pathname, form.getAttribute('action'), ...about].join('\n');
  });

/** The fields of a form that are kept, by name; each box by what it stands for as well. */
export const keptFields = (form: HTMLFormElement): Named<Control> =>
  numbered(
    [...form.elements].filter((element): element is Control => element.matches(fields)),
    (control) => (isBox(control) ? `${control.name}=${control.value}` : control.name),
  );

/** Each by its name, told apart by number where several have the same. */
function numbered<Item>(items: readonly Item[], nameOf: (item: Item) => string): Named<Item> {
  const counts = new Map<string, number>();
  return items.map((item) => {
    const name = nameOf(item);
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    return [`${name}\n${nth}\n`, item];
  });
}

const isBox = (control: Control): control is HTMLInputElement => ['checkbox', 'radio'].includes(control.type);

/** What stands in a field; of a box, whether it is ticked. */
export const stateOf = (control: Control): string => (isBox(control) ? (control.checked ? 'on' : '') : control.value);

/** True where choosing one takes back the other, or they are the same. */
export const isRival = (one: Control, other: Control): boolean =>
  one === other || (one.type === 'radio' && one.type === other.type && one.name === other.name);

/** Puts back what was typed, and lets the page hear of it as of somebody who types; a list that no longer offers it stays as it is. */
export function putBack(control: Control, typed: string): void {
  const now = stateOf(control);
  if (now === typed) return;
  if (isBox(control)) control.checked = !now;
  else control.value = typed;
  if (stateOf(control) === typed)
    for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }));
  else control.value = now;
}
