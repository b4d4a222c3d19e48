import type { Json } from '@docket/sdk';
import { refusalOf, type Refusal } from '@docket/sdk/client';
import { openBrowser, openTestPlatform, type Store, type TestBrowser, type TestPlatform } from '@docket/core/testing';
import { expect } from 'vitest';
import plugin from './index.ts';
import { paint } from './rules/samples.fixture.ts';

/** A moment of Tuesday, 16 June 2026, by the clock of the shop, which stands at Chicago. */
export const chicago = (time: string): Date => new Date(`2026-06-16T${time}-05:00`);

type Receipt = Awaited<ReturnType<TestBrowser['portal']['requests']['submit']['mutate']>>;
type Values = Readonly<Record<string, Json>>;

/** A carrier with an owner and two customers, on a database of its own. Close it in `afterAll`. */
export interface Carrier {
  readonly test: TestPlatform;
  readonly owner: TestBrowser;
  /** A contact of Smith & Sons. */
  readonly sarah: TestBrowser;
  /** A contact of Jones. */
  readonly tom: TestBrowser;
  /** Id of Smith & Sons. */
  readonly smith: string;
  /** Saves settings of the shop, of a service, of Smith & Sons. */
  shop(values: Values): Promise<unknown>;
  setService(service: string, values: Values): Promise<unknown>;
  setCustomer(values: Values): Promise<unknown>;
  send(content?: Json, browser?: TestBrowser): Promise<Receipt>;
  orderOf(
    content?: Json,
    browser?: TestBrowser,
  ): Promise<Awaited<ReturnType<TestBrowser['staff']['orders']['get']['query']>>['order']>;
  close(): Promise<void>;
}

/** The paint to Dublin, as it is sent. */
export const draftOf = (change: object = {}): Json => ({ ...paint, ...change });

/** Starts the carrier at ten in the morning. */
export async function openCarrier(store: Store): Promise<Carrier> {
  const test = await openTestPlatform({ plugins: [plugin], store, now: chicago('10:00:00') });
  const { seed } = test.platform;
  const signedIn = async (who: Parameters<typeof seed.cookie>[1]): Promise<TestBrowser> => {
    const browser = openBrowser(test.platform);
    browser.take(await seed.cookie(test.shop, who));
    return browser;
  };
  const customer = (name: string, email: string) =>
    seed.customer(test.shop, { name, contacts: [{ name: 'Pat', email }] });
  const [smith, jones] = [
    await customer('Smith & Sons', 'sarah@smith.test'),
    await customer('Jones', 'tom@jones.test'),
  ];
  const password = 'seven green lamps';
  const staff = await seed.staff(test.shop, { name: 'Robin', email: 'robin@shop.test', role: 'owner', password });
  const owner = await signedIn({ type: 'staff', id: staff });
  const sarah = await signedIn({ type: 'contact', id: smith.contacts[0]! });
  const tom = await signedIn({ type: 'contact', id: jones.contacts[0]! });
  const send: Carrier['send'] = async (content = draftOf(), browser = sarah) => {
    const { id: draft } = await browser.portal.requests.begin.mutate({ kind: 'transport' });
    return browser.portal.requests.submit.mutate({ id: draft, content });
  };
  const { plugins, settings, orders } = owner.staff;
  return {
    test,
    owner,
    sarah,
    tom,
    smith: smith.id,
    shop: (values) => plugins.saveSettings.mutate({ plugin: plugin.id, values }),
    setService: (id, values) => settings.saveOfService.mutate({ id, plugin: plugin.id, values }),
    setCustomer: (values) => settings.saveOfCustomer.mutate({ id: smith.id, plugin: plugin.id, values }),
    send,
    async orderOf(content, browser) {
      const { number } = await send(content, browser);
      return (await orders.get.query({ number: number! })).order;
    },
    close: () => test.close(),
  };
}

/** What a call is refused with. */
export const refused = async (sending: Promise<unknown>): Promise<Refusal> =>
  sending.then(
    () => expect.unreachable('The order was not refused.'),
    (error: unknown) => refusalOf(error),
  );

/** The codes of the issues that an order is refused with. */
export const codes = async (sending: Promise<unknown>): Promise<readonly string[]> =>
  ((await refused(sending)).details as { issues: { code: string }[] }).issues.map(({ code }) => code);
