import { createHash } from 'node:crypto';
import { definePlugin, describePlugin, intake, on, type Admission } from '@docket/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '../kernel/statement.ts';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  roundTripsOf,
  stores,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';

const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };

interface Typed {
  readonly email?: string;
  readonly trap?: string;
  /** Seconds between opening the form and sending it. */
  readonly seconds?: number;
}

/** What a browser does with a puzzle: tries numbers until the hash begins with 17 zero bits. */
function solve(draft: string, puzzle: string): string {
  for (let number = 0; ; number += 1) {
    const hash = createHash('sha256').update(`${draft}.${puzzle}.${number}`).digest();
    if (hash[0] === 0 && hash[1] === 0 && hash[2]! < 128) return `${puzzle}.${number}`;
  }
}

describe.each(stores)('the public door on %s', (store) => {
  let test: TestPlatform;
  let cast: Cast;
  let admission: Admission | undefined;
  let networks = 0;
  const network = (): string => `192.0.2.${(networks += 1)}`;

  const gatekeeper = describePlugin({
    id: 'gatekeeper',
    version: '1.0.0',
    title: 'Gatekeeper',
    about: 'Says who comes in.',
    activation: 'on',
    server: async () => ({ server: definePlugin({ hooks: [on(intake.admit, () => admission)] }) }),
  });

  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(), gatekeeper], store, config: { trustProxy: true } });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());
  afterEach(() => {
    admission = undefined;
    test.setNow(undefined);
  });

  const rowsOf = async <Row>(text: string, ...values: unknown[]): Promise<readonly Row[]> => {
    const query: Call<Row> = { name: `test.${text.length}.${text.slice(-40)}`, text, values };
    const [rows] = await test.platform.database.withTenant(test.shop).run(query);
    return rows;
  };
  const stateOf = async (id: string) =>
    (await rowsOf<{ state: string }>('select state from core.request where id = $1', id))[0]?.state;

  async function begin(browser: TestBrowser, { email = 'sam@new.test', trap = '', seconds = 60 }: Typed = {}) {
    test.setNow(new Date(Date.now() - seconds * 1000));
    const introduction = { name: 'Sam', email, company: '', trap };
    const { id } = await browser.portal.requests.begin.mutate({ kind: 'note', introduction });
    test.setNow(undefined);
    return id;
  }
  const send = (browser: TestBrowser, id: string, work?: string) =>
    browser.portal.requests.submit.mutate({ id, content, ...(work !== undefined && { work }) });

  async function setAside(email = 'bot@spam.test'): Promise<string> {
    const robot = openBrowser(test.platform, { address: network() });
    const id = await begin(robot, { email, trap: 'http://spam.test' });
    await send(robot, id);
    return id;
  }

  describe('what seems to come from a machine', () => {
    it.each<[string, Typed]>([
      ['that filled in the field which people do not see', { trap: 'http://spam.test' }],
      ['that sent the form within two seconds', { seconds: 1 }],
    ])('[abuse 20] %s is answered like what waits, and kept for staff', async (_, typed) => {
      const [person, robot] = [network(), network()].map((address) => openBrowser(test.platform, { address }));
      admission = { decision: 'wait', reason: 'Everything waits here.' };
      const waiting = await begin(person!);
      const ordinary = await send(person!, waiting);
      const id = await begin(robot!, typed);
      const answer = await send(robot!, id);
      expect({ ...answer, requestId: '' }).toEqual({ ...ordinary, requestId: '' });
      const seen = async (browser: TestBrowser, one: string) =>
        Object.keys(await browser.portal.requests.open.query({ id: one })).concat(
          (await browser.portal.requests.open.query({ id: one })).state,
        );
      expect(await seen(robot!, id)).toEqual(await seen(person!, waiting));
      expect(await send(robot!, id)).toEqual(answer);
      expect([await stateOf(waiting), await stateOf(id)]).toEqual(['waiting', 'quarantined']);
    });

    it('[abuse 20] loses nothing when the guess was wrong: released it is the order that it would have been', async () => {
      const id = await setAside('wrong-guess@new.test');
      const customers = () => rowsOf('select state from core.customer where email = $1', 'wrong-guess@new.test');
      const people = () => rowsOf('select name from core.contact where email = $1', 'wrong-guess@new.test');
      expect([await customers(), await people()]).toEqual([[], []]);
      const { number } = await cast.owner.staff.requests.release.mutate({ id });
      const { order } = await cast.owner.staff.orders.get.query({ number: number! });
      expect(order).toMatchObject({ content, contact_email: 'wrong-guess@new.test', in_portal: false });
      expect([await customers(), await people()]).toEqual([[{ state: 'provisional' }], [{ name: 'Sam' }]]);
      expect(await rowsOf('select action from core.audit where subject_id = $1', id)).toEqual([
        { action: 'requests.release' },
      ]);
    });

    it('waits when it is released where a plugin would have had it wait', async () => {
      admission = { decision: 'wait', reason: 'New people wait.' };
      const id = await setAside('waits@new.test');
      expect(await cast.owner.staff.requests.release.mutate({ id })).toMatchObject({ state: 'waiting', number: null });
      const waiting = (await cast.owner.staff.requests.waiting.query({})).find((row) => row.id === id);
      expect(waiting).toMatchObject({ reason: 'New people wait.' });
      admission = undefined;
      expect((await cast.owner.staff.requests.release.mutate({ id })).number).toBeGreaterThan(0);
      expect(await rowsOf('select action from core.audit where subject_id = $1', id)).toHaveLength(2);
    });

    it('is not let in by a plugin that would take it', async () => {
      admission = { decision: 'accept', reason: 'Everybody is welcome.' };
      expect(await stateOf(await setAside('welcome@new.test'))).toBe('quarantined');
    });
  });

  describe('a network that sends much', () => {
    /** Strangers behind one address who have sent as many as are free. */
    async function busy(): Promise<string> {
      const address = network();
      for (let sent = 0; sent < 4; sent += 1) {
        const browser = openBrowser(test.platform, { address });
        const id = await begin(browser, { email: `busy${sent}@new.test` });
        await send(browser, id);
        expect(await stateOf(id)).toBe('accepted');
      }
      return address;
    }

    it('[abuse 20] gets its next one taken in with work done for it, and kept for staff without', async () => {
      const address = await busy();
      const [person, machine] = [openBrowser(test.platform, { address }), openBrowser(test.platform, { address })];
      const [mine, other, without] = [await begin(person), await begin(person), await begin(machine)];
      const { puzzle } = await person.portal.requests.puzzle.query({ id: mine });
      await send(person, mine, solve(mine, puzzle!));
      expect(await stateOf(mine)).toBe('accepted');
      // The work for one draft is none for another.
      await send(person, other, solve(mine, puzzle!));
      await send(machine, without);
      expect([await stateOf(other), await stateOf(without)]).toEqual(['quarantined', 'quarantined']);
    });

    it('works from the count on that the shop has set, and its pages a little before', async () => {
      await test.platform.seed.settings(test.shop, 'core', { freeSubmitsPerNetwork: 2 });
      const address = network();
      const asked: boolean[] = [];
      const states: (string | undefined)[] = [];
      for (let sent = 0; sent < 4; sent += 1) {
        const browser = openBrowser(test.platform, { address });
        const id = await begin(browser, { email: `set${sent}@new.test` });
        asked.push((await browser.portal.requests.puzzle.query({ id })).puzzle !== null);
        await send(browser, id);
        states.push(await stateOf(id));
      }
      expect(asked).toEqual([false, true, true, true]);
      expect(states).toEqual(['accepted', 'accepted', 'quarantined', 'quarantined']);
      const { rows } = await cast.owner.staff.requests.quarantine.query({});
      expect(rows[0]).toMatchObject({ reasons: [{ code: 'work-owed', params: { count: 2 } }] });
      await test.platform.seed.settings(test.shop, 'core', { freeSubmitsPerNetwork: 4 });
    });

    it('is asked for no work before, nor is whoever is signed in', async () => {
      const address = network();
      const quiet = openBrowser(test.platform, { address });
      expect(await quiet.portal.requests.puzzle.query({ id: await begin(quiet) })).toEqual({ puzzle: null });
      const { id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'note' });
      expect(await cast.sarah.portal.requests.puzzle.query({ id })).toEqual({ puzzle: null });
    });

    it('tells the puzzle of a foreign draft like that of an unknown one', async () => {
      const id = await begin(openBrowser(test.platform));
      for (const one of [id, crypto.randomUUID()])
        expect(await refusal(cast.tom.portal.requests.puzzle.query({ id: one }))).toMatchObject({ code: 'not-found' });
    });
  });

  describe('orders that are sent too often', () => {
    const limits = (values: Record<string, number>) => test.platform.seed.settings(test.shop, 'core', values);
    afterEach(() => limits({ submitsPerEmailDay: 1000, submitsPerShop: 1_000_000 }));
    /** Another hour each time, days apart, so that nothing of the others is counted in it. */
    let days = 0;
    const later = (): Date => new Date(Math.ceil(Date.now() / 86_400_000 + (days += 2)) * 86_400_000 + 60_000);
    const stranger = async (email: string) => {
      const browser = openBrowser(test.platform, { address: network() });
      const id = await begin(browser, { email });
      return { id, send: () => send(browser, id) };
    };
    const tooOften = { code: 'limit.reached', status: 429 };

    it('are refused by the typed address, wherever they come from, and stay drafts', async () => {
      await limits({ submitsPerEmailDay: 3 });
      const sent = [];
      for (const email of ['Often@new.test', 'often@NEW.test', 'OFTEN@new.test', 'often@new.test', 'other@new.test'])
        sent.push(await stranger(email));
      test.setNow(later());
      for (const { send: sending } of sent.slice(0, 3)) await sending();
      expect(await refusal(sent[3]!.send())).toMatchObject(tooOften);
      expect(await stateOf(sent[3]!.id)).toBe('draft');
      expect(await sent[4]!.send()).toMatchObject({ state: 'accepted' });
    });

    it('are as many of one typed address as allowed, when ten come at once from ten networks', async () => {
      await limits({ submitsPerEmailDay: 3 });
      const sent = await Promise.all(Array.from({ length: 10 }, () => stranger('race@new.test')));
      test.setNow(later());
      const settled = await Promise.allSettled(sent.map(({ send: sending }) => sending()));
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
      const states = await rowsOf<{ state: string }>(
        'select state from core.request where id = any($1::uuid[])',
        sent.map(({ id }) => id),
      );
      expect(states.filter(({ state }) => state === 'draft')).toHaveLength(7);
    });

    it('by strangers do not stop the contact whose address they typed', async () => {
      await limits({ submitsPerEmailDay: 1 });
      const [first, second] = [await stranger('tom@jones.test'), await stranger('tom@jones.test')];
      const own = [await cast.tom.portal.requests.begin.mutate({ kind: 'note' })];
      own.push(await cast.tom.portal.requests.begin.mutate({ kind: 'note' }));
      test.setNow(later());
      await first.send();
      expect(await refusal(second.send())).toMatchObject(tooOften);
      for (const { id } of own) expect(await send(cast.tom, id)).toMatchObject({ state: 'accepted' });
    });

    it('are refused for the shop, of strangers and contacts together', async () => {
      await limits({ submitsPerShop: 10 });
      const strangers: Awaited<ReturnType<typeof stranger>>[] = [];
      for (let count = 0; count < 6; count += 1) strangers.push(await stranger(`shop${count}@new.test`));
      const drafts: { id: string }[] = [];
      for (let count = 0; count < 6; count += 1)
        drafts.push(await cast.sarah.portal.requests.begin.mutate({ kind: 'note' }));
      const hour = later();
      test.setNow(hour);
      for (const { send: sending } of strangers.slice(0, 5)) await sending();
      for (const { id } of drafts.slice(0, 5)) await send(cast.sarah, id);
      for (const sending of [() => send(cast.sarah, drafts[5]!.id), () => strangers[5]!.send()])
        expect(await refusal(sending())).toMatchObject({ ...tooOften, params: { minutes: 59 } });
      expect(await send(cast.sarah, drafts[0]!.id)).toMatchObject({ state: 'accepted' });
      test.setNow(new Date(hour.getTime() + 3_600_000));
      expect(await send(cast.sarah, drafts[5]!.id)).toMatchObject({ state: 'accepted' });
    });
  });

  it('begins sixty drafts an hour for the strangers of a network, and sets no cookie where it refuses', async () => {
    const address = network();
    const introduction = { name: 'Sam', email: 'many@new.test', company: '', trap: '' };
    const kept = openBrowser(test.platform, { address });
    for (let begun = 0; begun < 60; begun += 1) await kept.portal.requests.begin.mutate({ kind: 'note', introduction });
    const late = openBrowser(test.platform, { address });
    expect(await refusal(late.portal.requests.begin.mutate({ kind: 'note', introduction }))).toMatchObject({
      code: 'limit.reached',
      status: 429,
    });
    expect(await refusal(late.portal.requests.begin.mutate({ kind: 'nothing', introduction }))).toMatchObject({
      code: 'kind.unknown',
    });
    expect(late.cookie()).toBe('');
    expect(kept.cookie()).toMatch(/^docket-draft-shop=/);
    expect(await begin(openBrowser(test.platform, { address: network() }))).toBeTruthy();
  });

  it('[abuse 5] [GHSA-f497-xgx3-22hq] [CVE-2026-31888] takes the same statements and bytes for a known and an unknown address', async () => {
    const { database } = test.platform;
    const seen = async (email: string) => {
      const browser = openBrowser(test.platform, { address: network() });
      const id = await begin(browser, { email });
      const answers = [
        await browser.portal.requests.save.mutate({ id, part: 'what', base: 0, form: { title: 'Door' } }),
        await browser.portal.requests.open.query({ id }),
      ];
      await test.platform.settle();
      let receipt!: Awaited<ReturnType<typeof send>>;
      const trips = await roundTripsOf(database, async () => void (receipt = await send(browser, id)));
      const again = [await send(browser, id), await browser.portal.requests.open.query({ id })];
      const refused = await refusal(browser.portal.orders.list.query({}));
      const text = JSON.stringify([answers, receipt, again, refused], (key, value: unknown) =>
        /at$/i.test(key) ? '' : value,
      );
      const ids = text.replaceAll(/[0-9a-f-]{36}/g, 'id');
      return { plain: ids.replaceAll(String(receipt.number), 'n').replaceAll(email, 'email'), trips };
    };
    const trips = async (email: string) => {
      const rounds = [await seen(email), await seen(email), await seen(email)];
      // What runs in the background now and then adds one.
      return Math.min(...rounds.map((round) => round.trips));
    };
    const [known, unknown] = [await seen('sarah@smith.test'), await seen('nobody@smith.test')];
    expect(known.plain).toBe(unknown.plain);
    expect(known.plain).not.toContain('Smith & Sons');
    expect(await trips('sarah@smith.test')).toBe(await trips('new-today@smith.test'));
  });

  describe('the quarantine', () => {
    const { owner } = { owner: () => cast.owner.staff.requests };
    const empty = async (): Promise<void> => {
      for (;;) {
        const { rows } = await owner().quarantine.query({});
        if (rows.length === 0) return;
        await owner().discard.mutate({ ids: rows.map(({ id }) => id) });
      }
    };
    afterEach(empty);

    it('lists what is in it with who, what and why, apart from what waits', async () => {
      await empty();
      const id = await setAside('listed@spam.test');
      const { rows } = await owner().quarantine.query({});
      expect(rows).toMatchObject([
        {
          id,
          title: 'Paint the door',
          identity: { name: 'Sam', email: 'listed@spam.test' },
          reason: '',
          reasons: [{ code: 'trap-filled' }],
        },
      ]);
      expect((await owner().waiting.query({})).map((row) => row.id)).not.toContain(id);
      expect((await owner().counts.query({})).quarantined).toBe(1);
    });

    it('is read a page at a time', async () => {
      await empty();
      const first = await setAside();
      await rowsOf(
        `insert into core.request select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(),
           'submitted_at', r.submitted_at + n * interval '1 second'))).* from core.request r, generate_series(1, 50) n where r.id = $1`,
        first,
      );
      const { rows, next } = await owner().quarantine.query({});
      expect(rows).toHaveLength(50);
      expect(rows.map(({ id }) => id)).not.toContain(first);
      const rest = await owner().quarantine.query({ before: next });
      expect(rest).toMatchObject({ rows: [{ id: first }], next: null });
    });

    it('shows what was typed as plain lines', async () => {
      const id = await setAside();
      const { lines } = await owner().get.query({ id });
      expect(lines.map(({ label, after }) => [label, after])).toEqual([
        ['note.title', 'Paint the door'],
        ['note.text', 'blue'],
        ['note.count', 2],
      ]);
    });

    it('throws away, puts back as it was, and writes down both', async () => {
      const id = await setAside();
      const before = (await owner().get.query({ id })).request;
      expect(await owner().discard.mutate({ ids: [id, id, crypto.randomUUID()] })).toEqual({ ids: [id] });
      expect(await owner().discard.mutate({ ids: [id] })).toEqual({ ids: [] });
      expect(await stateOf(id)).toBe('declined');
      const { decision } = (await owner().get.query({ id })).request;
      expect(decision).toMatchObject({ decision: 'discard', reasons: [{ code: 'trap-filled' }] });
      expect(await refusal(owner().release.mutate({ id }))).toMatchObject({ code: 'request.decided' });
      expect(await owner().restore.mutate({ ids: [id] })).toEqual({ ids: [id] });
      const after = (await owner().get.query({ id })).request;
      expect({ ...after, updated_at: '' }).toEqual({ ...before, updated_at: '' });
      const audit = await rowsOf('select action, by from core.audit where subject_id = $1 order by id', id);
      expect(audit).toMatchObject([
        { action: 'requests.discard', by: { type: 'staff' } },
        { action: 'requests.restore', by: { type: 'staff' } },
      ]);
    });

    it('puts back nothing that was declined with a reason, and throws away nothing that waits', async () => {
      const declined = await setAside();
      await owner().decline.mutate({ id: declined, reason: 'No.' });
      expect(await owner().restore.mutate({ ids: [declined] })).toEqual({ ids: [] });
      admission = { decision: 'wait', reason: 'Everything waits here.' };
      const { id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'note' });
      await cast.sarah.portal.requests.submit.mutate({ id, content });
      expect(await owner().discard.mutate({ ids: [id] })).toEqual({ ids: [] });
      expect(await owner().releaseAll.mutate({ ids: [id] })).toEqual({ released: [], refused: [] });
      expect(await stateOf(id)).toBe('waiting');
    });

    it('releases several at once, twenty at most, and says of each what became of it', async () => {
      const [good, closed] = [await setAside('good@new.test'), await setAside('closed@new.test')];
      await rowsOf(`update core.request set submitted = '{}' where id = $1`, closed);
      const { released, refused } = await owner().releaseAll.mutate({ ids: [closed, good, crypto.randomUUID()] });
      expect(released).toMatchObject([{ id: good, number: expect.any(Number) }]);
      expect(refused).toEqual([{ id: closed, code: 'request.refused', params: {} }]);
      expect([await stateOf(good), await stateOf(closed)]).toEqual(['accepted', 'quarantined']);
      const many = Array.from({ length: 51 }, () => crypto.randomUUID());
      for (const call of [
        owner().releaseAll.mutate({ ids: many.slice(0, 21) }),
        owner().discard.mutate({ ids: many }),
        owner().restore.mutate({ ids: [] }),
      ])
        expect(await refusal(call)).toMatchObject({ code: 'input.malformed', status: 400 });
    });

    it('tells staff once an hour, and whoever sent it nothing', async () => {
      const bells = () =>
        rowsOf(`select recipient from core.notice where type = 'intake.quarantined' and created_at > $1`, begun);
      const hour = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 3_600_000);
      const begun = new Date();
      for (const [minutes, count] of [
        [1, 1],
        [40, 1],
        [65, 2],
      ] as const) {
        const id = await setAside('told@spam.test');
        test.setNow(new Date(hour.getTime() + minutes * 60_000));
        await rowsOf('update core.delivery set next_at = $1', hour);
        await test.platform.settle();
        test.setNow(undefined);
        expect(await bells()).toHaveLength(count);
        expect(id).toBeTruthy();
      }
      expect(await rowsOf(`select 1 from core.notice where recipient = 'told@spam.test'`)).toEqual([]);
    });
  });
});
