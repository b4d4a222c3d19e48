/** Inputs whose value says which of several they are; of all others it is what was typed. */
const chosen: ReadonlySet<string> = new Set(['checkbox', 'radio', 'submit', 'button']);

/**
 * What a control or link of a page does, so that it is found again on the same page drawn anew: its id, or else what its form is
 * about, its name and value, or where it leads. Never its position, where another one may stand by then.
 */
export function identityOf(element: Element): string {
  if (element.id !== '') return `#${element.id}`;
  const { form, name = '', type = '' } = element as Partial<HTMLInputElement>;
  const hidden = [...(form?.querySelectorAll<HTMLInputElement>('input[type=hidden]') ?? [])];
  return JSON.stringify([
    element.closest('[id]')?.id,
    element.localName,
    hidden.map((field) => [field.name, field.value]),
    name,
    chosen.has(type) ? element.getAttribute('value') : element.getAttribute('href'),
    // What is folded out has nothing but its words.
    element.localName === 'summary' ? element.textContent.trim() : '',
  ]);
}
