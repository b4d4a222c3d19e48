const sizes = { S: '4', M: '8', L: '8', XL: '4' };
const colorways = ['Navy', 'White', 'Black', 'Sport Grey', 'Red', 'Royal'];

/** A garment order of six lines with one print location, as a customer types it. */
export const sixLineOrder = (title: string): Record<string, unknown> => garmentOrder(title, colorways.length);

/** The same with as many lines as asked for. */
export function garmentOrder(title: string, lines: number): Record<string, unknown> {
  const garments = Array.from({ length: lines }, (_, at) => ({
    id: `g${at}`,
    source: 'shop',
    type: 'tee',
    brand: 'Gildan',
    style: '5000',
    colorway: colorways[at % colorways.length],
    fit: '',
    note: '',
    sizes,
  }));
  return {
    title,
    method: 'screen-print',
    dueOn: new Date(Date.now() + 30 * 24 * 3_600_000).toISOString().slice(0, 10),
    eventDate: '',
    firm: '',
    reference: '',
    garments,
    notes: '',
    delivery: { method: 'pickup', saved: '', address: {}, note: '' },
    imprints: [
      {
        id: 'i0',
        location: 'left-chest',
        label: '',
        method: '',
        width: '3.5',
        height: '3.5',
        unit: 'inch',
        colors: '1',
        inks: [{ name: 'White', code: '' }],
        inkType: '',
        underbase: '',
        placement: '',
        note: '',
        applies: garments.map(({ id }) => id),
        inkByGarment: {},
        files: [],
      },
    ],
    artNotes: '',
  };
}
