import { defineCommand, type ArgsDef, type CommandDef, type ParsedArgs } from 'citty';
import type { Operating } from './operator.ts';

const everywhere = {
  distribution: { type: 'string', description: 'File that declares the distribution', valueHint: 'docket.config.ts' },
  json: { type: 'boolean', description: 'Print JSON instead of sentences' },
} as const satisfies ArgsDef;

const ofShop = {
  shop: { type: 'positional', required: true, description: 'The shop’s name in addresses', valueHint: 'inkworks' },
} as const satisfies ArgsDef;

/** One thing that operators do: `docket operator <name>`. */
function act<const Args extends ArgsDef>(
  name: string,
  description: string,
  args: Args,
  run: (operating: Operating, args: ParsedArgs<Args>) => Promise<unknown>,
) {
  return defineCommand({
    meta: { name: `docket operator ${name}`, description },
    args: { ...everywhere, ...args },
    run: async ({ args: given }) => {
      const { operate } = await import('./operator.ts');
      await operate(given as { distribution?: string; json?: boolean }, (operating) => run(operating, given as never));
    },
  });
}

const add = act(
  'add',
  'Adds who may run this deployment in the browser, and prints a link to choose a password with. It works once, for a day; for somebody who is there it is another link.',
  {
    name: { type: 'string', required: true, description: 'Name of the person', valueHint: '"Ola Nord"' },
    email: {
      type: 'string',
      required: true,
      description: 'Mail address to sign in with',
      valueHint: 'ola@example.com',
    },
  },
  (operating, { name, email }) => operating.add(name, email),
);

const dropFactor = act(
  'drop-factor',
  'Takes the second factor away from who lost app and recovery codes; signing in asks to set up another one',
  {
    email: { type: 'string', required: true, description: 'Mail address of the person', valueHint: 'ola@example.com' },
  },
  (operating, { email }) => operating.dropFactor(email),
);

const list = act('list', 'Lists who may run this deployment', {}, (operating) => operating.list());

const shops = act(
  'shops',
  'Lists shops: state, plugins that run, orders of thirty days, storage, last activity',
  {
    search: { type: 'string', description: 'Words of name, address or host' },
    state: { type: 'string', description: 'active or suspended' },
    after: { type: 'string', description: 'Go on after this shop: the last one of the page before' },
  },
  (operating, { search, state, after }) => operating.shops(search, state, after),
);

const show = act(
  'show',
  'Shows one shop: hosts, what it may use, its ceilings, what operators did',
  ofShop,
  (operating, { shop }) => operating.show(shop),
);

const create = act(
  'create',
  'Founds a shop; its owner is mailed a link to choose a password, which is printed too',
  {
    name: { type: 'string', required: true, description: 'Name of the shop', valueHint: 'Inkworks' },
    email: { type: 'string', required: true, description: "The owner's mail address", valueHint: 'owner@example.com' },
    owner: { type: 'string', description: "The owner's name" },
    slug: { type: 'string', description: 'Its name in addresses', valueHint: 'inkworks' },
    zone: { type: 'string', description: 'Time zone', valueHint: 'America/Chicago' },
    currency: { type: 'string', description: 'Currency', valueHint: 'USD' },
    locale: { type: 'string', description: 'Language and region', valueHint: 'en-US' },
    units: { type: 'string', description: 'inch or mm' },
  },
  (operating, founding) => operating.create(founding),
);

const suspend = act(
  'suspend',
  'Closes a shop for now: its pages say so, nobody gets in, mails and jobs wait. Nothing is lost.',
  {
    ...ofShop,
    reason: {
      type: 'string',
      required: true,
      description: 'Why; only operators read it',
      valueHint: '"Unpaid since May"',
    },
  },
  (operating, { shop, reason }) => operating.suspend(shop, reason),
);

const resume = act('resume', 'Opens a shop again, as it was; what waited goes on', ofShop, (operating, { shop }) =>
  operating.resume(shop),
);

const host = act(
  'host',
  'Makes a host of its own lead to a shop, or takes it away',
  {
    ...ofShop,
    add: { type: 'string', description: 'Host to add', valueHint: 'orders.inkworks.com' },
    remove: { type: 'string', description: 'Host to take away' },
  },
  (operating, { shop, ...hosts }) => operating.host(shop, hosts),
);

const provision = act(
  'provision',
  'Says which plugins a shop may use. What it may not use does not run; its data stays.',
  {
    ...ofShop,
    plugins: { type: 'string', description: 'Ids with commas between them', valueHint: 'garment-orders,shop-notice' },
    distributed: { type: 'boolean', description: 'What the distribution says' },
  },
  (operating, { shop, ...what }) => operating.provision(shop, what),
);

const limit = act(
  'limit',
  'Sets the most that limits of a shop may be, whatever the shop sets itself; one that is left out has no ceiling',
  {
    ...ofShop,
    most: {
      type: 'string',
      description: 'Limits by the name of their setting, with commas between them',
      valueHint: 'submitsPerShop=200,uploadsPerHour=50',
    },
  },
  (operating, { shop, most }) => operating.limit(shop, most),
);

const health = act(
  'health',
  'Shows how plugins do in all shops: faults of a week, what waits, what was given up',
  {},
  (operating) => operating.health(),
);

const replay = act(
  'replay',
  'Hands over again what was given up for a plugin',
  {
    plugin: { type: 'positional', required: true, description: 'Id of the plugin', valueHint: 'garment-orders' },
    shop: { type: 'string', description: 'Of this shop alone' },
  },
  (operating, { plugin, shop }) => operating.replay(plugin, shop),
);

const acts = {
  add,
  'drop-factor': dropFactor,
  list,
  shops,
  show,
  create,
  suspend,
  resume,
  host,
  provision,
  limit,
  health,
  replay,
};

/** `docket operator`: everything that who runs a deployment does, as the pages at /operator do it. */
export const operator = defineCommand({
  meta: { name: 'operator', description: 'Runs the deployment: shops, what they may use, and how plugins do' },
  subCommands: acts,
});

/** The command that a help text is asked for: `docket operator suspend --help`. Help reads names and descriptions alone. */
export const operatorHelp = (name: string | undefined): CommandDef =>
  (acts[name as keyof typeof acts] ?? operator) as unknown as CommandDef;
