import { reveal } from '../forms/reveal.ts';
import { isRival, keptFields, keptForms, putBack, stateOf, type Control } from './typed-fields.ts';
import { readShelf, writeShelf, type Shelf } from './typed-shelf.ts';

/** Keeps what is typed while a page is shown. */
interface Keeping {
  /** Puts back again what a script drew over. */
  readonly putBack: () => void;
  readonly close: () => void;
}

/** How a page came: once something was done, opened as by a link or as the answer to a form, or again by Back or Reload. */
export type Came = 'done' | 'opened' | 'again';

/**
 * Keeps in this tab what is typed into the forms of a page, and puts it back where the page comes without it: when another of its
 * forms was sent, sending failed, or somebody comes back. What is done is forgotten, and all of it when who is signed in, whose id
 * is `who`, signs out or is another.
 */
export function keepTyped(who: string, came: Came = howItCame()): Keeping {
  const over = new AbortController();
  const { sent, ...left } = readShelf(who);
  if (came === 'done') forget(left, sent);
  writeShelf(left);
  /** The form that this page is the answer to: it was refused. */
  const refused = came === 'opened' ? sent : undefined;

  /** `about`: undefined of a form that is not kept. */
  const hear = (type: string, act: (shelf: Shelf, about: string | undefined, event: Event) => void): void =>
    document.addEventListener(
      type,
      (event) => {
        const target = event.target as Control | HTMLFormElement;
        const form = target.matches('form') ? target : target.form;
        const shelf = readShelf(who);
        act(shelf, keptForms().find(([, one]) => one === form)?.[0], event);
        writeShelf(shelf);
      },
      { signal: over.signal },
    );

  function putAllBack(): void {
    const fields = new Map(
      keptForms().flatMap(([about, form]) => keptFields(form).map(([field, control]) => [about + field, control])),
    );
    for (const [field, typed] of readShelf(who).typed) {
      const control = fields.get(field);
      // Words that came back with the refusal are what was sent; and it has opened what it is about.
      if (!control || (refused && field.startsWith(refused) && stateOf(control))) continue;
      putBack(control, typed);
      if (!refused) reveal(control);
    }
  }

  hear('input', keep);
  // A script that sends a form in the page's place resets it once that is taken.
  hear('reset', forget);
  hear('submit', send);
  putAllBack();
  return { putBack: putAllBack, close: () => over.abort() };
}

function keep({ typed }: Shelf, about: string | undefined, event: Event): void {
  const target = event.target as Control;
  if (about === undefined) return;
  // What was chosen before it is chosen no more, and what is typed again is the newest.
  const rivals = keptFields(target.form!).filter(([, one]) => isRival(one, target));
  for (const [field] of rivals) typed.delete(about + field);
  for (const [field, one] of rivals) if (one === target) typed.set(about + field, stateOf(one));
}

function forget({ typed }: Pick<Shelf, 'typed'>, about: string | undefined): void {
  if (about !== undefined) for (const field of typed.keys()) if (field.startsWith(about)) typed.delete(field);
}

function send(shelf: Shelf, about: string | undefined, { target, defaultPrevented }: Event): void {
  if (defaultPrevented) return;
  shelf.sent = about;
  if ((target as Element).matches('[data-typed=forget]')) shelf.typed.clear();
}

/** Only what was done leads on to an address that says so: whoever goes back to it is not led. */
function howItCame(): Came {
  const [led] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (led?.redirectCount && location.search.includes('done=')) return 'done';
  return led?.type === 'navigate' ? 'opened' : 'again';
}
