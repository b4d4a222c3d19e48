import { PlatformError, type Json } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { SecretKeys } from '../kernel/secret-box.ts';
import type { SettingsOwner } from '../kernel/settings-schema.ts';
import type { Settings, SettingsFault, StoredSettings, Values } from '../kernel/settings.ts';
import { json } from '../kernel/statement.ts';
import { acceptSettings, maskSettings } from './settings-save.ts';
import { saveSettings, type SettingPlace } from './store-settings.ts';

/** A change of what is set at one place. */
export interface Saving {
  readonly at: SettingPlace;
  /** Of the shop, when `stored` was read. */
  readonly version: number;
  /** What is stored there, and at every wider scope. */
  readonly stored: StoredSettings;
  /** An absent key stays, `null` removes it, so that the wider scope holds again. */
  readonly submitted: Readonly<Record<string, Json>>;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly settings: Settings;
  readonly keys: SecretKeys;
  /** Brings a shop's kept copy up to date at once, and what waited for a plugin back on its way. */
  readonly changed: (call: Caller, plugin: string, version: number) => Promise<void>;
}

/** Writes settings, at whatever scope. */
export type SettingsWriter = ReturnType<typeof createSettingsWriter>;

export function createSettingsWriter({ database, newId, settings, keys, changed }: Dependencies) {
  return {
    /**
     * Checks a change field by field, then the whole as it then holds against the plugin's own rules, and writes it with its
     * line in the audit. Refuses faults by key, and what somebody else changed since (`settings.stale`).
     */
    async save(call: Caller, owner: SettingsOwner, { at, version, stored, submitted }: Saving): Promise<void> {
      const { tenant } = call.shop;
      const before = stored[at.scope] ?? {};
      const change = { tenantId: tenant.id, scope: at.scope, stored: before, submitted };
      const accepted = acceptSettings(owner, keys, change);
      if (!accepted.ok) throw invalid(accepted.faults);
      const layers = { ...stored, [at.scope]: accepted.stored };
      const faults = settings.faultsOf({ tenantId: tenant.id, plugin: owner.id, stored: () => layers });
      if (faults.length > 0) throw invalid(faults);
      const [[row]] = await database.withTenant(tenant.id).run(
        saveSettings({
          ...stampOf(call),
          ...at,
          ...subjectOf(owner, at),
          plugin: owner.id,
          value: json(accepted.stored),
          ...recordOf(owner, before, accepted.stored),
          auditId: newId(call.now),
          version,
        }),
      );
      if (!row) throw new PlatformError(errors['settings.stale']);
      await changed(call, owner.id, row.config_version);
    },
  };
}

const invalid = (faults: readonly SettingsFault[]): PlatformError =>
  new PlatformError(errors['settings.invalid'], {}, { details: { faults } });

/** Whose the settings are, for the row and for the audit. */
const subjectOf = ({ id }: SettingsOwner, { scope, scopeId }: SettingPlace) => ({
  customer: scope === 'customer' ? scopeId : null,
  subjectType: scope === 'tenant' ? ('plugin' as const) : scope,
  subject: scope === 'tenant' ? id : scopeId,
});

/** The staff member who changes something of the shop, for the row and for the audit. */
export function stampOf({ shop, actor, now }: Caller): { tenant: string; staff: string; by: string; now: Date } {
  if (actor.type !== 'staff') throw new PlatformError(errors['sign-in.needed']);
  return { tenant: shop.tenant.id, staff: actor.id, by: byActor(actor), now };
}

/** What differs between two stored values, for the audit: secrets as whether there is one, for they are never in it. */
function recordOf(owner: SettingsOwner, before: Values, after: Values): { before: string; after: string } {
  const differ = Object.keys({ ...before, ...after }).filter((key) => json(before[key]) !== json(after[key]));
  const shown = (stored: Values): string => {
    const { values, secretsSet } = maskSettings(owner, stored);
    const marked: Values = { ...values, ...Object.fromEntries(secretsSet.map((key) => [key, '•••'])) };
    return json(Object.fromEntries(differ.map((key) => [key, marked[key] ?? null])));
  };
  return { before: shown(before), after: shown(after) };
}
