/** Regions of a page that are exchanged while one looks at it, each under a name of its own. */
const marked = 'data-live-region';
const canHaveFocus = 'a[href], button, input, select, textarea, summary';

const regionsOf = (page: ParentNode): ReadonlyMap<string, Element> =>
  new Map([...page.querySelectorAll(`[${marked}]`)].map((region) => [region.getAttribute(marked)!, region]));

/** What became of a page. `gone`: it is no longer the same page, so that only opening it again helps. */
export type Exchanged = 'same' | 'changed' | 'gone';

/** Puts what a fresh page shows in its regions into the shown one; what has the focus keeps it. */
export function exchangeRegions(shown: Document, fresh: Document): Exchanged {
  const news = regionsOf(fresh);
  const pairs = [...regionsOf(shown)].map(([name, region]) => [region, news.get(name)] as const);
  if (pairs.some(([, next]) => next === undefined)) return 'gone';
  const changed = pairs.filter(([region, next]) => drawnIn(region) !== drawnIn(next!));
  for (const [region, next] of changed) exchange(region, next!);
  return changed.length > 0 ? 'changed' : 'same';
}

/** What the server drew: an island goes on by itself, and is another one when it was handed something else. */
function drawnIn(region: Element): string {
  const copy = region.cloneNode(true) as Element;
  for (const island of copy.querySelectorAll('[data-island]')) island.replaceChildren();
  return copy.innerHTML;
}

function exchange(region: Element, next: Element): void {
  const focused = [...region.querySelectorAll(canHaveFocus)].indexOf(document.activeElement!);
  region.replaceChildren(...next.childNodes);
  if (focused === -1) return;
  const after = [...region.querySelectorAll<HTMLElement>(canHaveFocus)][focused];
  after?.focus({ preventScroll: true });
}
