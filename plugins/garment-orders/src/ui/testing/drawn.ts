import { readForm } from '@docket/sdk/form';
import type { FormProps, Json } from '@docket/sdk';
import { render } from 'vitest-browser-svelte';
import Page from './Page.svelte';
import { formProps } from './samples.ts';

/** A part of the form in a browser. */
export interface DrawnForm {
  /** What the page would post or save now, as the server reads it. */
  readonly form: () => { readonly [key: string]: Json };
  /** What was in the form each time the page was told of a change. */
  readonly saved: { readonly [key: string]: Json }[];
}

/** Draws a part in the browser, and notes what the page would save. */
export async function drawn(
  part: 'basics' | 'garments' | 'delivery' | 'artwork',
  change: Partial<FormProps> = {},
): Promise<DrawnForm> {
  const saved: { readonly [key: string]: Json }[] = [];
  await render(Page, { part, given: formProps(part, { changed: () => saved.push(form()), ...change }) });
  return { form, saved };
}

function form(): { readonly [key: string]: Json } {
  const element = document.querySelector('form');
  if (!element) throw new TypeError('There is no form');
  const entries = [...new FormData(element)].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return readForm(entries);
}
