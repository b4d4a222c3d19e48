import { refusalOf, type Refusal } from '@docket/sdk/client';
import { openBrowser, type TestBrowser } from './browser.ts';
import type { TestPlatform } from './platform.ts';

/** The people of the test shop. */
export interface Cast {
  /** Staff with every permission, signed in. */
  readonly owner: TestBrowser;
  /** Contact of Smith & Sons, signed in. */
  readonly sarah: TestBrowser;
  /** Contact of another customer, signed in. */
  readonly tom: TestBrowser;
  readonly smith: { readonly id: string; readonly contact: string };
}

/** Brings an owner and two customers with a contact each into the test's shop; `base` is needed once there are others. */
export async function openCast({ platform, shop }: TestPlatform, base = ''): Promise<Cast> {
  const { seed } = platform;
  const signedIn = async (who: Parameters<typeof seed.cookie>[1]): Promise<TestBrowser> => {
    const browser = openBrowser(platform, { base });
    browser.take(await seed.cookie(shop, who));
    return browser;
  };
  const staff = await seed.staff(shop, {
    name: 'Robin',
    email: 'robin@shop.test',
    role: 'owner',
    password: 'seven green lamps',
  });
  const contactOf = async (name: string, contact: string, email: string) => {
    const { id, contacts } = await seed.customer(shop, { name, contacts: [{ name: contact, email }] });
    return { id, contact: contacts[0]! };
  };
  const smith = await contactOf('Smith & Sons', 'Sarah', 'sarah@smith.test');
  const jones = await contactOf('Jones Prints', 'Tom', 'tom@jones.test');
  return {
    owner: await signedIn({ type: 'staff', id: staff }),
    sarah: await signedIn({ type: 'contact', id: smith.contact }),
    tom: await signedIn({ type: 'contact', id: jones.contact }),
    smith,
  };
}

/** What a call is refused with. Throws when it is not. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    return refusalOf(error);
  }
  throw new Error('The call was not refused.');
}
