/**
 * True when somebody typed into a form before its script arrived: what the server drew is still in its attributes. Asked
 * before the form is brought to life, which takes them away.
 */
export const isTypedIn = (form: HTMLFormElement | null): boolean => [...(form?.elements ?? [])].some(isChanged);

function isChanged(control: Element): boolean {
  if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue;
  if (control instanceof HTMLSelectElement) return control.selectedIndex !== drawnIndex(control);
  if (!(control instanceof HTMLInputElement) || control.type === 'hidden' || control.type === 'file') return false;
  const isTick = control.type === 'checkbox' || control.type === 'radio';
  return isTick ? control.checked !== control.defaultChecked : control.value !== control.defaultValue;
}

/** Without a chosen option the browser shows the first. */
const drawnIndex = ({ options }: HTMLSelectElement): number =>
  Math.max(
    0,
    [...options].findLastIndex(({ defaultSelected }) => defaultSelected),
  );
