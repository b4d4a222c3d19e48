import { definePlugin, intake, issue, on, type CallContext } from '@docket/sdk';
import { admissionOf } from './rules/admission.ts';
import { obstacleTo } from './rules/obstacle.ts';
import { flowId, ownDoors } from './rules/origin.ts';
import { settingsOf } from './settings.ts';

/** Orders of known customers come in by this flow while it is on; what they asked of them stays in it. */
const flow = on(intake.flow, ({ intent, door, customerId }, { settings }: CallContext) => {
  if (!ownDoors.has(door) || customerId === undefined) return undefined;
  return intent !== 'create' || settingsOf(settings).creation ? { refers: true } : undefined;
});

const reference = on(intake.validate, ({ flow: by, reference: own }) =>
  by === flowId && own && own.value.trim() === '' ? [issue('refuse', 'order-import.reference-missing', own.path)] : [],
);

/** A reference that is asked for stands where it is seen. */
const inView = on(intake.alwaysShown, ({ reference: path }, { settings }: CallContext) =>
  path !== undefined && settingsOf(settings).creation ? [path] : undefined,
);

const eligible = on(intake.eligible, (wish, { settings }: CallContext) => {
  const code = obstacleTo(wish, settingsOf(settings));
  return { obstacle: code === undefined ? null : { code: `${flowId}.${code}`, params: {} } };
});

/** Before the kind's own plugin, which decides for orders that come in without this flow. */
const admit = on(intake.admit, (request, { settings }: CallContext) => admissionOf(request, settingsOf(settings)), {
  stage: 'early',
});

export const server = definePlugin({ hooks: [flow, reference, inView, eligible, admit] });
