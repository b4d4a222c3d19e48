import type { Door } from '@docket/sdk';

/** The flow's name on requests and orders: the id of the plugin. */
export const flowId = 'order-import';

/** The one door that orders come in through which their customers may change. */
export const ownDoor = 'portal' satisfies Door;
