import { PlatformError } from '@docket/sdk';
import { errors, type Platform } from '@docket/core';
import { Problem } from '../problem.ts';
import { loadProject } from '../project.ts';
import { readSettings } from '../settings.ts';
import { shopToFound, type Founding } from './found-shop.ts';
import { told } from './operator-words.ts';
import { withPlatform } from './platform.ts';

/** What the commands of operators do; each answers what is printed. */
export type Operating = ReturnType<typeof operatingOn>;

/** Opens the platform of the distribution, does one thing as an operator, and prints what came of it. */
export async function operate(
  { distribution, json = false }: { readonly distribution?: string; readonly json?: boolean },
  act: (operating: Operating) => Promise<unknown>,
): Promise<void> {
  const project = await loadProject(distribution);
  await withPlatform(project, readSettings(process.env, process.cwd()), async (platform) => {
    await platform.start();
    const answer = await act(operatingOn(platform)).catch(explain);
    console.log(json ? JSON.stringify(answer, null, 2) : told(answer));
  });
}

/** A refusal as what a person at a terminal can put right. */
function explain(error: unknown): never {
  const known = error instanceof PlatformError && Object.values(errors).find(({ code }) => code === error.code);
  if (known) throw new Problem(known.sentence, known.next, { cause: error });
  throw error;
}

const by = { type: 'command' } as const;

/** The acts on a platform that runs. Throws a `Problem` for an argument that cannot be. */
export function operatingOn({ operators: { access, factor, shops, health } }: Platform) {
  const shown = (slug: string) => shops.get(slug);
  return {
    async add(name: string, email: string) {
      return { link: await access.invite(by, { name: name.trim(), email: addressOf(email) }, new Date()) };
    },
    async dropFactor(email: string) {
      await factor.drop(by, addressOf(email), new Date());
      return access.all();
    },
    list: () => access.all(),
    shops: (search?: string, state?: string, after?: string) => shops.list({ search, state: stateOf(state), after }),
    show: shown,
    create: (founding: Founding) => shops.create(by, shopToFound(founding)),
    async suspend(slug: string, reason: string) {
      if (reason.trim() === '') throw new Problem('A shop is not closed without a reason.', 'Say it: --reason "Why"');
      await shops.suspend(by, slug, reason.trim());
      return shown(slug);
    },
    async resume(slug: string) {
      await shops.resume(by, slug);
      return shown(slug);
    },
    async host(
      slug: string,
      { add, remove }: { readonly add?: string | undefined; readonly remove?: string | undefined },
    ) {
      if (add === undefined && remove === undefined)
        throw new Problem('Which host is meant?', 'Say it: --add orders.example.com, or --remove orders.example.com');
      if (remove !== undefined) await shops.removeHost(by, slug, hostOf(remove));
      if (add !== undefined) await shops.addHost(by, slug, hostOf(add));
      return shown(slug);
    },
    async provision(
      slug: string,
      { plugins, distributed }: { readonly plugins?: string | undefined; readonly distributed?: boolean | undefined },
    ) {
      const { plugins: known } = await shown(slug);
      await shops.provision(
        by,
        slug,
        distributed
          ? null
          : idsOf(
              plugins,
              known.map(({ id }) => id),
            ),
      );
      return shown(slug);
    },
    async limit(slug: string, most?: string) {
      const { ceilings: known } = await shown(slug);
      const names = known.map(({ name }) => name);
      await shops.limit(by, slug, ceilingsOf(most, names));
      return shown(slug);
    },
    health: () => health.plugins(),
    replay: async (plugin: string, shop?: string) => ({ replayed: await health.replay(by, plugin, shop ?? null) }),
  };
}

function addressOf(email: string): string {
  const address = email.trim().toLowerCase();
  if (/^[^\s@]+@[^\s@]+$/.test(address)) return address;
  throw new Problem(`"${email}" is no mail address.`, 'Write it like this: --email ola@example.com');
}

function stateOf(state: string | undefined): 'active' | 'suspended' | undefined {
  if (state === undefined || state === 'active' || state === 'suspended') return state;
  throw new Problem(`No shop is "${state}".`, 'Choose: --state active, or --state suspended');
}

function hostOf(given: string): string {
  const host = given.trim().toLowerCase();
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)) return host;
  throw new Problem(`"${given}" is no host.`, 'Write it without https:// and path: orders.example.com');
}

function idsOf(given: string | undefined, known: readonly string[]): readonly string[] {
  if (given === undefined)
    throw new Problem('Which plugins may the shop use?', `Name them: --plugins ${known.join(',')}, or: --distributed`);
  const ids = given
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
  const strange = ids.find((id) => !known.includes(id));
  if (strange === undefined) return ids;
  throw new Problem(`There is no plugin "${strange}" in this distribution.`, `Choose among: ${known.join(', ')}`);
}

function ceilingsOf(given: string | undefined, known: readonly string[]): Readonly<Record<string, number>> {
  const pairs = (given ?? '').split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  const named = pairs.filter(([name]) => name !== '');
  for (const [name = '', most = ''] of named) {
    if (!known.includes(name))
      throw new Problem(`There is no limit "${name}" to cap.`, `Choose among: ${known.join(', ')}`);
    if (!/^[1-9]\d{0,7}$/.test(most))
      throw new Problem(`"${most}" is no ceiling.`, `Write a whole number: --most ${name}=120`);
  }
  return Object.fromEntries(named.map(([name, most]) => [name, Number(most)])) as Record<string, number>;
}
