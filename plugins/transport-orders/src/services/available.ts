import type { CallContext, SettingsSubject } from '@docket/sdk';
import { settingsOf, type TransportSettings } from '../settings.ts';
import { servicesOf, termsOf, type Service, type ServiceTerms } from './terms.ts';

/** What of a call services are read by. */
export type ServiceContext = Pick<CallContext, 'settingsFor'>;

interface KnownSubject {
  readonly customerId?: string | undefined;
  readonly serviceId?: string | undefined;
}

/** The settings as they hold for a customer and a service of it. */
export const settingsFor = async (context: ServiceContext, subject: KnownSubject): Promise<TransportSettings> =>
  settingsOf((await context.settingsFor(subjectOf(subject))).values);

/** A subject with what is known of it. */
export const subjectOf = ({ customerId, serviceId }: KnownSubject): SettingsSubject => ({
  ...(customerId !== undefined && { customerId }),
  ...(serviceId !== undefined && { serviceId }),
});

/** The services that a customer may choose, each with its terms; whoever is not known yet gets those for everybody. */
export async function availableServices(
  context: ServiceContext,
  customerId: string | undefined,
): Promise<readonly ServiceTerms[]> {
  const services = servicesOf(await settingsFor(context, { customerId }));
  const terms = await Promise.all(services.map((service) => termsFor(context, service, customerId)));
  return terms.filter(({ isFor }) => isFor(customerId));
}

/** The terms of a listed service, whoever may choose it; nothing for an id that the shop does not list. */
export async function serviceById(
  context: ServiceContext,
  id: string,
  customerId: string | undefined,
): Promise<ServiceTerms | undefined> {
  const service = servicesOf(await settingsFor(context, { customerId })).find((one) => one.id === id);
  return service && termsFor(context, service, customerId);
}

const termsFor = async (
  context: ServiceContext,
  service: Service,
  customerId: string | undefined,
): Promise<ServiceTerms> => termsOf(service, await settingsFor(context, { customerId, serviceId: service.id }));
