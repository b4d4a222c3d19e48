import type { SettingOrigins, SettingsSubject } from '@docket/sdk';
import type { Resolved } from '../kernel/settings.ts';

/** Which scope each setting comes from: the last step of its trace. */
export const originsOf = (trace: Resolved['trace']): SettingOrigins =>
  Object.fromEntries(Object.entries(trace).map(([key, steps]) => [key, steps.at(-1)!.by as SettingOrigins[string]]));

/** Names what is resolved for somebody, beside what holds for the whole shop. */
export const subjectKey = ({ customerId = '', serviceId = '' }: SettingsSubject): string =>
  `${customerId} ${serviceId}`;
