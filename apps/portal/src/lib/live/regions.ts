import { identityOf } from './identity.ts';

/** Regions of a page that are exchanged while one looks at it, each under a name of its own. One may lie in another. */
const marked = 'data-live-region';
const canHaveFocus = 'a[href], button, input, select, textarea, summary';

const regionsOf = (page: ParentNode): ReadonlyMap<string, Element> =>
  new Map([...page.querySelectorAll(`[${marked}]`)].map((region) => [region.getAttribute(marked)!, region]));

/** What became of a page. `gone`: it is no longer the same page, so that only opening it again helps. */
export type Exchanged = 'same' | 'changed' | 'gone';

/** Puts what a fresh page shows in its regions into the shown one; what has the focus keeps it, and nothing else gets it instead. */
export function exchangeRegions(shown: Document, fresh: Document): Exchanged {
  const news = regionsOf(fresh);
  const pairs = [...regionsOf(shown)].map(([name, region]) => [region, news.get(name)] as const);
  if (pairs.some(([, next]) => next === undefined)) return 'gone';
  const changed = pairs.filter(([region, next]) => drawnIn(region) !== drawnIn(next!));
  // One that lay in another came with it.
  for (const [region, next] of changed) if (region.isConnected) exchange(region, next!);
  return changed.length > 0 ? 'changed' : 'same';
}

/**
 * What the server drew: an island goes on by itself, and is another one when it was handed something else. A region in it is compared
 * by itself.
 */
function drawnIn(region: Element): string {
  const copy = region.cloneNode(true) as Element;
  for (const part of copy.querySelectorAll(`[data-island], [${marked}]`)) part.replaceChildren();
  return copy.innerHTML;
}

function exchange(region: Element, next: Element): void {
  const { activeElement: focused } = document;
  const identity = focused && region.contains(focused) ? identityOf(focused) : undefined;
  const nth = identity === undefined ? -1 : alikeIn(region, identity).findIndex((element) => element === focused);
  region.replaceChildren(...next.childNodes);
  if (identity === undefined) return;
  (alikeIn(region, identity)[nth] ?? headingOf(region)).focus({ preventScroll: true });
}

/** All of a region that do the same. */
const alikeIn = (region: Element, identity: string): readonly HTMLElement[] =>
  [...region.querySelectorAll<HTMLElement>(canHaveFocus)].filter((element) => identityOf(element) === identity);

/** Where somebody goes on whose place is gone. */
function headingOf(region: Element): HTMLElement {
  const heading = region.querySelector<HTMLElement>('h1, h2, h3') ?? document.querySelector<HTMLElement>('main h1');
  const place = heading ?? (region as HTMLElement);
  place.tabIndex = -1;
  return place;
}
