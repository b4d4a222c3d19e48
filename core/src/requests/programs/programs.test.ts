import { intake, on, status, type Admission, type Json } from '@docket/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { openCast, refusal, type Cast } from '../../testing/cast.ts';
import { notePlugin, openProgram, openTestPlatform, stores, type TestPlatform } from '../../testing/index.ts';

type Program = ReturnType<typeof openProgram>;

/** What the shop's rules say at the moment; a test changes them as it goes. */
const fresh = () => ({
  admits: 'accept' as Admission['decision'],
  admitsCreate: 'accept' as Admission['decision'],
  isCollected: false,
  /** Awaited while a message is judged, with the title that it says. */
  whileJudged: async (_title: string): Promise<void> => {},
});
let rules = fresh();

const plugin = notePlugin(undefined, [
  on(status.facts, () => (rules.isCollected ? [{ id: 'collected', value: 'all' }] : [])),
  on(intake.eligible, ({ facts }) => ({ obstacle: facts.length > 0 ? { code: 'collected', params: {} } : null })),
  on(intake.admit, async ({ intent, content }) => {
    const { title, lines } = content as { title: string; lines: readonly { text: string }[] };
    await rules.whileJudged(title);
    return {
      decision: intent === 'create' ? rules.admitsCreate : rules.admits,
      reason: '',
      claim: { value: lines[0]!.text, policy: 'refuse' as const },
    };
  }),
]);

/** A note under a reference, which is what its first line says. */
const note = (reference: string, title: string, count = 1): Json => ({
  title,
  lines: [{ text: reference, count }],
  files: [],
});

