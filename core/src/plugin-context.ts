import type { CallContext } from '@docket/sdk';
import type { Caller } from './access/access.ts';

/** How long a plugin may take over what somebody waits for. */
const patience = 30_000;

/** What a plugin sees of a call outside of its hooks: in its procedures, and when it says what a form offers. */
export const pluginContext = (plugin: string, { shop, actor, now }: Caller): CallContext => ({
  tenant: shop.tenant,
  actor,
  now,
  settings: shop.settingsOf(plugin),
  get origins() {
    return shop.originsOf(plugin);
  },
  async settingsFor(subject) {
    const narrow = await shop.narrowed(subject);
    return { values: narrow.settingsOf(plugin), origins: narrow.originsOf(plugin) };
  },
  signal: AbortSignal.timeout(patience),
});
