import type { CheckContext, Checked, Json } from '@docket/sdk';
import { dayIn, isGroup, noteLength, Notes, refuseUnknown, textField } from '@docket/sdk/content';
import { settingsOf } from '../../settings.ts';
import { givenKeys, textKeys } from '../blank.ts';
import type { CheckCode } from '../codes.ts';
import type { TransportContent } from '../content.ts';
import { chargeableWeight } from '../goods/chargeable-weight.ts';
import { loadOf } from '../goods/load.ts';
import { sizeOf } from '../goods/typed-figures.ts';
import { dueOn } from '../due-on.ts';
import { routeTitle } from '../route-title.ts';
import { readGoods } from './goods.ts';
import { checkTravel } from './line-route.ts';
import { readStops } from './stops.ts';
import { readTerms } from './terms.ts';

const contentKeys = [
  ...textKeys.service,
  'references',
  'incoterm',
  'equipment',
  'equipmentNames',
  ...givenKeys.service,
  ...givenKeys.route,
  'stops',
  'goods',
  ...givenKeys.order,
  'instructions',
];

/**
 * The one validator, for every door: whether an order can be understood. Whether its service is to be had and its
 * collection is in time is asked when it is sent. Answers the content with numbers read, instants and weights computed
 * and empty lines gone; content that passed passes again unchanged. Never throws.
 */
export function checkTransport(typed: Json, context: CheckContext): Checked<TransportContent> {
  const notes = new Notes<CheckCode>('transport');
  if (!isGroup(typed)) {
    notes.refuse('', 'not-an-order');
    return { content: undefined, issues: notes.issues };
  }
  refuseUnknown(notes, typed, contentKeys, '');
  const { tenant, now } = context;
  const settings = settingsOf(context.settings);
  const terms = readTerms(notes, typed, settings);
  const way = readStops(notes, typed['stops'], { zone: tenant.timeZone, today: dayIn(tenant.timeZone, now) });
  const lines = readGoods(notes, typed['goods'], {
    tolerance: { kgPerPackage: settings.kgPerPackage, percent: settings.tolerancePercent },
    // Without a service nobody knows; that it is missing is said already.
    areDangerousCarried: terms.service === '' || settings.dangerousGoods,
    currency: tenant.currency,
  });
  checkTravel(notes, lines, way);
  const [stops, goods] = [way.map(({ stop }) => stop), lines.map(({ line }) => line)];
  const { kg, by } = chargeableWeight(loadOf(goods.map(sizeOf)), settings);
  const content: TransportContent = {
    title: routeTitle(stops),
    dueOn: dueOn(stops, tenant.timeZone),
    ...terms,
    stops,
    goods,
    chargeableKg: kg,
    chargeableBy: by,
    instructions: textField(notes, typed, 'instructions', 'instructions', noteLength),
  };
  return { content: notes.refusals > 0 ? undefined : content, issues: notes.issues };
}
