import type { Distribution, Gate, Hook, PluginDescriptor, PluginServer, UiEntry } from '@docket/sdk';
import { messageOf } from './faults.ts';
import { fieldFacts, type FieldFacts, type SettingsOwner } from './settings-schema.ts';

/** A plugin with both its parts. */
interface WholePlugin {
  readonly descriptor: PluginDescriptor;
  readonly server: PluginServer;
}

/** What the platform itself brings: its hooks, whose contracts taps must match, and owners of settings of its own. */
export interface Platform {
  readonly hooks: readonly Hook[];
  readonly settings: readonly SettingsOwner[];
}

/** What is wrong with one plugin, in sentences. */
export function pluginFaults({ descriptor, server }: WholePlugin, distribution: Distribution): string[] {
  const { id } = descriptor;
  const own = (permission: string): boolean => permission.startsWith(`${id}.`);
  const permissions = (descriptor.permissions ?? []).map((permission) => permission.id);
  const { api = {}, downloads = {}, uploads = {} } = server;
  const gated = (what: Gated['what'], all: Readonly<Record<string, Pick<Gated, 'gate'>>>): string[] =>
    Object.entries(all).flatMap(([name, { gate }]) => gatedFaults(id, { what, name, gate }, permissions));
  return [
    ...needsFaults(descriptor, distribution),
    ...permissions
      .filter((name) => !own(name))
      .map((name) => `Plugin "${id}": the permission "${name}" must begin with "${id}.".`),
    ...repeated(permissions).map((name) => `Plugin "${id}" declares the permission "${name}" twice.`),
    ...gated('procedure', api),
    ...gated('download', downloads),
    ...gated('upload', uploads),
    ...repeated((server.jobs ?? []).map(({ name }) => name)).map(
      (name) => `Plugin "${id}" has two jobs named "${name}".`,
    ),
  ];
}

function needsFaults({ id, needs = [], activation }: PluginDescriptor, { plugins }: Distribution): string[] {
  return needs.flatMap((need) => {
    const found = plugins.find((plugin) => plugin.id === need);
    if (!found) return [`Plugin "${id}" needs "${need}", which is not in the distribution.`];
    if (activation !== 'required' || found.activation === 'required') return [];
    return [`Plugin "${id}" is required but needs "${need}", which a tenant may switch off.`];
  });
}

/** Names that a client's proxy or a plain object answers itself, so that a call would never reach the plugin. */
const reserved = new Set(
  'then catch finally call apply bind constructor prototype toString valueOf query mutate subscribe'.split(' '),
);

/** Downloads and uploads stand in addresses; the former are named like files, the latter like what a form does. */
const namesOf = {
  procedure: /^[a-z][A-Za-z0-9]*$/,
  download: /^[a-z0-9][a-z0-9.-]{0,60}$/,
  upload: /^[a-z][A-Za-z0-9]{0,60}$/,
};

interface Gated {
  readonly what: keyof typeof namesOf;
  readonly name: string;
  readonly gate: Gate;
}

function gatedFaults(plugin: string, { what, name, gate }: Gated, permissions: readonly string[]): string[] {
  const faults =
    namesOf[what].test(name) && !reserved.has(name)
      ? []
      : [`Plugin "${plugin}": "${name}" cannot be the name of ${what === 'upload' ? 'an' : 'a'} ${what}.`];
  const undeclared =
    gate.door === 'staff' && gate.permission?.startsWith(`${plugin}.`) && !permissions.includes(gate.permission);
  return undeclared
    ? [...faults, `Plugin "${plugin}": the ${what} "${name}" asks for "${gate.permission}", which it does not declare.`]
    : faults;
}

/** What is wrong with an owner's settings, and with what the distribution sets of them, in sentences. */
export function settingsFaults({ id, settings }: SettingsOwner, distribution: Distribution): string[] {
  const defaults = distribution.defaults?.[id] ?? {};
  let fields: readonly FieldFacts[];
  try {
    fields = settings ? fieldFacts(settings) : [];
  } catch (error) {
    return [`The settings of "${id}" cannot be drawn as a form: ${messageOf(error)}`];
  }
  const known = new Map(fields.map((field) => [field.key, field]));
  return [
    ...fields.flatMap((field) => field.faults.map((fault) => `The setting "${field.key}" of "${id}" ${fault}.`)),
    ...Object.entries(defaults).flatMap(([key, value]) => {
      const field = known.get(key);
      if (!field) return [`The distribution sets "${key}" of "${id}", which has no such setting.`];
      if (field.visibility === 'secret')
        return [`The distribution sets the secret "${key}" of "${id}"; secrets belong to a tenant.`];
      return field.schema.safeParse(value).success
        ? []
        : [`The distribution's value for "${key}" of "${id}" is not valid.`];
    }),
  ];
}

/** What is wrong between the plugins of a distribution, in sentences. */
export function wholeFaults(
  plugins: readonly WholePlugin[],
  { plugins: list, defaults = {} }: Distribution,
  platform: Platform,
): string[] {
  const ids = [...platform.settings.map(({ id }) => id), ...list.map(({ id }) => id)];
  const entries = plugins.flatMap(({ descriptor }) =>
    (descriptor.ui ?? []).map((entry) => place(descriptor.id, entry)),
  );
  const strangers = Object.keys(defaults).filter((id) => !ids.includes(id));
  return [
    ...repeated(ids).map((id) => `The plugin id "${id}" is used twice.`),
    ...strangers.map((id) => `The distribution has defaults for "${id}", which it does not contain.`),
    ...repeated(entries).map((entry) => `Two UI entries claim the ${entry}.`),
    ...contractFaults(plugins, platform.hooks),
  ];
}

/** Forms and views belong to a kind, whoever brings them; entries of a slot only to their plugin. */
function place(plugin: string, entry: UiEntry): string {
  if (entry.type === 'slot') return `id "${entry.id}" of plugin "${plugin}" in the slot "${entry.slot}"`;
  return entry.type === 'form' ? `form of the part "${entry.part}" of "${entry.kind}"` : `view of "${entry.kind}"`;
}

/** All taps of a name must mean one contract: the platform's, else the first plugin's. */
function contractFaults(plugins: readonly WholePlugin[], known: readonly Hook[]): string[] {
  const contracts = new Map(known.map((hook) => [hook.name, hook]));
  return plugins.flatMap(({ descriptor: { id }, server }) =>
    (server.hooks ?? []).flatMap(({ hook }) => {
      const contract = contracts.get(hook.name) ?? hook;
      contracts.set(hook.name, contract);
      if (contract.version === hook.version && contract.kind === hook.kind) return [];
      return [
        `Plugin "${id}" taps "${hook.name}" as ${hook.kind} version ${hook.version}, but it is ${contract.kind} version ${contract.version} here.`,
      ];
    }),
  );
}

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];
