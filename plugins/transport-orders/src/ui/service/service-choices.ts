import type { Choice, Translate } from '@docket/ui';
import type { OfferedService, TransportOffers } from '#rules/offers.ts';

/** The services of the form. One that was chosen before and is not to be had any more stays to be seen. */
export function serviceChoices(
  { services }: TransportOffers,
  current: string,
  hintOf: (service: OfferedService) => string,
): readonly Choice[] {
  const choices = services.map((service) => ({ value: service.id, label: service.title, hint: hintOf(service) }));
  const isGone = current !== '' && services.every(({ id }) => id !== current);
  return isGone ? [...choices, { value: current, label: current }] : choices;
}

/**
 * The levels that may be chosen: of one service, or of all of them where nobody can tell which is ticked, each with its
 * service's name. One that was chosen before stays to be seen.
 */
export function levelChoices(
  { services }: TransportOffers,
  service: string | undefined,
  current: string,
  t: Translate,
): readonly Choice[] {
  const shown = services.filter(({ id }) => service === undefined || id === service);
  const choices = shown.flatMap(({ title, levels }) =>
    levels.map((level) => ({
      value: level.id,
      label: service === undefined ? t('transport.ui.level.of', { service: title, level: level.title }) : level.title,
    })),
  );
  const once = choices.filter(({ value }, at) => choices.findIndex((choice) => choice.value === value) === at);
  const isGone = current !== '' && once.every(({ value }) => value !== current);
  return isGone ? [...once, { value: current, label: current }] : once;
}
