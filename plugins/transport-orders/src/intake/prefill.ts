import { intake, on, type CallContext } from '@docket/sdk';
import { transportId } from '../rules/kind.ts';
import { availableServices, settingsFor } from '../services/available.ts';

/** A draft begins with the service that the customer mostly takes, while it is to be had. */
export const prefill = on(intake.prefill, async ({ kind, customerId }, context: CallContext) => {
  if (kind !== transportId) return undefined;
  const { standardService } = await settingsFor(context, { customerId });
  const services = await availableServices(context, customerId);
  const service =
    services.find(({ id }) => id === standardService) ?? (services.length === 1 ? services[0] : undefined);
  if (!service) return undefined;
  return [{ path: 'service', value: service.id, source: 'transport-orders', confidence: 'high' as const }];
});
