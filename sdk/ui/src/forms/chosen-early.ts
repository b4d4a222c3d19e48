/**
 * What somebody chose in a list that the server drew, before the script of the page had arrived; nothing in a list that
 * nobody has touched, or that the script has drawn. Svelte keeps such answers in every other control, but not in a list.
 */
export function chosenEarly({ options, value, selectedIndex }: HTMLSelectElement): string | undefined {
  const drawn = [...options].findLastIndex(({ defaultSelected }) => defaultSelected);
  return selectedIndex === Math.max(0, drawn) ? undefined : value;
}
