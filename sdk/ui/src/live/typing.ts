/** What somebody is in the middle of on a page: it must not be exchanged meanwhile. */
export interface Typing {
  /** True while a form below `place` holds what was typed, or something is open there. A search is none. */
  isBusy(place: Element): boolean;
  close(): void;
}

/** The form that an element is of, also one that is tied to it from outside. */
function formOf(target: EventTarget | null): HTMLFormElement | null {
  if (target instanceof HTMLFormElement) return target;
  return target instanceof Element ? ((target as Partial<HTMLInputElement>).form ?? target.closest('form')) : null;
}

/** Watches forms from now on. What was sent or taken back is none any more. */
export function watchTyping(): Typing {
  const typed = new Set<HTMLFormElement>();
  const over = new AbortController();
  const watch = (name: 'input' | 'submit' | 'reset', note: (form: HTMLFormElement) => void): void =>
    document.addEventListener(
      name,
      ({ target }) => {
        const form = formOf(target);
        if (form && !form.matches('[role=search]')) note(form);
      },
      { signal: over.signal },
    );
  watch('input', (form) => typed.add(form));
  watch('submit', (form) => typed.delete(form));
  watch('reset', (form) => typed.delete(form));
  return {
    isBusy: (place) =>
      [...typed].some((form) => place.contains(form)) || place.querySelector(':popover-open, dialog[open]') !== null,
    close: () => over.abort(),
  };
}