describe.each(stores)('what programs of customers send, on %s', (store) => {
  let test: TestPlatform;
  let cast: Cast;
  let program: Program;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [plugin], store });
    cast = await openCast(test);
    program = await keyed();
  }, 120_000);
  afterAll(() => test.close());
  beforeEach(() => void (rules = fresh()));

  const make = (name = 'Warehouse') => cast.owner.staff.keys.make.mutate({ contact: cast.smith.contact, name });
  const keyed = async (): Promise<Program> => openProgram(test.platform, (await make()).key);
  const run = async (text: string, ...values: unknown[]) => {
    const name = `test.${text.replaceAll(/\W/g, '').slice(0, 50)}`;
    const [rows] = await test.platform.database.withTenant(test.shop).run({ name, text, values });
    return rows as Record<string, Json>[];
  };
  const name = (): string => `ACME-${newId().slice(-8)}`;
  const create = (reference: string, title = 'First', id = newId()) =>
    program.requests.create.mutate({ id, kind: 'note', content: note(reference, title) });
  const change = (reference: string, sequence: number, title: string, more: object = {}) =>
    program.requests.change.mutate({ id: newId(), reference, sequence, content: note(reference, title), ...more });
  const cancel = (reference: string, sequence: number, id = newId()) =>
    program.requests.cancel.mutate({ id, reference, sequence, reason: 'No longer needed.' });
  const orderOf = async (number: number) => (await cast.owner.staff.orders.get.query({ number })).order;

  describe('the door', () => {
    it('opens by a key that staff made, and says of the order how it came', async () => {
      const { state, number } = await create(name());
      expect(state).toBe('accepted');
      const [row] = await run(
        `select r.door, r.proof, o.in_portal from core.request r join core.orders o on o.request_id = r.id where o.number = $1`,
        number,
      );
      expect(row).toEqual({ door: 'api', proof: 'key', in_portal: true });
    });

    it('[default deny] opens by nothing else: no key, another one, a session, and a key that is revoked or whose person is gone', async () => {
      const send = (one: Program) => refusal(one.requests.create.mutate({ id: newId(), kind: 'note', content: {} }));
      const refused = { code: 'key.refused', status: 401 };
      expect(await send(openProgram(test.platform, ''))).toMatchObject(refused);
      expect(await send(openProgram(test.platform, 'A'.repeat(43)))).toMatchObject(refused);
      const asPerson = await cast.sarah.fetch('/trpc/api/requests.create', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://shop.test' },
        body: JSON.stringify({ id: newId(), kind: 'note', content: note(name(), 'By a session') }),
      });
      expect(asPerson.status).toBe(401);
      const { id, key } = await make();
      const other = openProgram(test.platform, key);
      await cast.owner.staff.keys.revoke.mutate({ id });
      expect(await send(other)).toMatchObject(refused);
      expect(await refusal(cast.owner.staff.keys.revoke.mutate({ id }))).toMatchObject({ code: 'not-found' });
    });

    it('is the only one that a key opens', async () => {
      const { key } = await make();
      for (const [path, cookie] of [
        ['/trpc/portal/orders.list?input={}', `docket-portal-shop=${key}`],
        ['/trpc/staff/orders.board?input={}', `docket-staff-shop=${key}`],
      ] as const) {
        const headers = { authorization: `Bearer ${key}`, cookie, 'sec-fetch-site': 'same-origin' };
        const answer = await test.platform.fetch(new Request(`http://shop.test${path}`, { headers }));
        expect(answer.status).toBe(401);
      }
    });

    it('keeps of a key its hash alone, tells it once, and leaves a line of who made and revoked it', async () => {
      const { id, key } = await make('Our ERP');
      const listed = await cast.owner.staff.keys.list.query({ customer: cast.smith.id });
      expect(listed.find((one) => one.id === id)).toMatchObject({ name: 'Our ERP', contact: cast.smith.contact });
      expect(JSON.stringify(listed)).not.toContain(key);
      expect(JSON.stringify(await run(`select * from core.api_key where id = $1`, id))).not.toContain(key);
      await cast.owner.staff.keys.revoke.mutate({ id });
      const lines = await run(
        `select action from core.audit where subject_id = $1 order by id desc limit 2`,
        cast.smith.contact,
      );
      expect(lines.map(({ action }) => action)).toEqual(['access.revoke-key', 'access.make-key']);
    });
  });

  describe('a key', () => {
    const customers = () => cast.owner.staff.customers;
    const list = (customer: string) => cast.owner.staff.keys.list.query({ customer });
    const refused = { code: 'key.refused', status: 401 };
    const send = (key: string) =>
      openProgram(test.platform, key).requests.create.mutate({
        id: newId(),
        kind: 'note',
        content: note(name(), 'Sent'),
      });
    let nth = 0;
    /** A customer with one person, and a key that stands for that person. */
    async function company(email = `pat${(nth += 1)}@${store}.test`) {
      const { id } = await customers().create.mutate({ name: `Company ${email}`, contactName: 'Pat', email });
      const contact = (await customers().get.query({ id })).contacts[0]!.id;
      // Somebody has to be left who manages the people.
      await customers().addContact.mutate({ customer: id, name: 'Max', email: `max.${email}`, rights: ['contacts'] });
      return { id, contact, email, ...(await makeFor(contact)) };
    }
    const makeFor = async (contact: string) => {
      const { id: keyId, key } = await cast.owner.staff.keys.make.mutate({ contact, name: 'ERP' });
      return { keyId, key };
    };
    const merge = (from: string, into: string) =>
      customers().merge.mutate({ id: from, into, name: 'Both', email: null, phone: null, note: null });

    it('is one, however often its form is posted, and is told the first time alone', async () => {
      const wanted = { contact: cast.smith.contact, name: 'Twice', id: newId() };
      const { id, key } = await cast.owner.staff.keys.make.mutate(wanted);
      expect(id).toBe(wanted.id);
      const again = () => refusal(cast.owner.staff.keys.make.mutate(wanted));
      expect(await again()).toMatchObject({ code: 'key.made', status: 409 });
      expect((await list(cast.smith.id)).filter((one) => one.name === 'Twice')).toHaveLength(1);
      await send(key);
      await cast.owner.staff.keys.revoke.mutate({ id });
      expect(await again()).toMatchObject({ code: 'key.made', status: 409 });
      const lines = await run(`select id from core.audit where after ->> 'key' = $1`, id);
      expect(lines).toHaveLength(1);
    });

    it('ends with its person, and stays ended when the person is brought back', async () => {
      const { id, contact, key } = await company();
      await send(key);
      await customers().removeContact.mutate({ customer: id, id: contact });
      expect(await refusal(send(key))).toMatchObject(refused);
      await customers().restoreContact.mutate({ customer: id, id: contact });
      expect(await refusal(send(key))).toMatchObject(refused);
      expect(await list(id)).toEqual([]);
      const again = await makeFor(contact);
      await send(again.key);
    });

    it('stays when its person gets another address', async () => {
      const { id, contact, key } = await company();
      const changed = { name: 'Pat', email: `other@${store}.test`, phone: null, rights: ['order' as const] };
      await customers().updateContact.mutate({ customer: id, id: contact, ...changed });
      expect(await send(key)).toMatchObject({ state: 'accepted' });
    });

    it('goes with its person into a merge, and sends for the surviving customer', async () => {
      const [gone, kept] = [await company(), await company()];
      await merge(gone.id, kept.id);
      const { number } = await send(gone.key);
      expect(await orderOf(number!)).toMatchObject({ customer_id: kept.id });
      expect((await list(kept.id)).map(({ id }) => id).toSorted()).toEqual([gone.keyId, kept.keyId].toSorted());
      expect(await list(gone.id)).toEqual([]);
    });

    it('ends with a person who is made one with another by a merge, until the merge is undone', async () => {
      const kept = await company();
      const gone = await company(kept.email);
      const { id } = await merge(gone.id, kept.id);
      expect(await refusal(send(gone.key))).toMatchObject(refused);
      await send(kept.key);
      expect((await list(kept.id)).map((one) => one.id)).toEqual([kept.keyId]);
      await customers().undoMerge.mutate({ id });
      const { number } = await send(gone.key);
      expect(await orderOf(number!)).toMatchObject({ customer_id: gone.id });
    });
  });

  it('[4c] the same order twice gets the first answer, another one under its id is refused', async () => {
    const [id, reference] = [newId(), name()];
    const first = await create(reference, 'First', id);
    expect(await create(reference, 'First', id)).toEqual(first);
    expect(await refusal(create(reference, 'Other', id))).toMatchObject({ code: 'request.other-content', status: 422 });
  });

  it('[T-51] a change finds its order by the reference, however it is spelled, and is a version of it', async () => {
    const reference = name();
    const { number } = await create(reference);
    const id = newId();
    const message = { id, reference: ` ${reference.toLowerCase()} `, sequence: 1, content: note(reference, 'Second') };
    const first = await program.requests.change.mutate(message);
    expect(first).toMatchObject({ outcome: 'taken', state: 'accepted' });
    expect(await program.requests.change.mutate(message)).toEqual(first);
    expect(await orderOf(number!)).toMatchObject({ version: 2, content: { title: 'Second' } });
    const other = { ...message, content: note(reference, 'Third') };
    expect(await refusal(program.requests.change.mutate(other))).toMatchObject({
      code: 'request.other-content',
      status: 422,
    });
  });

  it('[4d] a number that is old or equal is acknowledged as a duplicate and changes nothing', async () => {
    const reference = name();
    const { number } = await create(reference);
    await change(reference, 1, 'One');
    await change(reference, 2, 'Two');
    for (const sequence of [1, 2])
      expect(await change(reference, sequence, `Again ${sequence}`)).toMatchObject({ outcome: 'duplicate' });
    expect(await cancel(reference, 2)).toMatchObject({ outcome: 'duplicate' });
    expect(await orderOf(number!)).toMatchObject({ version: 3, status: 'new', content: { title: 'Two' } });
  });

  it('[4d] [H21] what comes after a gap is held and flagged, and taken when what is missing arrives', async () => {
    const reference = name();
    const { number } = await create(reference);
    expect(await change(reference, 3, 'Three')).toMatchObject({ outcome: 'held', missing: [1, 2] });
    expect(await change(reference, 2, 'Two')).toMatchObject({ outcome: 'held', missing: [1] });
    expect(await orderOf(number!)).toMatchObject({ version: 1 });
    const { timeline } = await cast.owner.staff.orders.get.query({ number: number! });
    expect(timeline.filter(({ type }) => type === 'message-held')).toHaveLength(2);
    expect(await change(reference, 1, 'One')).toMatchObject({ outcome: 'taken' });
    expect(await orderOf(number!)).toMatchObject({ version: 4, content: { title: 'Three' } });
  });

  it('[H21] what comes before its order is held for a quarter of an hour, and is of no order then', async () => {
    const [early, late] = [name(), name()];
    const id = newId();
    try {
      test.setNow(new Date('2026-06-16T10:00:00Z'));
      expect(await change(early, 1, 'Early')).toMatchObject({ outcome: 'held', missing: [] });
      expect(await cancel(late, 1, id)).toMatchObject({ outcome: 'held' });
      test.setNow(new Date('2026-06-16T10:14:59Z'));
      const { number } = await create(early);
      expect(await orderOf(number!)).toMatchObject({ version: 2, content: { title: 'Early' } });
      test.setNow(new Date('2026-06-16T10:15:01Z'));
      expect(await refusal(cancel(late, 1, id))).toMatchObject({ code: 'sequence.order-unknown', status: 404 });
      const { number: stays } = await create(late);
      expect(await orderOf(stays!)).toMatchObject({ version: 1, status: 'new' });
    } finally {
      test.setNow(undefined);
    }
  });

  it('keeps what a person changed meanwhile, and puts before staff what both changed', async () => {
    const reference = name();
    const { number, orderId } = await create(reference);
    await change(reference, 1, 'One');
    const revise = (title: string, count: number, base: number) =>
      cast.owner.staff.orders.revise.mutate({ number: number!, base, content: note(reference, title, count) });
    await revise('One', 7, 2);
    // The program knows nothing of the seven, and says its own one again.
    expect(await change(reference, 2, 'Two')).toMatchObject({ outcome: 'taken', state: 'accepted' });
    expect(await orderOf(number!)).toMatchObject({ content: note(reference, 'Two', 7) });
    expect(await change(reference, 3, 'Three')).toMatchObject({ outcome: 'taken', state: 'accepted' });
    expect(await orderOf(number!)).toMatchObject({ content: note(reference, 'Three', 7) });
    await revise('By hand', 7, 5);
    expect(await change(reference, 4, 'Four')).toMatchObject({ outcome: 'taken', state: 'waiting' });
    expect(await orderOf(number!)).toMatchObject({ content: note(reference, 'By hand', 7) });
    const { wishes } = await cast.sarah.portal.changes.ofOrder.query({ order: orderId! });
    expect(wishes.filter(({ state }) => state === 'waiting')).toHaveLength(1);
  });

  it('[T-49] refuses what the order does not allow and leaves its number free', async () => {
    const reference = name();
    const { number } = await create(reference);
    rules.isCollected = true;
    expect(await refusal(change(reference, 1, 'One'))).toMatchObject({
      code: 'change.not-possible',
      details: { obstacle: { code: 'collected' } },
    });
    expect(await refusal(cancel(reference, 1))).toMatchObject({ code: 'cancel.not-possible' });
    rules.isCollected = false;
    expect(await change(reference, 1, 'One')).toMatchObject({ outcome: 'taken' });
    expect(await orderOf(number!)).toMatchObject({ version: 2 });
  });

  it('says of what was held and is refused when its turn comes why, and takes the number anew', async () => {
    const reference = name();
    const { number } = await create(reference);
    const id = newId();
    const wrong = { id, reference, sequence: 2, content: { ...(note(reference, '') as object) } as Json };
    expect(await program.requests.change.mutate(wrong)).toMatchObject({ outcome: 'held' });
    await change(reference, 1, 'One');
    expect(await refusal(program.requests.change.mutate(wrong))).toMatchObject({
      code: 'sequence.refused',
      status: 422,
    });
    expect(await change(reference, 2, 'Two')).toMatchObject({ outcome: 'taken' });
    expect(await orderOf(number!)).toMatchObject({ version: 3 });
  });

  it('takes the number of what changes nothing, too', async () => {
    const reference = name();
    const { number } = await create(reference);
    expect(await change(reference, 1, 'First')).toMatchObject({ outcome: 'taken', requestId: null });
    expect(await change(reference, 2, 'Two')).toMatchObject({ outcome: 'taken' });
    expect(await orderOf(number!)).toMatchObject({ version: 2, content: { title: 'Two' } });
  });

  it('[4e] [abuse 39] a second cancellation gets the first one’s answer', async () => {
    const reference = name();
    await create(reference);
    rules.admits = 'wait';
    const first = await cancel(reference, 1);
    expect(first).toMatchObject({ outcome: 'taken', state: 'waiting' });
    expect(await cancel(reference, 2)).toEqual(first);
  });

  it('[4d] takes one of many that arrive at once with the same number', async () => {
    const reference = name();
    const { number } = await create(reference);
    const answers = await Promise.all([1, 2, 3, 4].map((nth) => change(reference, 1, `At once ${nth}`)));
    const outcomes = answers.map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(3);
    expect(await orderOf(number!)).toMatchObject({ version: 2 });
  });

  it('[4d] takes all that arrive at once, each once, whatever comes first', async () => {
    const reference = name();
    const { number } = await create(reference);
    await Promise.all([4, 3, 2, 1].map((sequence) => change(reference, sequence, `Number ${sequence}`)));
    expect(await orderOf(number!)).toMatchObject({ version: 5, content: { title: 'Number 4' } });
  });

  it('[4d] takes what came while another was taken from what waited, though a later one waits still', async () => {
    const reference = name();
    const { number } = await create(reference);
    await change(reference, 4, 'Number 4');
    await change(reference, 2, 'Number 2');
    rules.whileJudged = async (title) => {
      if (title !== 'Number 2') return;
      rules.whileJudged = fresh().whileJudged;
      expect(await change(reference, 3, 'Number 3')).toMatchObject({ outcome: 'held', missing: [1] });
    };
    await change(reference, 1, 'Number 1');
    expect(await orderOf(number!)).toMatchObject({ version: 5, content: { title: 'Number 4' } });
  });

  it('[4d] takes another one of a number whose first one was refused when its turn came', async () => {
    const reference = name();
    const { number } = await create(reference);
    const wrong = { id: newId(), reference, sequence: 2, content: note(reference, '') };
    await program.requests.change.mutate(wrong);
    await change(reference, 2, 'Number 2');
    await change(reference, 1, 'Number 1');
    expect(await refusal(program.requests.change.mutate(wrong))).toMatchObject({ code: 'sequence.refused' });
    expect(await orderOf(number!)).toMatchObject({ version: 3, content: { title: 'Number 2' } });
  });

  it('knows no order of another customer', async () => {
    const reference = name();
    const content = note(reference, 'Tom’s');
    await cast.tom.portal.requests.submit.mutate({ id: newId(), kind: 'note', content });
    expect(await change(reference, 1, 'Mine')).toMatchObject({ outcome: 'held', missing: [] });
  });

  it('sends no draft that a person writes', async () => {
    const { id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'note' });
    expect(await refusal(create(name(), 'Hers', id))).toMatchObject({ code: 'not-found' });
  });
});
