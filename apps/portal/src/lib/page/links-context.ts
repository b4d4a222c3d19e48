import { createContext } from 'svelte';
import type { Links } from '#lib/links.ts';

const [read, write] = createContext<() => Links>();

/** Gives the components below the addresses of the shop. Called once, in the root layout. */
export const setLinks = write;

/** The addresses of the shop whose page this is. */
export const useLinks = (): Links => read()();
