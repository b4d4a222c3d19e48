import { definePlugin, intake, on, type CallContext } from '@docket/sdk';
import { initialStatus } from './intake/initial-status.ts';
import { offersOf } from './intake/offers.ts';
import { prefill } from './intake/prefill.ts';
import { validate } from './intake/validate.ts';
import { transport } from './rules/kind.ts';
import { servicesOf } from './services/terms.ts';
import { settingsOf } from './settings.ts';
import { simulate } from './simulator/simulate.ts';
import { stopFacts, stopMarking, stopsAllow } from './stops/progress.ts';

export const server = definePlugin({
  hooks: [
    on(intake.kinds, () => [{ ...transport, offers: offersOf, marking: stopMarking }]),
    on(intake.services, (_, { settings }: CallContext) => servicesOf(settingsOf(settings))),
    prefill,
    validate,
    initialStatus,
    stopFacts,
    stopsAllow,
  ],
  api: { simulate },
});
