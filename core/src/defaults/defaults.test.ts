import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import { notePlugin, openBrowser, openTestPlatform, stores, type TestPlatform } from '../testing/index.ts';
import { tripPlugin } from '../testing/trip-plugin.ts';

const nobodys = '0190a000-0000-7000-8000-00000000000f';
const kind = 'trip';
const introduction = { name: 'Sam', email: 'sam@new.test', company: '', trap: '' };

describe.each(stores)('what a new order begins with, on %s', (store) => {
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(), tripPlugin()], store });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());
  beforeEach(clear);

  const staff = () => cast.owner.staff.defaults;
  const portal = () => cast.sarah.portal.requests;
  const smith = () => ({ id: cast.smith.id, kind });
  const begin = async () => (await portal().begin.mutate({ kind })).id;
  const opened = async (id: string) => portal().open.query({ id });
  const fresh = async () => opened(await begin());
  const versionOf = async () => (await ofTrip()).version;
  const ofTrip = async () => (await staff().ofCustomer.query({ id: cast.smith.id })).find((one) => one.kind === kind)!;
  const saveSmith = async (part: string, form: object, base?: number) =>
    staff().saveOfCustomer.mutate({ ...smith(), part, base: base ?? (await versionOf()), form: form as never });
  const saveService = async (id: string, part: string, form: object) => {
    const [{ version: base }] = (await staff().ofService.query({ id })) as unknown as [{ version: number }];
    return staff().saveOfService.mutate({ id, kind, part, base, form: form as never });
  };
  const addAddress = (label: string) =>
    cast.owner.staff.customers.addAddress.mutate({ customer: cast.smith.id, label, value: { street: label } });

  async function clear(): Promise<void> {
    await test.platform.database
      .withTenant(test.shop)
      .run(
        { name: 'test.no-defaults', text: 'delete from core.order_default', values: [] },
        { name: 'test.raise', text: 'update core.tenant set config_version = config_version + 1', values: [] },
      );
  }

  it('[T-24] is kept only when it is saved, in versions that say who made them and what they changed', async () => {
    expect(await ofTrip()).toMatchObject({ kind, plugin: 'trips', version: 0, lines: [], versions: [] });
    expect((await staff().formOfCustomer.query(smith())).content).toMatchObject({ title: '', unit: 'cm' });
    expect((await fresh()).content).toMatchObject({ title: '' });
    expect(await saveSmith('route', { title: 'Daily run' })).toEqual({ version: 1 });
    expect(await saveSmith('service', { unit: 'in' })).toEqual({ version: 2 });
    expect(await ofTrip()).toMatchObject({
      version: 2,
      lines: [
        { path: 'unit', label: 'trip.unit', after: 'in' },
        { path: 'title', label: 'trip.title', after: 'Daily run' },
      ],
      versions: [
        { version: 2, name: 'Robin', by: { type: 'staff' }, changes: [{ path: 'unit', after: 'in' }] },
        { version: 1, name: 'Robin', changes: [{ path: 'title', after: 'Daily run' }] },
      ],
    });
    expect((await staff().formOfCustomer.query(smith())).content).toMatchObject({ title: 'Daily run', unit: 'in' });
  });

  it('[T-24] holds only what differs from an empty form, and no version of what changes nothing', async () => {
    expect(await saveSmith('service', { service: '', unit: 'cm' })).toEqual({ version: 0 });
    await saveSmith('route', { title: 'Daily run' });
    expect(await saveSmith('route', { title: 'Daily run' })).toEqual({ version: 1 });
    expect(await saveSmith('route', { title: '' })).toEqual({ version: 2 });
    expect((await ofTrip()).lines).toEqual([]);
  });

  it('[T-25] fills a customer’s new drafts, and says where each value came from', async () => {
    await saveSmith('route', { title: 'Daily run' });
    const draft = await fresh();
    expect(draft.content).toMatchObject({ title: 'Daily run', service: 'economy', unit: 'cm' });
    expect(draft.prefilled).toEqual({
      title: { source: 'customer', version: 1, value: 'Daily run' },
      service: { source: 'trips', version: null, value: 'economy' },
    });
    expect(
      (await cast.tom.portal.requests.open.query(await cast.tom.portal.requests.begin.mutate({ kind }))).content,
    ).toMatchObject({ title: '' });
    const stranger = openBrowser(test.platform);
    const { id } = await stranger.portal.requests.begin.mutate({ kind, introduction });
    expect((await stranger.portal.requests.open.query({ id })).content).toMatchObject({ title: '' });
  });

  it('[T-26] what is submitted is what is stored, and the default is not asked again', async () => {
    await saveSmith('route', { title: 'Daily run' });
    const id = await begin();
    await portal().save.mutate({ id, part: 'route', base: 0, form: { title: 'Another run' }, keepMine: false });
    expect((await opened(id)).prefilled).not.toHaveProperty('title');
    await saveSmith('route', { title: 'Changed since' });
    const receipt = await portal().submit.mutate({ id });
    const page = await cast.owner.staff.orders.get.query({ number: receipt.number! });
    expect(page.order.content).toMatchObject({ title: 'Another run', service: 'economy' });
    expect(page.prefilled).toMatchObject([{ path: 'service', label: 'trip.service', source: 'trips', version: null }]);
  });

  it('[T-26] an emptied value stays empty', async () => {
    await saveSmith('route', { title: 'Daily run' });
    const id = await begin();
    await portal().save.mutate({ id, part: 'route', base: 0, form: { title: '' }, keepMine: false });
    const { number } = await portal().submit.mutate({ id });
    expect((await cast.owner.staff.orders.get.query({ number: number! })).order.content).toMatchObject({ title: '' });
  });

  it('begins with what the usual service brings, and fills what is still empty when another is chosen', async () => {
    await saveService('economy', 'service', { unit: 'm' });
    await saveService('express', 'route', { title: 'Express run' });
    const id = await begin();
    expect(await opened(id)).toMatchObject({
      content: { service: 'economy', unit: 'm', title: '' },
      prefilled: { unit: { source: 'service', version: 1 } },
    });
    const saved = await portal().save.mutate({
      id,
      part: 'service',
      base: 0,
      form: { service: 'express', unit: 'm' },
      keepMine: false,
    });
    expect(saved.filled).toEqual({});
    expect(await opened(id)).toMatchObject({
      content: { service: 'express', title: 'Express run' },
      prefilled: { title: { source: 'service', version: 1 } },
      versions: { service: 1 },
    });
  });

  it('leaves what was typed when a service is chosen', async () => {
    await saveService('express', 'route', { title: 'Express run' });
    const id = await begin();
    await portal().save.mutate({ id, part: 'route', base: 0, form: { title: 'Mine' }, keepMine: false });
    await portal().save.mutate({ id, part: 'service', base: 0, form: { service: 'express' }, keepMine: false });
    expect((await opened(id)).content).toMatchObject({ title: 'Mine' });
  });

  it('brings with a saved address what orders get there, and tells the form of it', async () => {
    const place = await addAddress('Hall 7');
    await staff().savePlace.mutate({
      customer: cast.smith.id,
      id: place.id,
      kind,
      base: 0,
      texts: { dock: ' Gate 4 ', zone: '' },
    });
    const id = await begin();
    const { stops } = (await opened(id)).content as { stops: readonly object[] };
    const form = { stops: [{ ...stops[0], saved: place.id }, stops[1]] } as never;
    const saved = await portal().save.mutate({ id, part: 'route', base: 0, form, keepMine: false });
    expect(saved.filled).toEqual({ 'stops.0.dock': 'Gate 4', 'stops.0.address.street': 'Hall 7' });
    expect(await opened(id)).toMatchObject({
      content: {
        stops: [
          { id: 's1', dock: 'Gate 4', zone: 'UTC', address: { street: 'Hall 7' } },
          { id: 's2', dock: '' },
        ],
      },
      prefilled: { 'stops.0.dock': { source: 'address', version: 1, value: 'Gate 4' } },
    });
    const [shown] = await staff().ofPlace.query({ customer: cast.smith.id, id: place.id });
    expect(shown).toMatchObject({
      kind,
      fields: [
        { key: 'dock', label: 'trip.dock', text: 'Gate 4' },
        { key: 'zone', text: '' },
      ],
    });
  });

  it('brings nothing with somebody else’s address', async () => {
    const { id: tomsCustomer } = (await cast.owner.staff.customers.list.query({ search: 'Jones' })).rows[0]!;
    const place = await cast.owner.staff.customers.addAddress.mutate({
      customer: tomsCustomer,
      label: 'Toms',
      value: { street: 'x' },
    });
    await staff().savePlace.mutate({ customer: tomsCustomer, id: place.id, kind, base: 0, texts: { dock: 'Gate 9' } });
    const id = await begin();
    const { stops } = (await opened(id)).content as { stops: readonly object[] };
    const form = { stops: [{ ...stops[0], saved: place.id }, stops[1]] } as never;
    await portal().save.mutate({ id, part: 'route', base: 0, form, keepMine: false });
    expect((await opened(id)).content).toMatchObject({ stops: [{ dock: '', address: { street: '' } }, {}] });
  });

  it('goes back to a former version, or to none of it, as a new version', async () => {
    await saveSmith('route', { title: 'One' });
    await saveSmith('route', { title: 'Two' });
    expect(await staff().restoreOfCustomer.mutate({ ...smith(), base: 2, version: 1 })).toEqual({ version: 3 });
    expect((await fresh()).content).toMatchObject({ title: 'One' });
    expect(await staff().restoreOfCustomer.mutate({ ...smith(), base: 3, version: 0 })).toEqual({ version: 4 });
    expect((await fresh()).content).toMatchObject({ title: '' });
    expect(await refusal(staff().restoreOfCustomer.mutate({ ...smith(), base: 4, version: 9 }))).toMatchObject({
      code: 'not-found',
    });
    expect((await ofTrip()).versions.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
  });

  it('refuses the second of two who change it at once', async () => {
    expect(await refusal(saveSmith('route', { title: 'x' }, 7))).toMatchObject({ code: 'defaults.stale', status: 409 });
    const both = await Promise.allSettled([
      saveSmith('route', { title: 'One' }, 0),
      saveSmith('route', { title: 'Two' }, 0),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await versionOf()).toBe(1);
  });

  it('refuses what is unknown, what is foreign and what is too much, all in their own words', async () => {
    const place = await addAddress('Shed');
    const atPlace = { customer: cast.smith.id, id: place.id, kind, base: 0 };
    for (const asked of [
      () => staff().ofCustomer.query({ id: nobodys }),
      () => staff().formOfCustomer.query({ id: nobodys, kind }),
      () => staff().formOfCustomer.query({ ...smith(), kind: 'none' }),
      () => staff().saveOfCustomer.mutate({ ...smith(), part: 'none', base: 0, form: {} }),
      () => staff().ofService.query({ id: 'none' }),
      () => staff().saveOfService.mutate({ id: 'express', kind: 'note', part: 'what', base: 0, form: {} }),
      () => staff().ofPlace.query({ customer: nobodys, id: place.id }),
      () => staff().savePlace.mutate({ ...atPlace, kind: 'note', texts: {} }),
    ])
      expect(await refusal(asked())).toMatchObject({ code: 'not-found', status: 404 });
    expect(await refusal(staff().savePlace.mutate({ ...atPlace, texts: { street: 'x' } }))).toMatchObject({
      code: 'input.malformed',
    });
    expect(await refusal(staff().savePlace.mutate({ ...atPlace, texts: { dock: 'x'.repeat(2001) } }))).toMatchObject({
      code: 'input.malformed',
    });
    const long = { stops: Array.from({ length: 30 }, () => ({ dock: 'x'.repeat(2000) })) };
    expect(await refusal(saveSmith('route', long))).toMatchObject({ code: 'defaults.too-large', status: 413 });
  });

  it('goes with its address, and follows its customer when that is merged and parted again', async () => {
    const customers = cast.owner.staff.customers;
    const old = await customers.create.mutate({ name: 'Old Mill' });
    const place = await customers.addAddress.mutate({
      customer: old.id,
      label: 'Mill',
      value: { street: 'Mill Rd' },
    });
    await staff().savePlace.mutate({ customer: old.id, id: place.id, kind, base: 0, texts: { dock: 'Ramp' } });
    await staff().saveOfCustomer.mutate({ id: old.id, kind, part: 'route', base: 0, form: { title: 'Mill run' } });
    const { name, email, phone, note } = (await customers.get.query({ id: cast.smith.id })) as never;
    const merge = { id: old.id, into: cast.smith.id, name, email, phone, note };
    const merged = await customers.merge.mutate(merge);
    expect((await ofTrip()).lines).toMatchObject([{ after: 'Mill run' }]);
    expect(await staff().ofPlace.query({ customer: cast.smith.id, id: place.id })).toMatchObject([{ version: 1 }]);
    await customers.undoMerge.mutate({ id: merged.id });
    expect((await ofTrip()).version).toBe(0);
    expect(await staff().ofPlace.query({ customer: old.id, id: place.id })).toMatchObject([{ version: 1 }]);
    await customers.removeAddress.mutate({ customer: old.id, id: place.id });
    const left = await test.platform.database.withTenant(test.shop).run({
      name: 't.l',
      text: "select 1 from core.order_default where scope = 'address' and subject = $1",
      values: [place.id],
    });
    expect(left[0]).toEqual([]);
  });

  it('costs a shop without it no further round trip, and with it none to begin', async () => {
    const { database } = test.platform;
    const count = async (act: () => Promise<unknown>): Promise<number> => {
      const before = database.roundTrips();
      await act();
      return database.roundTrips() - before;
    };
    const least = async (act: () => Promise<unknown>): Promise<number> =>
      Math.min(await count(act), await count(act), await count(act));
    await test.platform.settle();
    expect(await least(begin)).toBe(2);
    await saveSmith('route', { title: 'Daily run' });
    await saveService('express', 'service', { unit: 'm' });
    expect(await least(begin)).toBe(2);
    const id = await begin();
    const choose = (service: string, base: number) => () =>
      portal().save.mutate({ id, part: 'service', base, form: { service }, keepMine: false });
    expect(Math.min(await count(choose('express', 0)), await count(choose('economy', 1)))).toBe(2);
  });
});
