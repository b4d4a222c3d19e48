import { PlatformError } from '@docket/sdk';
import { errors } from '../errors.ts';
import type { Call } from '../kernel/statement.ts';
import { deviceName } from './device-name.ts';
import * as store from './store-people.ts';

/** What `peopleFrom` needs. */
export const peoplePreload = (customer: string, now: Date): readonly Call[] => [
  store.customerFace({ customer }),
  store.peopleOf({ customer, now }),
  store.devicesOf({ customer, now }),
];

/** Who may sign in for a customer: each person with the devices that are signed in, and the invitation that waits. */
export function peopleFrom(rows: readonly (readonly unknown[])[]) {
  const [[customer], people, devices] = rows as [
    { id: string; name: string }[],
    store.PersonRow[],
    store.PersonDeviceRow[],
  ];
  if (!customer) throw new PlatformError(errors['not-found']);
  const byPerson = Map.groupBy(devices, ({ contact_id: id }) => id);
  return { customer, people: people.map((person) => personOf(person, byPerson.get(person.id) ?? [])) };
}

const personOf = ({ id, name, email, ...row }: store.PersonRow, devices: readonly store.PersonDeviceRow[]) => ({
  id,
  name,
  email,
  invitation: row.invitation_id && {
    id: row.invitation_id,
    sentAt: row.invited_at!,
    expiresAt: row.invitation_expires_at!,
  },
  devices: devices.map((device) => ({
    id: device.id,
    device: deviceName(device.device),
    proof: device.proof,
    createdAt: device.created_at,
    provenAt: device.proven_at,
    seenAt: device.seen_at,
  })),
});
