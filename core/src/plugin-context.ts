import type { CallContext, SettingsSubject } from '@docket/sdk';
import type { Caller } from './access/access.ts';

/** How long a plugin may take over what somebody waits for. */
const patience = 30_000;

/** What a plugin sees of a call outside of its hooks: in its procedures, and when it says what a form offers. */
export function pluginContext(plugin: string, call: Caller): CallContext {
  const { shop, actor, now } = call;
  let reached: ReturnType<typeof shop.reach> | undefined;
  const reach = () => (reached ??= shop.reach(plugin, call));
  return {
    tenant: shop.tenant,
    actor,
    now,
    settings: shop.settingsOf(plugin),
    get origins() {
      return shop.originsOf(plugin);
    },
    async settingsFor(subject: SettingsSubject) {
      const narrow = await shop.narrowed(subject);
      return { values: narrow.settingsOf(plugin), origins: narrow.originsOf(plugin) };
    },
    get data() {
      return reach().data;
    },
    get orders() {
      return reach().orders;
    },
    get files() {
      return reach().files;
    },
    get approvals() {
      return reach().approvals;
    },
    address: () => reach().address(),
    signal: AbortSignal.timeout(patience),
  };
}
