import { enhance } from '$app/forms';
import type { SubmitFunction } from '$app/forms';
import type { Attachment } from 'svelte/attachments';

/**
 * Posts a form in the background and draws its answer on the page it stands on. The answer's own address is not
 * followed: below `/s/<shop>` the server knows a shorter one than the browser. What was typed stays. A second click while
 * the first is under way is none: its answer would take the place of the first one's.
 */
const submit: SubmitFunction = ({ submitter, cancel }) => {
  if (submitter?.getAttribute('aria-busy') === 'true') return cancel();
  submitter?.setAttribute('aria-busy', 'true');
  submitter?.closest<HTMLElement>('[popover]')?.hidePopover();
  return async ({ update }) => {
    submitter?.removeAttribute('aria-busy');
    await update({ navigate: false, reset: false });
  };
};

/** For `<form {@attach enhanced}>`: without script the same form posts by itself. */
export const enhanced: Attachment<HTMLFormElement> = (form) => {
  const action = enhance(form, submit);
  return () => action.destroy();
};
