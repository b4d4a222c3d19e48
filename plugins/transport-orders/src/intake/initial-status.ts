import { on, status, type CallContext, type SettingScope } from '@docket/sdk';
import type { TransportContent } from '../rules/content.ts';
import { transportId } from '../rules/kind.ts';
import type { InitialStatus } from '../rules/pipeline.ts';
import { settingsOf } from '../settings.ts';

/** In which status an order begins, with who said so: staff read it on the order. */
export const initialStatus = on(status.initial, ({ kind, request }, context: CallContext) => {
  if (kind !== transportId) return undefined;
  const { initialStatus: id, services } = settingsOf(context.settings);
  const { service } = request.content as TransportContent;
  const title = services.find((one) => one.id === service)?.title ?? service;
  return { status: id, reason: statusReason(id, context.origins['initialStatus'] ?? 'default', title) };
});

const names: Readonly<Record<InitialStatus, string>> = { quote: 'Quote', 'to-plan': 'To plan' };

/** Why an order begins so, in a sentence for staff. */
export function statusReason(id: InitialStatus, origin: SettingScope, service: string): string {
  const who: Readonly<Record<SettingScope, string>> = {
    customer: 'the customer’s order defaults say so',
    service: `service ${service} says so`,
    tenant: 'the shop’s settings say so',
    distribution: 'the installation says so',
    default: 'nothing else was set',
  };
  return `${names[id]}, because ${who[origin]}.`;
}
