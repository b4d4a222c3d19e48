/**
 * Sends a file of this shop to the printer from a frame that nobody sees: a window of its own would be blocked, since the page
 * opened by itself. Once for each id in this tab, so that loading the page again prints nothing. Answers how to take it back.
 */
export function printOnce(id: string, href: string): (() => void) | undefined {
  const key = `docket.labels.printed.${id}`;
  if (sessionStorage.getItem(key)) return undefined;
  sessionStorage.setItem(key, '1');
  const frame = document.createElement('iframe');
  // Viewers draw nothing, and so print nothing, in a frame that is not displayed.
  Object.assign(frame.style, { position: 'fixed', visibility: 'hidden', inlineSize: '0', blockSize: '0', border: '0' });
  frame.ariaHidden = 'true';
  frame.tabIndex = -1;
  frame.src = href;
  // A viewer that cannot be told to print leaves the link that stands on the page.
  frame.addEventListener('load', () => frame.contentWindow?.print());
  document.body.append(frame);
  return () => frame.remove();
}
