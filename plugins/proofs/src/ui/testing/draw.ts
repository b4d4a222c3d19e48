import type { OrderSlotProps } from '@docket/sdk';
import { render } from 'svelte/server';
import Page from './Page.svelte';

/** The block of a customer’s order as the server sends it. */
export const drawForCustomer = (given: OrderSlotProps): string => render(Page, { props: { customer: given } }).body;

/** The block of a staff’s order as the server sends it. */
export const drawForStaff = (given: OrderSlotProps): string => render(Page, { props: { staff: given } }).body;
