import { intake } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import type { SettingsForm } from '../kernel/settings-schema.ts';

/** One answer that a setting may have: its value, and its words or their message key. */
export interface Offered {
  readonly value: string;
  readonly label: string;
}

/** By the control that asks for them: what a shop has several of. */
export type OfferedLists = Readonly<Partial<Record<'service' | 'status', readonly Offered[]>>>;

/** Something of a shop that has settings of its own, with the plugin that it comes from. */
export interface ShopService {
  readonly id: string;
  /** The words themselves. */
  readonly title: string;
  readonly plugin: string;
}

/** The services of all active plugins, in their sequence. */
export async function servicesOf(call: Caller): Promise<readonly ShopService[]> {
  const { answers } = await call.shop.hooks.gather(intake.services, {}, call);
  const all = answers.flatMap(({ plugin, value }) => value.map(({ id, title }) => ({ id, title, plugin })));
  return [...Map.groupBy(all, ({ id }) => id).values()].map(([first]) => first!);
}

/** What a form of these settings offers: only what one of its controls asks for is looked up. */
export async function offeredLists(call: Caller, form: SettingsForm): Promise<OfferedLists> {
  const controls = controlsIn(form);
  return {
    ...(controls.has('service') && { service: (await servicesOf(call)).map(({ id, title }) => offer(id, title)) }),
    ...(controls.has('status') && { status: statusesOf(call) }),
  };
}

const offer = (value: string, label: string): Offered => ({ value, label });

const statusesOf = ({ shop }: Caller): readonly Offered[] =>
  [...shop.kinds.values()].flatMap(({ kind }) =>
    kind.pipeline.statuses.map(({ id }) => offer(`${kind.id}.${id}`, `status.${kind.id}.${id}`)),
  );

/** The controls that settings name, those inside lists and groups too. */
function controlsIn(schema: SettingsForm): ReadonlySet<unknown> {
  const inner = [...Object.values(schema.properties ?? {}), schema.items].filter(isForm);
  return new Set([schema['control'], ...inner.flatMap((form) => [...controlsIn(form)])]);
}

const isForm = (schema: unknown): schema is SettingsForm =>
  typeof schema === 'object' && schema !== null && !Array.isArray(schema);
