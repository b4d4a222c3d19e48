const packed = ['euro-pallet', 'pallet', 'carton', 'drum', 'ibc', 'crate'];

/** A transport of six lines of goods from one stop to another, as a customer types it. */
export const sixLineTransport = (): Record<string, unknown> => ({
  reference: 'PO 4711',
  service: 'standard',
  stops: [
    { id: 's1', action: 'collect', ...on(monday()), from: '08:00', to: '12:00', address: address('Antwerpen', 'BE') },
    { id: 's2', action: 'deliver', ...on(monday() + 2), address: address('Dublin', 'IE') },
  ],
  goods: packed.map((pack, at) => ({
    id: `g${at}`,
    quantity: '4',
    package: pack,
    description: 'Paint',
    length: '120',
    width: '80',
    height: '110',
    gross: '480,5',
  })),
  instructions: '',
});

const address = (city: string, country: string): Record<string, string> => ({
  company: 'Acme Coatings',
  street: 'Havenweg 7',
  postcode: '2030',
  city,
  country,
});

const milliseconds = 86_400_000;

/** A Monday in two weeks, counted in days: nothing is collected at the weekend. Day 4 was the first Monday. */
const monday = (): number => Math.floor((Date.now() / milliseconds - 4) / 7) * 7 + 4 + 14;

const on = (day: number): { readonly date: string } => ({
  date: new Date(day * milliseconds).toISOString().slice(0, 10),
});
