import { definePlugin } from '@docket/sdk';

const api = {};

/** What callers of this plugin call, see `pluginCaller`. */
export type ProofsApi = typeof api;

export const server = definePlugin({ api });
