/** The rows with an id each that no other has; missing and doubled ones are numbered anew, e.g. `g3`. */
export function withOwnIds<Row extends { readonly id: string }>(rows: readonly Row[], letter: string): Row[] {
  const sent = new Set(rows.map(({ id }) => id));
  const taken = new Set<string>();
  let number = rows.length;
  return rows.map((row) => {
    let id = row.id;
    while (id === '' || taken.has(id)) {
      number += 1;
      id = sent.has(`${letter}${number}`) ? '' : `${letter}${number}`;
    }
    taken.add(id);
    return { ...row, id };
  });
}
