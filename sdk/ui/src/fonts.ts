import sans from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?no-inline';

/**
 * The address of the text face (34 kB), to preload in the head of every page:
 * `<link rel="preload" as="font" type="font/woff2" crossorigin href={preloadedFont}>`.
 */
export const preloadedFont: string = sans;
