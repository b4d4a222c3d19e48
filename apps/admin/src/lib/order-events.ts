import type { Json } from '@docket/sdk';
import type { Params, Translate } from '@docket/sdk/messages';
import type { OrderNumber } from '@docket/sdk/order-label';
import type { Speech } from '@docket/sdk/question-name';
import type { TimelineEvent } from '@docket/ui';
import { asGroup, asText, asValues } from './json.ts';
import { chipTone, statusKey, wasWords } from './orders.ts';
import type { OrderEvent, OrderPage } from './order-page.ts';
import { toldQuestion } from './told-question.ts';

/** The history of an order in words, latest first. `me` is the reader, whose own deeds are told as such. */
export const orderEvents = (
  { order, statuses, timeline }: Pick<OrderPage, 'order' | 'statuses' | 'timeline'>,
  me: string,
  speech: Speech,
): readonly TimelineEvent[] => {
  const { words: t } = speech;
  return timeline.map(({ id, at, type, by, data }) => {
    const to = asText(data['to']);
    const moved = type === 'status' ? statuses.find((status) => status.id === to) : undefined;
    const params = {
      status: t(statusKey(order.kind, to)),
      version: asText(data['version']),
      name: asText(data['name']),
      door: t(`admin.door.${asText(data['door'])}`),
      question: toldQuestion({ title: data['question'], values: data['values'], apart: data['apart'] }, speech),
      who: asText(data['who']) || by.name,
      whom: asText(data['whom']),
      left: Number(data['left'] ?? 0),
    };
    const said = type.startsWith('approval.') ? answerNote(data, t) : '';
    return {
      id,
      at,
      title: titleOf(type === 'assigned' && params.name === '' ? 'unassigned' : type, params, data, t),
      by: by.type === 'staff' && by.id === me ? t('admin.by.me') : by.name || t(`admin.by.${by.type}`),
      ...(moved && { tone: chipTone(moved.tone) }),
      ...(data['was'] !== undefined && { note: wasWords(t, numberOf(data['was'])) }),
      ...(said !== '' && { note: said }),
    };
  });
};

/** What a customer answers is said with how it came, if not through the portal, and why. */
function answerNote(data: Readonly<Record<string, Json>>, t: Translate): string {
  const { way, name } = asGroup(data['offline']);
  const recorded = way === undefined ? '' : t(`admin.event.recorded.${asText(way)}`, { name: asText(name) });
  return [recorded, asText(data['reason'])].filter((note) => note !== '').join('\n');
}

function numberOf(was: Json): OrderNumber {
  const { prefix, number } = asGroup(was);
  return { prefix: asText(prefix), number: Number(number) };
}

/** An event of a plugin brings its own words, under its type, and is told with what it was written with. */
function titleOf(type: string, params: Params, data: OrderEvent['data'], t: Translate): string {
  const key = `admin.event.${type}`;
  const own = t(key, params);
  return own === key ? t(`event.${type}`, { ...params, ...asValues(data) }) : own;
}
