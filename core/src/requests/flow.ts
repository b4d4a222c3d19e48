import { intake, type ContentField, type IntakeRequest, type Summary } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import type { OfferedKind } from '../tenants/tenants.ts';

/** Under whose rules a request comes in. */
export type Flow = Pick<IntakeRequest, 'flow' | 'refers'>;

type Arriving = Pick<IntakeRequest, 'intent' | 'door' | 'customerId'>;

/** The flow of something new: of the first plugin that takes it under its rules, else of the kind's own. */
export async function flowOf(call: Caller, { kind, plugin }: OfferedKind, arriving: Arriving): Promise<Flow> {
  const [first] = await flows(call, kind.id, arriving);
  return first ? { flow: first.plugin, refers: first.value.refers } : { flow: plugin, refers: false };
}

/** The flow of what changes an order: the order's own, as that plugin sees it today. */
export async function flowOfOrder(
  call: Caller,
  { kind, flow }: { readonly kind: string; readonly flow: string },
  arriving: Arriving,
): Promise<Flow> {
  const said = await flows(call, kind, arriving);
  return { flow, refers: said.find(({ plugin }) => plugin === flow)?.value.refers ?? false };
}

async function flows(call: Caller, kind: string, { intent, door, customerId }: Arriving) {
  const arriving = { intent, kind, door, ...(customerId !== undefined && { customerId }) };
  return (await call.shop.hooks.gather(intake.flow, arriving, call)).answers;
}

/** The customer's own number, with the field that holds it; nothing of it for a kind that has no such field. */
export function referenceOf(
  fields: readonly ContentField[],
  { reference = '' }: Pick<Summary, 'reference'>,
): Pick<IntakeRequest, 'reference'> {
  const path = referencePath(fields);
  return path === undefined ? {} : { reference: { path, value: reference } };
}

/** Where a kind holds it. */
export const referencePath = (fields: readonly ContentField[]): string | undefined =>
  fields.find(({ reference }) => reference)?.path;
