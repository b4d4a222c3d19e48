import { tick } from 'svelte';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What somebody answered in one control before the script of its form had arrived. */
export interface Early {
  readonly name: string;
  readonly value: string;
  /** Of a checkbox; a radio button is told only when it is the chosen one. */
  readonly checked?: boolean;
}

/**
 * What was answered before the script arrived, in the sequence of the form: what the server drew is still in the
 * attributes. Asked before the form is brought to life, which takes them away.
 */
export const typedEarlyIn = (form: HTMLFormElement | null): readonly Early[] =>
  controlsOf(form).filter(isChanged).map(earlyOf);

/**
 * Gives early answers again once the form is alive. Its components keep some of them from the page but not all (a list
 * goes back to what was drawn), and one answer may bring the controls of the next.
 */
export async function typeAgain(form: HTMLFormElement, early: readonly Early[]): Promise<void> {
  for (const answer of early) {
    const control = controlsOf(form).find((found) => isFor(found, answer));
    if (control) give(control, answer);
    await tick();
  }
}

const controlsOf = (form: HTMLFormElement | null): Control[] => [...(form?.elements ?? [])].filter(isAnswered);

const isAnswered = (element: Element): element is Control =>
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement ||
  (element instanceof HTMLInputElement && element.type !== 'hidden' && element.type !== 'file');

const isTick = (control: Control): control is HTMLInputElement =>
  control.type === 'checkbox' || control.type === 'radio';

function isChanged(control: Control): boolean {
  if (control instanceof HTMLSelectElement) return control.selectedIndex !== drawnIndex(control);
  if (!isTick(control)) return control.value !== control.defaultValue;
  return control.checked !== control.defaultChecked && (control.type === 'checkbox' || control.checked);
}

/** Without a chosen option the browser shows the first. */
const drawnIndex = ({ options }: HTMLSelectElement): number =>
  Math.max(
    0,
    [...options].findLastIndex(({ defaultSelected }) => defaultSelected),
  );

const earlyOf = (control: Control): Early => ({
  name: control.name,
  value: control.value,
  ...(isTick(control) ? { checked: control.checked } : {}),
});

const isFor = (control: Control, { name, value, checked }: Early): boolean =>
  control.name === name && (checked === undefined || control.value === value);

function give(control: Control, { value, checked }: Early): void {
  if (checked !== undefined && isTick(control)) control.checked = checked;
  else control.value = value;
  for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }));
}
