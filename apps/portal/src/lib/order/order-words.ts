import type { Stage, Status } from '@docket/sdk';
import { orderLabel, type OrderNumber } from '@docket/sdk/order-label';
import { stubs } from '@docket/ui/tickets/stub.ts';
import type { StatusTone, Stub, Translate } from '@docket/ui';

/** Where an order stands, as the shop tells its customer; null when the shop offers its kind no more. */
export interface Standing {
  readonly stage: Stage | null;
  readonly tone: Status['tone'] | null;
}

/** The same in words. */
export interface ShownStanding {
  readonly label: string;
  readonly tone: StatusTone;
}

/** An order that nobody's pipeline knows is with the shop: that much is sure. */
export const shownStanding = (t: Translate, { stage, tone }: Standing): ShownStanding => ({
  label: t(stage === null ? 'portal.order.stage.unknown' : `stage.${stage}`),
  tone: tone === 'working' || tone === null ? 'production' : tone,
});

/** What an order went by before, in words. Letters say that it was a quote then. */
export const wasWords = (t: Translate, former: OrderNumber): string =>
  t(former.prefix === '' ? 'portal.order.was' : 'portal.order.wasQuote', { number: orderLabel(former) });

/** The colour of the kind's tickets: the first kind of a shop is manila, the next mint. */
export function stubOf(kinds: readonly { readonly id: string }[], kind: string): Stub {
  const at = kinds.findIndex(({ id }) => id === kind);
  return stubs.at(Math.max(at, 0) % stubs.length) ?? 'manila';
}

/** How much was ordered, in the kind's own unit when its words have one. */
export function quantityText(t: Translate, kind: string, count: number): string {
  const text = t(`quantity.${kind}`, { count });
  return text === `quantity.${kind}` ? t('portal.order.quantity', { count }) : text;
}

/** What a plugin's form did: in its own words `done.<plugin>.<mutation>`, else that it is saved. */
export function doneWords(t: Translate, done: string): string {
  const key = `done.${done}`;
  const said = t(key);
  return said === key ? t('portal.order.saved') : said;
}
