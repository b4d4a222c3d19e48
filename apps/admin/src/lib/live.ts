import type { Hint } from '@docket/ui/live/hint.ts';

/** Pages that show what changes while one looks, and what of it. */
const pages: Readonly<Record<string, readonly Hint['what'][]>> = {
  '/(staff)': ['order', 'request', 'notice'],
  '/(staff)/notices': ['notice'],
  '/(staff)/orders': ['order', 'request'],
  '/(staff)/orders/board': ['order', 'request'],
  '/(staff)/requests': ['order', 'request'],
  '/(staff)/requests/quarantine': ['request'],
};

const ofOrder = /^\/\(staff\)\/orders\/\[number\](?:\/files|\/timeline)?$/;

/** Where a page stands: its route, and the order that it is about, if any. */
export interface LivePage {
  readonly route: string | null;
  readonly order: string | undefined;
}

/** The hints that a page has to look again for. Every page of the list shows how many requests and bells wait. */
export const concerning = ({ route, order }: LivePage, hints: readonly Hint[]): readonly Hint[] =>
  hints.filter(({ what, id }) => {
    if (route === null) return false;
    if (ofOrder.test(route)) return what === 'everything' || (what === 'order' && id === order);
    const shown = pages[route];
    return shown !== undefined && (what === 'everything' || what === 'notice' || shown.includes(what));
  });
