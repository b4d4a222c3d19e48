import { authenticator, type Authenticator, type Quirks } from './authenticator.ts';
import { browser, type Browser, type TestShop } from './people.ts';

/** Adds a passkey to whoever is signed in at the door. */
export async function addPasskey(
  shop: TestShop,
  door: 'portal' | 'staff',
  visitor: Browser,
  key: Authenticator = authenticator(),
): Promise<{ readonly key: Authenticator; readonly id: string }> {
  const { passkeys } = shop[door](visitor);
  const { id } = await passkeys.add(key.make(await passkeys.askNew({})));
  return { key, id };
}

/** Signs in with a passkey in a browser without cookies, unless one is given, and answers the browser. */
export async function signInBy(
  shop: TestShop,
  door: 'portal' | 'staff',
  key: Authenticator,
  { visitor = browser(), ...quirks }: Quirks & { readonly visitor?: Browser } = {},
): Promise<Browser> {
  const { passkeys } = shop[door](visitor);
  await passkeys.signIn(key.sign(await passkeys.ask({}), quirks));
  return visitor;
}
