/** Somewhere that goods are collected or delivered. All companies are made up; the towns are not. */
export interface Place {
  readonly company: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  /** A state, where addresses name one. */
  readonly region: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** IANA name. */
  readonly zone: string;
}

/** As forms and saved addresses hold it: the clock is not part of it. */
export const addressOf = ({ company, street, postcode, city, region, country }: Place) => ({
  company,
  street,
  postcode,
  city,
  region,
  country,
});

const inCountry =
  (country: string, zone: string) =>
  (company: string, street: string, postcode: string, city: string, region = ''): Place => ({
    company,
    street,
    postcode,
    city,
    region,
    country,
    zone,
  });

export const be = inCountry('BE', 'Europe/Brussels');
export const uk = inCountry('GB', 'Europe/London');
export const us = inCountry('US', 'America/New_York');
const nl = inCountry('NL', 'Europe/Amsterdam');
const de = inCountry('DE', 'Europe/Berlin');
const fr = inCountry('FR', 'Europe/Paris');
const ie = inCountry('IE', 'Europe/Dublin');

/** Where customers of the demo have things delivered. */
export const receivers = {
  antwerpHub: be('Northway Hub Noord', 'Noorderlaan 139', '2030', 'Antwerpen'),
  airport: be('Northway Air Desk', 'Luchthaven Brussel Cargo 706', '1931', 'Machelen'),
  gent: be('Bouwhal Van Damme', 'Wiedauwkaai 48', '9000', 'Gent'),
  namur: be('Drogerie de la Sambre', 'Rue de Gembloux 212', '5002', 'Namur'),
  hasselt: be('Limburg Apotheekgroep', 'Kuringersteenweg 301', '3500', 'Hasselt'),
  kortrijk: be('Textielhuis Leie', 'Doorniksesteenweg 88', '8500', 'Kortrijk'),
  rotterdam: nl('Maaskade Techniek', 'Sluisjesdijk 121', '3087 AG', 'Rotterdam'),
  utrecht: nl('De Groene Winkel DC', 'Atoomweg 60', '3542 AB', 'Utrecht'),
  amsterdam: nl('Grachten Fietsen', 'Papaverweg 34', '1032 KJ', 'Amsterdam'),
  eindhoven: nl('Brainport Labs', 'Achtseweg Zuid 151', '5651 GW', 'Eindhoven'),
  koeln: de('Rheinland Farbenhandel', 'Widdersdorfer Straße 248', '50933', 'Köln'),
  hamburg: de('Hansekontor Feinkost', 'Großmannstraße 70', '20539', 'Hamburg'),
  muenster: de('Leezenkontor', 'Hansaring 40', '48155', 'Münster'),
  stuttgart: de('Neckar Armaturen', 'Am Westkai 31', '70327', 'Stuttgart'),
  berlin: de('Spreewerk Möbel', 'Storkower Straße 132', '10407', 'Berlin'),
  lille: fr('Halle du Nord', 'Rue du Vieux Faubourg 9', '59000', 'Lille'),
  paris: fr('Épicerie Belleville', 'Avenue Jean Jaurès 180', '93500', 'Pantin'),
  lyon: fr('Clinique des Deux Fleuves', 'Rue de Gerland 74', '69007', 'Lyon'),
  london: uk('Camden Interiors', '42 Wharf Road', 'N1 7GR', 'London'),
  birmingham: uk('Midlands Bike Depot', 'Unit 6, Tyseley Lane', 'B11 3PZ', 'Birmingham'),
  manchester: uk('Irwell Food Hall', '18 Chester Street', 'M15 4EY', 'Manchester'),
  edinburgh: uk('Forth Cycles', '31 Salamander Street', 'EH6 7HR', 'Edinburgh'),
  glasgow: uk('Clyde Valve Services', '77 South Street', 'G14 0AJ', 'Glasgow'),
  dublinFood: ie('Liffey Fine Foods', 'North Wall Quay 61', 'D01 A4T3', 'Dublin'),
  dublin: ie('BuildMart', 'Quay Road 12', 'D01 X2Y3', 'Dublin'),
  cork: ie('Lee Valley Pharmacy Supply', 'Kinsale Road 5', 'T12 KX2R', 'Cork'),
  philadelphia: us('Schuylkill Clinics Supply', '3100 Grays Ferry Avenue', '19146', 'Philadelphia', 'PA'),
  brooklyn: us('Gowanus Sample Room', '168 7th Street', '11215', 'Brooklyn', 'NY'),
} as const satisfies Readonly<Record<string, Place>>;

export type ReceiverId = keyof typeof receivers;
