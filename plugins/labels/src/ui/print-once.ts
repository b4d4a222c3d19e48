/**
 * Sends a file of this shop to the printer from a frame that nobody sees: a window of its own would be blocked, since the page
 * opened by itself. Once for each id in this tab, so that loading the page again prints nothing. Answers how to take it back.
 */
export function printOnce(id: string, href: string): (() => void) | undefined {
  const key = `docket.labels.printed.${id}`;
  if (sessionStorage.getItem(key)) return undefined;
  sessionStorage.setItem(key, '1');
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = '';
  frame.src = href;
  // A viewer that cannot be told to print leaves the link that stands on the page.
  frame.addEventListener('load', () => frame.contentWindow?.print());
  document.body.append(frame);
  return () => frame.remove();
}
