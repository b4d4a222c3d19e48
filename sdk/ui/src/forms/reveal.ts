/** Opens whatever closed `<details>` an element stands in, so that a link to it, and the focus, can reach it. */
export function reveal(element: Element | null): void {
  for (let at = element?.closest('details'); at; at = at.parentElement?.closest('details')) at.open = true;
}
