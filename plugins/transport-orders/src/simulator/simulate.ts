import { staff, type CallContext } from '@docket/sdk';
import { Notes, quoted, readDay } from '@docket/sdk/content';
import * as z from 'zod';
import { readTime } from '../rules/clock-times.ts';
import { clockAt, localTime } from '../rules/local-times.ts';
import type { Simulation } from '../rules/simulation.ts';
import { readZone } from '../rules/zones.ts';
import { settingsFor } from '../services/available.ts';
import { servicesOf, termsOf, type ServiceTerms } from '../services/terms.ts';
import { outcomeOf, type AskedOrder } from './outcome.ts';

const typed = z.string().max(64).optional();

/** What is asked, as typed into a form. */
const Asked = z.strictObject({
  customer: typed,
  service: typed,
  level: typed,
  date: typed,
  zone: typed,
  sentOn: typed,
  sentAt: typed,
});
type Asked = z.infer<typeof Asked>;

/**
 * What would become of an order: its status, its deadline and every rule that decided, for a customer, a service and a
 * time of sending. Writes nothing. Without a service it answers what can be chosen.
 */
export const simulate = staff('plugins.manage').query(Asked, async (asked, context): Promise<Simulation> => {
  const services = await allServices(context);
  const { timeZone } = context.tenant;
  const common = {
    services: services.map(({ id, title, levels }) => ({
      id,
      title,
      levels: levels.map((level) => ({ id: level.id, title: level.title })),
    })),
    now: asked.sentOn ? null : clockAt(context.now, timeZone),
    zone: timeZone,
  };
  if (!asked.service) return { ...common, issues: [], result: null };
  const notes = new Notes('transport');
  const order = readAsked(notes, asked, services, timeZone);
  return { ...common, issues: notes.issues, result: order ? await outcomeOf(order, context) : null };
});

/** All services that are on, as the shop sees them. */
async function allServices(context: CallContext): Promise<readonly ServiceTerms[]> {
  const services = servicesOf(await settingsFor(context, {}));
  return Promise.all(
    services.map(async (service) => termsOf(service, await settingsFor(context, { serviceId: service.id }))),
  );
}

function readAsked(
  notes: Notes,
  asked: Asked,
  services: readonly ServiceTerms[],
  timeZone: string,
): AskedOrder | undefined {
  const service = services.find(({ id }) => id === asked.service);
  if (!service) notes.refuse('service', 'service-unknown', { typed: quoted(asked.service) });
  const customer = asked.customer || undefined;
  if (customer !== undefined && !z.uuid().safeParse(customer).success) notes.refuse('customer', 'customer-unknown');
  const date = readDay(asked.date ?? '');
  if (date === undefined) notes.refuse('date', 'not-a-date', { typed: quoted(asked.date) });
  const zone = asked.zone ? readZone(asked.zone) : timeZone;
  if (zone === undefined) notes.refuse('zone', 'zone-unknown', { typed: quoted(asked.zone) });
  const sent = readSent(notes, asked, timeZone);
  if (!service || date === undefined || zone === undefined || !sent || notes.refusals > 0) return undefined;
  return { customer, service, level: asked.level ?? '', collection: { date, zone }, sent };
}

/** The typed moment by the shop's clock; of a time that comes twice the first, of one that never comes the change. */
function readSent(notes: Notes, { sentOn = '', sentAt = '' }: Asked, timeZone: string): Date | undefined {
  const [day, time] = [readDay(sentOn), readTime(sentAt)];
  if (day === undefined) notes.refuse('sentOn', 'not-a-date', { typed: quoted(sentOn) });
  if (time === undefined) notes.refuse('sentAt', 'not-a-time', { typed: quoted(sentAt) });
  if (day === undefined || time === undefined) return undefined;
  const local = localTime(day, time, timeZone);
  if (local.clock === 'once') return local.at;
  return local.clock === 'repeated' ? local.first : local.change;
}
