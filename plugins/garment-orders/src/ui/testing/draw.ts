import type { FormProps, ViewProps } from '@docket/sdk';
import { render } from 'svelte/server';
import Page from './Page.svelte';
import { formProps, viewProps } from './samples.ts';

export type Part = 'basics' | 'garments' | 'delivery' | 'artwork';

/** A part of the form as the server sends it. */
export const drawForm = (part: Part, change: Partial<FormProps> = {}): string =>
  render(Page, { props: { part, given: formProps(part, change) } }).body;

/** The view as the server sends it. */
export const drawView = (change: Partial<ViewProps> = {}): string =>
  render(Page, { props: { part: 'view', given: viewProps(change) } }).body;
