/**
 * The extension points of pages. Apps draw a slot by its name; plugins fill it with a Svelte component. Every one gets
 * `settings` (`SlotProps`), and what its line here adds.
 */
export const slots = {
  'portal.home': 'Cards at the top of the customer\u2019s home.',
  'portal.order.detail': 'Below the header of a customer\u2019s order. Adds what `OrderSlotProps` says.',
  'portal.order.sent':
    'On the page that says to somebody signed in that an order was sent. Adds what `OrderSlotProps` says; its forms lead to the order.',
  'portal.request.sent': 'On the page that says to somebody signed in that something was sent which is no order yet.',
  'admin.home': 'Cards at the top of the staff\u2019s home. Adds what `HomeSlotProps` says.',
  'admin.plugin.settings':
    'Below the settings of the plugin itself, on its page. Adds `asked`, `answer` and `customers` (`PluginSettingsProps`).',
  'admin.customer.main': 'The body of the staff\u2019s page of a customer. Adds what `CustomerSlotProps` says.',
  'admin.order.main': 'The body of the staff\u2019s order page. Adds what `OrderSlotProps` says.',
  'admin.order.side': 'The side rail of the staff\u2019s order page. Adds what `OrderSlotProps` says.',
} as const;

/** The name of a slot. */
export type SlotName = keyof typeof slots;

/**
 * One Svelte component that a plugin brings.
 * `slot`: drawn at an extension point. `form`: draws one part of a kind's form in both doors and in the admin.
 * `view`: shows a kind's content read-only (review, order page, printable page).
 */
export type UiEntry =
  | { readonly type: 'slot'; readonly slot: SlotName; readonly id: string; readonly component: string }
  | { readonly type: 'form'; readonly kind: string; readonly part: string; readonly component: string }
  | { readonly type: 'view'; readonly kind: string; readonly component: string };

/** The name under which the registry of a build holds an entry: plugin first, so that owners are plain. */
export function entryName(plugin: string, entry: UiEntry): string {
  switch (entry.type) {
    case 'slot':
      return `${plugin}:slot:${entry.slot}:${entry.id}`;
    case 'form':
      return `${plugin}:form:${entry.kind}:${entry.part}`;
    case 'view':
      return `${plugin}:view:${entry.kind}`;
  }
}

/** The plugin that an entry of the registry belongs to. */
export const entryOwner = (name: string): string => name.slice(0, name.indexOf(':'));

/** The active entry that shows a kind's content, whoever brings it; none while its plugin is switched off. */
export const entryOfView = (active: readonly string[], kind: string): string | undefined =>
  active.find((name) => name === entryName(entryOwner(name), { type: 'view', kind, component: '' }));

/** The active entry that draws one part of a kind's form; none while its plugin is switched off. */
export const entryOfForm = (active: readonly string[], kind: string, part: string): string | undefined =>
  active.find((name) => name === entryName(entryOwner(name), { type: 'form', kind, part, component: '' }));

/** The active entries that fill a slot, in drawing sequence. */
export const entriesOfSlot = (active: readonly string[], slot: SlotName): readonly string[] =>
  active.filter((name) => name.split(':')[1] === 'slot' && name.split(':')[2] === slot);
