import { definePlugin, describePlugin, intake, on, type Json } from '@docket/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import {
  errandPlugin,
  notePlugin,
  openTestPlatform,
  roundTripsOf,
  stores,
  type TestPlatform,
} from '../testing/index.ts';

/** A plugin that needs the customer’s own number, e.g. because it brings errands elsewhere by it. */
const courier = () =>
  describePlugin({
    id: 'courier',
    version: '1.0.0',
    title: 'Courier link',
    about: 'Needs the reference, which is the remark.',
    activation: 'off',
    server: async () => ({
      server: definePlugin({
        hooks: [on(intake.alwaysShown, ({ reference }) => (reference ? [reference, 'no-such-field'] : []))],
      }),
    }),
  });

describe.each(stores)('the layout of forms on %s', (store) => {
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    test = await openTestPlatform({
      plugins: [errandPlugin(), notePlugin(), courier()],
      store,
      config: { workers: false },
    });
    cast = await openCast(test, '/s/shop');
  }, 120_000);
  afterAll(() => test.close());
  afterEach(async () => {
    await staff().forms.save.mutate({ kind: 'errand', layout: {} });
    await staff().plugins.switch.mutate({ plugin: 'courier', active: false });
  });

  const staff = () => cast.owner.staff;
  const lay = (layout: Record<string, 'shown' | 'aside'>) => staff().forms.save.mutate({ kind: 'errand', layout });
  const placesOf = async () => {
    const { fields } = await staff().forms.get.query({ kind: 'errand' });
    return Object.fromEntries(fields.map(({ path, place }) => [path, place]));
  };
  async function draftAside() {
    const { id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'errand' });
    const { aside } = await cast.sarah.portal.requests.open.query({ id });
    return aside;
  }

  it('[T-52] begins as the kind has it: the customer’s form has those fields aside that the kind puts there', async () => {
    expect(await staff().forms.list.query({})).toEqual([
      { kind: 'errand', title: 'errand.kind', plugin: 'errands', fields: 2, changed: 0 },
      { kind: 'note', title: 'note.kind', plugin: 'notes', fields: 0, changed: 0 },
    ]);
    expect(await staff().forms.get.query({ kind: 'errand' })).toEqual({
      kind: 'errand',
      title: 'errand.kind',
      plugin: { id: 'errands', title: 'Errands' },
      parts: [{ id: 'what', title: 'errand.what' }],
      fields: [
        { path: 'service', label: 'errand.service', part: 'what', standard: 'shown', place: 'shown', neededBy: [] },
        { path: 'remark', label: 'errand.remark', part: 'what', standard: 'aside', place: 'aside', neededBy: [] },
      ],
    });
    expect(await draftAside()).toEqual(['remark']);
  });

  it('[T-52] is what the shop says from the next form on: "Always show", or behind "Add information"', async () => {
    await lay({ remark: 'shown', service: 'aside' });
    expect(await draftAside()).toEqual(['service']);
    expect(await placesOf()).toEqual({ service: 'aside', remark: 'shown' });
    expect(await staff().forms.list.query({})).toMatchObject([{ changed: 2 }, { changed: 0 }]);
  });

  it('is the same in the form in which staff edit an order', async () => {
    const { id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'errand' });
    const content: Json = { title: 'Fetch the keys', service: '', pieces: 1, remark: '' };
    const { number } = await cast.sarah.portal.requests.submit.mutate({ id, content });
    await lay({ service: 'aside' });
    const { aside } = await staff().orders.form.query({ number: number! });
    expect(aside).toEqual(['service', 'remark']);
  });

  it('goes back to what it was before, and to the standard', async () => {
    await lay({ remark: 'shown' });
    const { before } = await lay({ service: 'aside' });
    expect(before).toEqual({ service: 'shown', remark: 'shown' });
    await lay(before);
    expect(await placesOf()).toEqual({ service: 'shown', remark: 'shown' });
    await lay({});
    expect(await placesOf()).toEqual({ service: 'shown', remark: 'aside' });
  });

  it('[T-52] gives way to a plugin that needs a field in view, for as long as it is on', async () => {
    await staff().plugins.switch.mutate({ plugin: 'courier', active: true });
    expect(await draftAside()).toEqual([]);
    const { fields } = await staff().forms.get.query({ kind: 'errand' });
    expect(fields.map(({ place, neededBy }) => ({ place, neededBy }))).toEqual([
      { place: 'shown', neededBy: [] },
      { place: 'aside', neededBy: ['Courier link'] },
    ]);
    await staff().plugins.switch.mutate({ plugin: 'courier', active: false });
    expect(await draftAside()).toEqual(['remark']);
  });

  it('is refused for a field that must be filled in, one that there is not, and another shop’s kind', async () => {
    expect(await refusal(lay({ title: 'aside' }))).toMatchObject({ code: 'not-found' });
    expect(await refusal(lay({ 'no.such': 'shown' }))).toMatchObject({ code: 'not-found' });
    expect(await refusal(staff().forms.get.query({ kind: 'garment' }))).toMatchObject({ code: 'not-found' });
    expect(await refusal(staff().forms.save.mutate({ kind: 'garment', layout: {} }))).toMatchObject({
      code: 'not-found',
    });
  });

  it('stands in the audit with who changed it, and in no generated form', async () => {
    await lay({ remark: 'shown' });
    const { rows } = await staff().audit.list.query({});
    expect(rows[0]).toMatchObject({
      action: 'plugins.settings',
      before: { formLayout: null },
      after: { formLayout: { errand: { remark: 'shown' } } },
    });
    const { schema } = await staff().plugins.settings.query({ plugin: 'core' });
    expect(Object.keys(schema.properties ?? {})).not.toContain('formLayout');
    expect(Object.keys(schema.properties ?? {})).toContain('welcome');
  });

  it('is each kind’s own', async () => {
    await lay({ remark: 'shown' });
    await staff().forms.save.mutate({ kind: 'note', layout: {} });
    expect(await placesOf()).toMatchObject({ remark: 'shown' });
  });

  it('is refused to whoever may not manage plugins', async () => {
    for (const call of [
      cast.sarah.staff.forms.list.query({}),
      cast.sarah.staff.forms.save.mutate({ kind: 'errand', layout: { remark: 'shown' } }),
    ])
      expect(await refusal(call)).toMatchObject({ code: 'sign-in.needed' });
    expect(await placesOf()).toMatchObject({ remark: 'aside' });
  });

  it('costs no round trip: a page of it takes that of the session, and an opened form what it took before', async () => {
    const { id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'errand' });
    const trips = async (call: () => Promise<unknown>): Promise<number> => {
      await call();
      return roundTripsOf(test.platform.database, call);
    };
    expect(await trips(() => staff().forms.get.query({ kind: 'errand' }))).toBe(1);
    await lay({ service: 'aside' });
    expect(await trips(() => cast.sarah.portal.requests.open.query({ id }))).toBe(1);
  });

  it('leaves the shop’s other settings as they are, and they leave it', async () => {
    await staff().plugins.saveSettings.mutate({ plugin: 'core', values: { welcome: 'Hello' } });
    await lay({ remark: 'shown' });
    await staff().plugins.saveSettings.mutate({ plugin: 'core', values: { progressMails: true } });
    expect((await staff().plugins.settings.query({ plugin: 'core' })).values).toMatchObject({
      welcome: 'Hello',
      progressMails: true,
    });
    expect(await placesOf()).toMatchObject({ remark: 'shown' });
  });
});
