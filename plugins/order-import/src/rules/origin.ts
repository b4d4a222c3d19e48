import type { Door } from '@docket/sdk';

/** The flow's name on requests and orders: the id of the plugin. */
export const flowId = 'order-import';

/** The doors that orders come in through which their customers, or their customers’ programs, may change. */
export const ownDoors: ReadonlySet<string> = new Set<Door>(['portal', 'api']);

/** What a program sent is its program’s to change; what people sent is everybody’s of the customer. */
export const mayChange = ({ door, by }: { readonly door: string; readonly by: Door }): boolean =>
  ownDoors.has(door) && ownDoors.has(by) && (door === 'portal' || by === door);
