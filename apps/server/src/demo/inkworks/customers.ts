/** A customer of the demo shop with the people who order there. */
export interface DemoCustomer {
  readonly name: string;
  readonly phone: string;
  readonly contacts: readonly { readonly name: string; readonly email: string }[];
  readonly address: {
    readonly label: string;
    readonly line1: string;
    readonly city: string;
    readonly region: string;
    readonly postalCode: string;
  };
  /** What they have printed: titles of their orders. */
  readonly titles: readonly string[];
}

const customer = (
  name: string,
  domain: string,
  people: readonly string[],
  street: string,
  city: string,
  region: string,
  postalCode: string,
  titles: readonly string[],
): DemoCustomer => ({
  name,
  phone: `312-555-01${String(name.length).padStart(2, '0')}`,
  contacts: people.map((person) => ({ name: person, email: `${person.split(' ')[0]!.toLowerCase()}@${domain}` })),
  address: { label: 'Main door', line1: street, city, region, postalCode },
  titles,
});

/** Thirteen customers of a print shop in Chicago; the last one has no e-mail address yet. All names are made up; telephone numbers are from the range for fiction. */
export const demoCustomers: readonly DemoCustomer[] = [
  customer(
    'Smith Embroidery',
    'smithembroidery.com',
    ['Sarah Smith', 'Ben Okafor'],
    '1420 W Lake St',
    'Chicago',
    'IL',
    '60607',
    ['Spring staff polos', 'Trade show caps', 'Apprentice hoodies', 'Summer tees'],
  ),
  customer(
    'Northgate Promotional',
    'northgatepromo.example',
    ['Dana Reyes', 'Art Desk'],
    '88 Canal Row',
    'Chicago',
    'IL',
    '60606',
    ['Riverside event tees', 'Bank run fun run', 'Grand opening shirts', 'Conference crew shirts'],
  ),
  customer(
    'Lakeview Schools',
    'lakeviewschools.example',
    ['Maria Lopez'],
    '500 School Ave',
    'Evanston',
    'IL',
    '60201',
    ['Lakeview Track 2026', 'Marching band shirts', 'Science fair tees', 'Field day colors'],
  ),
  customer(
    'Ridgeline Brewing',
    'ridgelinebrewing.example',
    ['Theo Park'],
    '7 Barrel Yard',
    'Milwaukee',
    'WI',
    '53202',
    ['Taproom tees', 'Hops hoodies', 'Anniversary shirts', 'Brewer work shirts'],
  ),
  customer('Harbor Yacht Club', 'harboryacht.example', ['Ellen Marsh'], '2 Pier Road', 'Chicago', 'IL', '60611', [
    'Regatta crew shirts',
    'Junior sailing tees',
    'Commodore polos',
  ]),
  customer('Willow Street Coffee', 'willowstreet.example', ['Jo Fields'], '310 Willow St', 'Oak Park', 'IL', '60302', [
    'Barista aprons and tees',
    'Holiday blend shirts',
    'Opening day tees',
  ]),
  customer('Granite Fitness', 'granitefitness.example', ['Luis Ortega'], '900 Iron Way', 'Naperville', 'IL', '60540', [
    'Member challenge tanks',
    'Coach hoodies',
    'Open gym tees',
  ]),
  customer('Fern & Finch Books', 'fernfinch.example', ['Priya Nair'], '45 Chapter Ln', 'Madison', 'WI', '53703', [
    'Reading club totes and tees',
    'Author night shirts',
  ]),
  customer(
    'Prairie Fire Dept 12',
    'prairiefire12.example',
    ['Captain Hale'],
    '12 Station Rd',
    'Joliet',
    'IL',
    '60431',
    ['Duty tees', 'Pancake breakfast shirts', 'Cadet hoodies'],
  ),
  customer('Bluebird Daycare', 'bluebirddaycare.example', ['Nina Cho'], '18 Nest Ct', 'Skokie', 'IL', '60076', [
    'Toddler picnic tees',
    'Teacher cardigans',
  ]),
  customer('Metro Cycling Union', 'metrocycling.example', ['Sam Brandt'], '77 Spoke St', 'Chicago', 'IL', '60622', [
    'Night ride tees',
    'Marshal vests',
    'Century ride shirts',
  ]),
  customer('Old Mill Theatre', 'oldmilltheatre.example', ['Ruth Abel'], '3 Stage Door', 'Aurora', 'IL', '60505', [
    'Cast and crew shirts',
    'Season launch tees',
  ]),
  customer('Corner Deli on Fifth', '', [], '5 Fifth Ave', 'Cicero', 'IL', '60804', []),
];
