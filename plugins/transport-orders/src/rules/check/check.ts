import type { CheckContext, Checked, Json } from '@docket/sdk';
import { dayIn, isGroup, noteLength, Notes, refuseUnknown, textField } from '@docket/sdk/content';
import { settingsOf } from '../../settings.ts';
import { textKeys } from '../blank.ts';
import type { CheckCode } from '../codes.ts';
import { stopKeys, titleOf, type TransportContent } from '../content.ts';
import { readGoods } from './goods.ts';
import { readRoute } from './route.ts';

const contentKeys = [...textKeys.service, 'serviceName', 'levelName', 'title', ...stopKeys, 'goods', 'instructions'];

/**
 * The one validator, for every door: whether an order can be understood. Whether its service is to be had and its
 * collection is in time is asked when it is sent. Answers the content with numbers read and empty lines gone; content
 * that passed passes again unchanged. Never throws.
 */
export function checkTransport(typed: Json, context: CheckContext): Checked<TransportContent> {
  const notes = new Notes<CheckCode>('transport');
  if (!isGroup(typed)) {
    notes.refuse('', 'not-an-order');
    return { content: undefined, issues: notes.issues };
  }
  refuseUnknown(notes, typed, contentKeys, '');
  const text = (key: string, most?: number): string => textField(notes, typed, key, key, most);
  const { tenant, now } = context;
  const { services, levels } = settingsOf(context.settings);
  const [reference, service, level] = [text('reference', 60), text('service', 40), text('level', 40)];
  if (reference === '') notes.refuse('reference', 'reference-missing');
  if (service === '') notes.refuse('service', 'service-missing');
  const route = readRoute(notes, typed, { zone: tenant.timeZone, today: dayIn(tenant.timeZone, now) });
  const content: TransportContent = {
    title: titleOf(route.collection.town, route.delivery.town),
    reference,
    service,
    level,
    serviceName: nameOf(services, service) ?? text('serviceName'),
    levelName: nameOf(levels, level) ?? text('levelName'),
    ...route,
    goods: readGoods(notes, typed['goods']),
    instructions: text('instructions', noteLength),
  };
  return { content: notes.refusals > 0 ? undefined : content, issues: notes.issues };
}

/** What is not listed any more keeps the name that it had. */
const nameOf = (list: readonly { readonly id: string; readonly title: string }[], id: string): string | undefined =>
  id === '' ? '' : list.find((one) => one.id === id)?.title;
