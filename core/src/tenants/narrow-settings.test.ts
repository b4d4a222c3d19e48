import { createHash } from 'node:crypto';
import type { Json } from '@docket/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import {
  errandPlugin,
  openBrowser,
  openTestPlatform,
  roundTripsOf,
  stores,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';

type Values = Readonly<Record<string, Json>>;
const nobody = '0190a000-0000-7000-8000-00000000dead';

describe.each(stores)('settings of customers and services on %s', (store) => {
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    // Nothing runs in the background: round trips are counted.
    test = await openTestPlatform({ plugins: [errandPlugin()], store, config: { workers: false } });
    cast = await openCast(test, '/s/shop');
  }, 120_000);
  afterAll(() => test.close());
  /** Each test begins with nothing set anywhere. */
  afterEach(async () => {
    await run(`delete from core.setting`);
    await run(`update core.tenant set config_version = config_version + 1 where id = $1`, test.shop);
  });

  const run = async (text: string, ...values: unknown[]) => {
    const name = `test.${createHash('sha256').update(text).digest('hex').slice(0, 30)}`;
    const [rows] = await test.platform.database.withTenant(test.shop).run({ name, text, values });
    return rows as readonly Record<string, unknown>[];
  };
  const staff = () => cast.owner.staff;
  const ofShop = (values: Values) => staff().plugins.saveSettings.mutate({ plugin: 'errands', values });
  const ofService = (id: string, values: Values) =>
    staff().settings.saveOfService.mutate({ id, plugin: 'errands', values });
  const ofCustomer = (values: Values, id = cast.smith.id) =>
    staff().settings.saveOfCustomer.mutate({ id, plugin: 'errands', values });
  const atCustomer = async (id = cast.smith.id) => (await staff().settings.ofCustomer.query({ id }))[0]!;
  const atService = async (id: string) => (await staff().settings.ofService.query({ id }))[0]!;

  const begin = (browser: TestBrowser = cast.sarah) =>
    browser.portal.requests.begin.mutate({ kind: 'errand' }).then(({ id }) => id);
  const errand = (service = '', pieces = 1) => ({ title: 'Fetch the keys', service, pieces });
  async function send(service = '', pieces = 1, browser: TestBrowser = cast.sarah) {
    const id = await begin(browser);
    return browser.portal.requests.submit.mutate({ id, content: errand(service, pieces) });
  }
  async function orderOf(receipt: { readonly number: number | null }) {
    const { order } = await staff().orders.get.query({ number: receipt.number! });
    return order;
  }
  const statusOf = async (sent: ReturnType<typeof send>) => (await orderOf(await sent)).status;
  const codesOf = async (call: Promise<unknown>) =>
    ((await refusal(call)).details as { issues: { code: string; params: object }[] }).issues;

  describe('decide what becomes of a request', () => {
    it('[T-04] the customer’s first, whatever the service and the shop say', async () => {
      await ofShop({ initialStatus: 'asked' });
      await ofService('ride', { initialStatus: 'asked' });
      await ofCustomer({ initialStatus: 'agreed' });
      expect(await statusOf(send('ride'))).toBe('agreed');
      expect(await statusOf(send())).toBe('agreed');
      expect(await statusOf(send('ride', 1, cast.tom))).toBe('asked');
    });

    it('[T-05] the service’s where the customer has none', async () => {
      await ofService('ride', { initialStatus: 'agreed' });
      expect(await statusOf(send('ride'))).toBe('agreed');
      expect(await statusOf(send('walk'))).toBe('asked');
      expect(await statusOf(send())).toBe('asked');
    });

    it('[T-06] the shop’s where neither has any', async () => {
      await ofShop({ initialStatus: 'agreed' });
      await ofService('ride', { most: 3 });
      await ofCustomer({ most: 2 });
      expect(await statusOf(send('ride'))).toBe('agreed');
      expect(await statusOf(send('walk', 1, cast.tom))).toBe('agreed');
    });

    it('and the request keeps which of them it was', async () => {
      await ofService('ride', { initialStatus: 'agreed' });
      const order = await orderOf(await send('ride'));
      const reason = 'By the service.';
      expect(order.request_trace).toContainEqual({ by: 'errands', outcome: 'answered', reason });
      const { request_trace: trace } = await orderOf(await send('walk'));
      expect(JSON.stringify(trace)).toContain('By the default.');
    });

    it('[T-07] and what is taken out again lets the wider scope hold, for what comes later alone', async () => {
      await ofService('ride', { initialStatus: 'agreed' });
      await ofCustomer({ initialStatus: 'asked' });
      const before = await orderOf(await send('ride'));
      await ofCustomer({ initialStatus: null });
      expect(await statusOf(send('ride'))).toBe('agreed');
      expect((await staff().orders.get.query({ number: before.number })).order.status).toBe('asked');
      expect(await run(`select 1 from core.setting where scope = 'customer'`)).toEqual([]);
      expect(await atCustomer()).toMatchObject({ own: [], origins: { initialStatus: 'default' } });
    });

    it('[T-24] and open the draft of the customer’s people filled', async () => {
      await ofCustomer({ usual: 'ride' });
      const { content } = await cast.sarah.portal.requests.open.query({ id: await begin() });
      expect(content).toMatchObject({ service: 'ride' });
      const theirs = await cast.tom.portal.requests.open.query({ id: await begin(cast.tom) });
      expect(theirs.content).toMatchObject({ service: '' });
    });
  });

  describe('hold at every door', () => {
    it('at the submit, by customer and by service', async () => {
      await ofService('ride', { most: 2 });
      expect(await codesOf(send('ride', 3))).toMatchObject([{ code: 'errand.too-many', params: { most: 2 } }]);
      await ofCustomer({ most: 5 });
      await send('ride', 5);
      expect(await codesOf(send('ride', 6))).toMatchObject([{ params: { most: 5 } }]);
      expect(await codesOf(send('ride', 3, cast.tom))).toMatchObject([{ params: { most: 2 } }]);
    });

    it('at a submit that brings its content along, without a draft', async () => {
      await ofCustomer({ most: 2, initialStatus: 'agreed' });
      const submit = (id: string, pieces: number) =>
        cast.sarah.portal.requests.submit.mutate({ id, kind: 'errand', content: errand('ride', pieces) });
      expect(await codesOf(submit(nobody, 3))).toMatchObject([{ params: { most: 2 } }]);
      const receipt = await submit('0190a000-0000-7000-8000-00000000beef', 2);
      expect((await orderOf(receipt)).status).toBe('agreed');
    });

    it('in the draft’s review, and in what its form is given', async () => {
      await ofService('ride', { most: 2 });
      const id = await begin();
      const form = { title: 'Fetch', service: 'ride', pieces: '3' };
      await cast.sarah.portal.requests.save.mutate({ id, part: 'what', base: 0, form });
      const draft = await cast.sarah.portal.requests.open.query({ id });
      expect(draft.issues).toMatchObject([{ code: 'errand.too-many', params: { most: 2 } }]);
      expect(draft.settings).toEqual({ most: 2 });
    });

    it('when staff change an order: those of its own customer', async () => {
      await ofCustomer({ most: 4 });
      const { number } = await orderOf(await send('ride', 4));
      const revise = (pieces: number) =>
        staff().orders.revise.mutate({ number, base: 1, content: errand('ride', pieces), reason: null });
      expect(await codesOf(revise(5))).toMatchObject([{ params: { most: 4 } }]);
      expect(await staff().orders.form.query({ number })).toMatchObject({ settings: { most: 4 } });
      await revise(3);
    });

    it('when staff release a request, and not for an address that nobody has proven', async () => {
      await ofCustomer({ most: 2, initialStatus: 'agreed' });
      const stranger = openBrowser(test.platform, { base: '/s/shop' });
      const introduction = { name: 'Sarah', email: 'sarah@smith.test', company: '', trap: '' };
      const ask = async (trap: string) => {
        const { id } = await stranger.portal.requests.begin.mutate({
          kind: 'errand',
          introduction: { ...introduction, trap },
        });
        return id;
      };
      const plain = await ask('');
      expect((await stranger.portal.requests.open.query({ id: plain })).offers).toContainEqual({
        id: 'walk',
        title: 'On foot',
        most: 10,
        by: 'default',
      });
      const held = await ask('a machine');
      const receipt = await stranger.portal.requests.submit.mutate({ id: held, content: errand('ride', 2) });
      expect(receipt.state).toBe('waiting');
      const released = await staff().requests.release.mutate({ id: held });
      expect((await orderOf(released)).status).toBe('agreed');
      const beyond = await ask('a machine');
      await stranger.portal.requests.submit.mutate({ id: beyond, content: errand('ride', 3) });
      expect(await codesOf(staff().requests.release.mutate({ id: beyond }))).toMatchObject([{ params: { most: 2 } }]);
    });
  });

  describe('are offered on the form', () => {
    it('as they hold for the customer, each with where it comes from', async () => {
      await ofService('ride', { most: 3 });
      await ofCustomer({ most: 7 });
      const offers = async (browser: TestBrowser) =>
        (await browser.portal.requests.open.query({ id: await begin(browser) })).offers;
      expect(await offers(cast.sarah)).toEqual([
        { id: 'walk', title: 'On foot', most: 7, by: 'customer' },
        { id: 'ride', title: 'By bicycle', most: 7, by: 'customer' },
      ]);
      expect(await offers(cast.tom)).toEqual([
        { id: 'walk', title: 'On foot', most: 10, by: 'default' },
        { id: 'ride', title: 'By bicycle', most: 3, by: 'service' },
      ]);
      const { number } = await orderOf(await send('ride'));
      expect((await staff().orders.form.query({ number })).offers).toEqual(await offers(cast.sarah));
    });
  });

  describe('are set by staff', () => {
    it('[T-14] for every service that the shop has, with what may be set there alone', async () => {
      await ofShop({ services: [{ id: 'boat', title: 'By boat' }], initialStatus: 'agreed' });
      expect(await staff().settings.services.query({})).toEqual([{ id: 'boat', title: 'By boat', plugin: 'errands' }]);
      await ofService('boat', { most: 4 });
      const at = await atService('boat');
      expect(at).toMatchObject({
        id: 'errands',
        title: 'Errands',
        values: { initialStatus: 'agreed', most: 4, until: 'any' },
        inherited: { initialStatus: 'agreed', most: 10, until: 'any' },
        own: ['most'],
        secretsSet: [],
        origins: { initialStatus: 'tenant', most: 'service', until: 'default' },
      });
      expect(Object.keys(at.schema.properties!)).toEqual(['initialStatus', 'most', 'until', 'hour', 'buyers']);
      expect(at.trace['most']!.map(({ by, outcome }) => `${by} ${outcome}`)).toEqual([
        'customer passed',
        'service answered',
      ]);
      expect(await refusal(atService('ride'))).toMatchObject({ code: 'not-found' });
    });

    it('come with what a list of theirs offers, and with no list that nothing asks for', async () => {
      await ofShop({ services: [{ id: 'boat', title: 'By boat' }] });
      expect((await atCustomer()).offered).toEqual({ service: [{ value: 'boat', label: 'By boat' }] });
      expect((await atService('boat')).offered).toEqual({});
      const { offered } = await staff().plugins.settings.query({ plugin: 'errands' });
      expect(offered.status).toContainEqual({ value: 'errand.asked', label: 'status.errand.asked' });
    });

    it('[T-22] never so that the whole breaks a rule of the plugin, at whatever scope', async () => {
      const faults = async (call: Promise<unknown>) => (await refusal(call)).details;
      const late = { faults: [{ key: 'hour', message: 'Say until when.' }] };
      expect(await faults(ofShop({ until: 'hour' }))).toEqual(late);
      expect(await faults(ofService('ride', { until: 'hour' }))).toEqual(late);
      await ofService('ride', { until: 'hour', hour: '14:00' });
      expect(await faults(ofService('ride', { hour: null }))).toEqual(late);
      await ofService('ride', { hour: null, until: null });
      // What a wider scope says counts as well.
      await ofShop({ hour: '17:00' });
      await ofService('ride', { until: 'hour' });
      await ofShop({ until: 'hour' });
      expect(await faults(ofShop({ hour: null }))).toEqual(late);
      await ofCustomer({ hour: '12:00' });
      expect(await atService('ride')).toMatchObject({ values: { until: 'hour', hour: '17:00' } });
    });

    it('field by field, and not where the plugin does not allow it', async () => {
      const faults = async (call: Promise<unknown>) => {
        const refused = await refusal(call);
        expect(refused).toMatchObject({ code: 'settings.invalid', status: 422 });
        return (refused.details as { faults: { key: string }[] }).faults.map(({ key }) => key);
      };
      expect(await faults(ofCustomer({ until: 'hour', most: 0, nothing: 1 }))).toEqual(['until', 'most', 'nothing']);
      expect(await faults(ofService('ride', { usual: 'walk' }))).toEqual(['usual']);
      expect(await run(`select 1 from core.setting`)).toEqual([]);
      expect(
        await refusal(staff().settings.saveOfService.mutate({ id: 'ride', plugin: 'core', values: {} })),
      ).toMatchObject({ code: 'not-found' });
    });

    it('[abuse 28] for nobody of another shop, and nothing that is unknown: all answer alike', async () => {
      const { seed } = test.platform;
      const other = await seed.shop({
        slug: `other-${store}`,
        name: 'Other',
        timeZone: 'UTC',
        currency: 'EUR',
        locale: 'en',
        units: 'mm',
      });
      const theirs = await seed.customer(other, { name: 'Theirs', contacts: [] });
      for (const id of [theirs.id, nobody]) {
        expect(await refusal(staff().settings.ofCustomer.query({ id }))).toMatchObject({ code: 'not-found' });
        const saving = staff().settings.saveOfCustomer.mutate({ id, plugin: 'errands', values: { most: 2 } });
        expect(await refusal(saving)).toMatchObject({ code: 'not-found' });
      }
      expect(await run(`select 1 from core.setting`)).toEqual([]);
      await seed.erase(other);
    });

    it('on record, with whose they are and never a secret', async () => {
      await ofCustomer({ password: 'sesame', most: 4 });
      await ofService('ride', { most: 3 });
      const lines = await run(
        `select subject_type, subject_id, before, after from core.audit where action = 'plugins.settings' order by id desc limit 2`,
      );
      expect(lines).toEqual([
        { subject_type: 'service', subject_id: 'ride', before: { most: null }, after: { most: 3 } },
        {
          subject_type: 'customer',
          subject_id: cast.smith.id,
          before: { password: null, most: null },
          after: { password: '•••', most: 4 },
        },
      ]);
      expect(await atCustomer()).toMatchObject({ secretsSet: ['password'], own: ['most', 'password'] });
      expect(JSON.stringify([await atCustomer(), await run('select value from core.setting')])).not.toContain('sesame');
      const { rows: told } = await staff().audit.list.query({ kind: 'service' });
      expect(told[0]).toMatchObject({ subject_name: 'ride' });
    });

    it('and of two who change them at the same moment, one is told', async () => {
      const both = await Promise.allSettled([ofCustomer({ most: 2 }), ofCustomer({ usual: 'ride' })]);
      const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
      for (const error of refused)
        expect(await refusal(Promise.reject(error))).toMatchObject({ code: 'settings.stale' });
      expect((await atCustomer()).own).toHaveLength(2 - refused.length);
    });
  });

  describe('and the customers they are of', () => {
    it('keep their own with them when they are merged, and get them back when that is undone', async () => {
      const made = async (name: string) => (await test.platform.seed.customer(test.shop, { name, contacts: [] })).id;
      const [from, into] = [await made('From'), await made('Into')];
      await ofCustomer({ most: 3 }, from);
      await ofCustomer({ most: 6 }, into);
      const profile = { name: 'Into', email: null, phone: null, note: null };
      const { id: merge } = await staff().customers.merge.mutate({ id: from, into, ...profile });
      expect(await atCustomer(into)).toMatchObject({ values: { most: 6 } });
      expect(await refusal(atCustomer(from))).toMatchObject({ code: 'not-found' });
      expect(await refusal(ofCustomer({ most: 1 }, from))).toMatchObject({ code: 'not-found' });
      await staff().customers.undoMerge.mutate({ id: merge });
      expect(await atCustomer(from)).toMatchObject({ values: { most: 3 } });
    });

    it('hand them on in a merge to one that has none, at once', async () => {
      const from = (await test.platform.seed.customer(test.shop, { name: 'Former', contacts: [] })).id;
      await ofCustomer({ most: 3 }, from);
      await send('', 4);
      const { name, email, phone, note } = await staff().customers.get.query({ id: cast.smith.id });
      const { id } = await staff().customers.merge.mutate({ id: from, into: cast.smith.id, name, email, phone, note });
      expect(await codesOf(send('', 4))).toMatchObject([{ params: { most: 3 } }]);
      await staff().customers.undoMerge.mutate({ id });
      await send('', 4);
    });

    it('are erased with them, and others keep theirs', async () => {
      const gone = (await test.platform.seed.customer(test.shop, { name: 'Gone', contacts: [] })).id;
      await ofCustomer({ most: 3 }, gone);
      await ofCustomer({ most: 4 });
      await ofService('ride', { most: 2 });
      await staff().privacy.eraseCustomer.mutate({ id: gone, name: 'Gone' });
      const left = await run(`select scope, scope_id from core.setting order by scope`);
      expect(left).toEqual([
        { scope: 'customer', scope_id: cast.smith.id },
        { scope: 'service', scope_id: 'ride' },
      ]);
      expect(await refusal(atCustomer(gone))).toMatchObject({ code: 'not-found' });
      expect(await refusal(ofCustomer({ most: 1 }, gone))).toMatchObject({ code: 'not-found' });
    });
  });

  describe('cost', () => {
    const trips = async (work: () => Promise<unknown>): Promise<number> => {
      const counts: number[] = [];
      for (let round = 0; round < 4; round += 1) {
        const before = test.platform.database.roundTrips();
        await work();
        counts.push(test.platform.database.roundTrips() - before);
      }
      // What runs in the background now and then adds one.
      return Math.min(...counts);
    };
    const submitted = async (service: string) => {
      const ids = [await begin(), await begin(), await begin(), await begin()];
      return trips(() => cast.sarah.portal.requests.submit.mutate({ id: ids.pop()!, content: errand(service) }));
    };

    it('a submit two round trips, whether there are none or the customer has some', async () => {
      expect(await submitted('ride')).toBe(2);
      await ofService('ride', { most: 3 });
      await ofCustomer({ most: 7 });
      expect(await submitted('ride')).toBe(2);
    });

    it('one more read for a customer that is new to the process, once for each version of the shop', async () => {
      await ofCustomer({ most: 7 });
      const id = await begin();
      const open = () => cast.sarah.portal.requests.open.query({ id });
      const counted = () => roundTripsOf(test.platform.database, open);
      for (const most of [2, 3]) {
        await ofService('ride', { most });
        expect([await counted(), await counted()]).toEqual([2, 1]);
      }
    });

    it('a page of them the round trip of the session', async () => {
      await ofCustomer({ most: 7 });
      expect(await trips(() => atCustomer())).toBe(1);
      expect(await trips(() => atService('ride'))).toBe(1);
    });
  });
});
