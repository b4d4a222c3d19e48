import type { Platform } from '@docket/core';
import { Problem } from '../problem.ts';

/** What the operator says of a shop to be; what is left out is guessed from the machine. */
export interface Founding {
  readonly name?: string | undefined;
  /** The owner's address; customers see it as the shop's too. */
  readonly email?: string | undefined;
  readonly owner?: string | undefined;
  readonly slug?: string | undefined;
  readonly zone?: string | undefined;
  readonly currency?: string | undefined;
  readonly locale?: string | undefined;
  readonly units?: string | undefined;
}

/**
 * Founds a shop with its owner, and answers what the terminal says: the link with which the owner chooses a password.
 * Throws a `Problem` for what is missing or cannot be.
 */
export async function foundShop(platform: Platform, founding: Founding): Promise<string> {
  const shop = shopToFound(founding);
  const { name, email } = shop;
  const { link } = await platform.operators.shops.create({ type: 'command' }, shop).catch(refuseTaken);
  return said(name, email, link);
}

/** The whole shop that is meant. Throws a `Problem` for what is missing or cannot be. */
export function shopToFound(founding: Founding) {
  const { name, email } = required(founding);
  const ownerName = founding.owner?.trim() || name;
  return { ...placeOf(founding), slug: slugOf(founding.slug ?? name), name, email, ownerName };
}

function required({ name, email }: Founding): { readonly name: string; readonly email: string } {
  const [called, reached] = [name?.trim() ?? '', email?.trim() ?? ''];
  if (called !== '' && /^[^\s@]+@[^\s@]+$/.test(reached)) return { name: called, email: reached };
  throw new Problem(
    called === '' ? 'A shop needs a name.' : 'The shop needs the mail address of its owner.',
    'Run: docket shop --name "Your shop" --email you@example.com',
  );
}

/** Where the shop is at home, as far as the machine tells. */
function placeOf({ zone, currency, locale, units }: Founding) {
  const machine = Intl.DateTimeFormat().resolvedOptions();
  const language = known(locale ?? machine.locale, '--locale', 'en-US', (tag) => new Intl.Locale(tag));
  return {
    timeZone: known(zone ?? machine.timeZone, '--zone', 'America/Chicago', (timeZone) =>
      Intl.DateTimeFormat('en', { timeZone }),
    ),
    currency: known(currency ?? 'USD', '--currency', 'USD', (code) =>
      Intl.NumberFormat('en', { style: 'currency', currency: code }),
    ),
    locale: language,
    units: unitsOf(units ?? (language.endsWith('-US') ? 'inch' : 'mm')),
  };
}

function known(value: string, option: string, example: string, read: (value: string) => unknown): string {
  try {
    read(value);
    return value;
  } catch (cause) {
    throw new Problem(`"${value}" is not known.`, `Write it like this: ${option} ${example}`, { cause });
  }
}

function unitsOf(given: string): 'inch' | 'mm' {
  if (given === 'inch' || given === 'mm') return given;
  throw new Problem(`A shop does not measure in "${given}".`, 'Choose: --units inch, or --units mm');
}

/** What the machine knows of a shop that is set up by its page. */
export const placeOfNewShop = (name: string) => ({ ...placeOf({}), slug: addressedAs(name) || 'shop' });

/** Lower case words with dashes, as in addresses; empty for a name without a letter that they can hold. */
const addressedAs = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');

function slugOf(name: string): string {
  const slug = addressedAs(name);
  if (slug !== '') return slug;
  throw new Problem(`"${name}" has no letter that an address can hold.`, 'Name its address: --slug your-shop');
}

function refuseTaken(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'shop.taken')
    throw new Problem('There is a shop at this address already.', 'Name another one: --slug your-shop', {
      cause: error,
    });
  throw error;
}

const said = (name: string, email: string, link: string): string =>
  [
    `"${name}" is founded.`,
    '',
    `  Choose the password for ${email}, within seven days:`,
    `  ${link}`,
    '',
    `  Customers go to ${link.replace(/\/admin\/welcome\/.*$/, '/')}`,
    '',
    'The server must run for these addresses to answer: docket start',
  ].join('\n');
