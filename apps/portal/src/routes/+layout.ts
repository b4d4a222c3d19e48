import { dev } from '$app/env';

/**
 * Pages are HTML and plain forms, and send no script of kit's; what has to live in the browser is an island. While
 * developing kit draws every page again, so that changes are put into it.
 */
export const csr = dev;
