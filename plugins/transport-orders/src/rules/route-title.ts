import { groupOf, textOf } from '@docket/sdk/content';

/** What an order is called: from the first collection to the last delivery; empty while neither town is known. */
export function routeTitle(stops: readonly unknown[]): string {
  const townOf = (stop: unknown): string => textOf(groupOf(groupOf(stop)['address'])['city']);
  const does = (action: string) => (stop: unknown) => groupOf(stop)['action'] === action;
  const [from, to] = [townOf(stops.find(does('collect'))), townOf(stops.findLast(does('deliver')))];
  return from === '' && to === '' ? '' : `${from} → ${to}`;
}
