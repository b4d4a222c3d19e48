import { searchWords } from '@docket/sdk/content';
import type { GarmentContent } from './content.ts';

/** Words to find an order by beyond its title, number and reference: goods, places, inks, receiver. Each once. */
export const orderWords = ({ method, garments, imprints, delivery }: GarmentContent): string =>
  searchWords([
    method,
    ...garments.flatMap(({ type, brand, style, colorway }) => [type, brand, style, colorway]),
    ...imprints.flatMap((print) => [print.location, print.label, print.method, print.inkType]),
    ...imprints.flatMap(({ inks }) => inks.flatMap(({ name, code }) => [name, code])),
    ...(delivery.address ? [delivery.address.company, delivery.address.name, delivery.address.city] : []),
  ]);
