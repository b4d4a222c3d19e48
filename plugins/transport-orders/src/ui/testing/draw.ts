import type { FormProps, ViewProps } from '@docket/sdk';
import { render } from 'svelte/server';
import type { Simulation } from '#rules/simulation.ts';
import Page from './Page.svelte';
import { formProps, simulatorProps, viewProps } from './samples.ts';

export { full, offers } from './samples.ts';

export type Part = 'service' | 'route' | 'goods';

/** A part of the form as the server sends it. */
export const drawForm = (part: Part, change: Partial<FormProps> = {}): string =>
  render(Page, { props: { part, given: formProps(part, change) } }).body;

/** The view as the server sends it. */
export const drawView = (change: Partial<ViewProps> = {}): string =>
  render(Page, { props: { part: 'view', given: viewProps(change) } }).body;

/** The simulator as the server sends it. */
export const drawSimulator = (change: Partial<Simulation> = {}): string =>
  render(Page, { props: { part: 'simulator', given: simulatorProps(change) } }).body;
