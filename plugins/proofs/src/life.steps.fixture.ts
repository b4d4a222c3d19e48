import { missingNames } from '@docket/sdk/answers';
import fc from 'fast-check';
import { expect } from 'vitest';
import {
  asks,
  back,
  becomes,
  bornOf,
  counts,
  follows,
  front,
  holding,
  isAllApproved,
  isAsked,
  isMade,
  madeNow,
  madeWorks,
  missingTo,
  obstacleTo,
  standingOf,
  type Answer,
  type KnownWork,
  type Life,
  type Ordered,
  type Person,
  type WorkId,
} from './life.model.fixture.ts';
import { refused, type ProofShop } from './shop.fixture.ts';

/** One thing that somebody does: to the shop, and to what is known of the life. The shop is asked afterwards whether all is so. */
type Step = fc.AsyncCommand<Life, ProofShop>;

/** Begins a life: an order that is just made. */
export async function begin(shop: ProofShop, tried: Life['tried']): Promise<Life> {
  await shop.set({ terms: null });
  const wanted = { sizes: { M: '24' }, colorway: 'Black', prints: ['i1'], note: '' } as const;
  const made = await shop.orderFrom(['A crest.', 'A name.'], wanted);
  return bornOf(made, { ...wanted, files: await shop.artworkOf(made) }, tried);
}

const step = (
  name: string,
  run: (life: Life, shop: ProofShop) => Promise<unknown>,
  check: (life: Life) => boolean = () => true,
): Step => ({
  check,
  async run(life, shop) {
    await run(life, shop);
    await shop.settle();
    await isSo(life, shop);
  },
  toString: () => name,
});

/** What the shop says of each work, to staff and to the customer. */
async function isSo(life: Life, shop: ProofShop): Promise<void> {
  const { proofs, allApproved } = await shop.board(life.made);
  const expected = madeWorks(life).map((id) => [id, standingOf(life, life.works[id]!)]);
  expect(proofs.map(({ work, standing }) => [work, standing])).toEqual(expected);
  expect(allApproved).toBe(isAllApproved(life));
  const shown = (await shop.shown(life.made))?.proofs ?? [];
  for (const { work, question, standing, current } of shown) {
    expect(question !== null).toBe(standing === 'waiting');
    const asked = life.works[work]?.asked ?? expect.unreachable(`Nobody sent ${work}.`);
    if (!question) continue;
    expect(missingNames(current!)).toEqual(missingTo(asked));
    expect(question.terms?.text ?? '').toBe(asked.terms);
  }
}

const about = (
  work: WorkId,
  name: string,
  run: (known: KnownWork, life: Life, shop: ProofShop) => Promise<unknown>,
  check: (known: KnownWork, life: Life) => boolean = () => true,
): Step =>
  step(
    `${name} ${work}`,
    (life, shop) => run(life.works[work]!, life, shop),
    (life) => isMade(life, work) && check(life.works[work]!, life),
  );

async function gives(work: WorkId, known: KnownWork, life: Life, shop: ProofShop): Promise<void> {
  known.given += 1;
  expect(await shop.upload(life.made, { work, pictures: [`${work}-${known.given}`] })).toBe(known.given);
  known.mockups.push(known.given);
  const asked = holding(known);
  if (asked) asked.state = 'void';
}

const uploads = (work: WorkId): Step =>
  about(work, 'uploads', async (known, life, shop) => {
    if (!life.isCancelled) return gives(work, known, life, shop);
    const answered = await shop.give(life.made, { work, pictures: ['late'] });
    expect(await answered.json()).toMatchObject({ code: 'proofs.over' });
  });

/** All that it takes at once, since single steps seldom come in this sequence. */
const approves = (work: WorkId): Step =>
  about(
    work,
    'everybody agrees on',
    async (known, life, shop) => {
      await gives(work, known, life, shop);
      await shop.send(life.made, work);
      await shop.answer(life.made, 'approve', { work });
      known.asked = { ...asks(life, known, known.given), state: 'approved' };
    },
    (_, { isCancelled }) => !isCancelled,
  );

const removes = (work: WorkId): Step =>
  about(
    work,
    'removes the newest of',
    async (known, life, shop) => {
      const version = known.mockups.pop()!;
      await shop.call('removeMockup', { order: life.made.id, work, version });
    },
    ({ mockups, asked }) => mockups.length > 0 && mockups.at(-1)! > (asked?.mockup ?? 0),
  );

const both: readonly Person[] = ['sarah', 'bob'];

const sends = (work: WorkId, named: readonly Person[] = []): Step =>
  about(work, `sends to ${named.join(' and ') || 'whoever may approve'}`, async (known, life, shop) => {
    const contacts = named.map((who) => shop.people[who]);
    const sending = (): Promise<void> =>
      shop.sendTo(life.made, { work, rule: contacts.length > 0 ? 'all' : 'whoever', contacts });
    const code = obstacleTo(life, known);
    if (code !== undefined) return expect(await refused(sending())).toMatchObject({ code });
    await sending();
    known.asked = asks(life, known, known.mockups.at(-1)!, named);
  });

const withdraws = (work: WorkId): Step =>
  about(
    work,
    'staff take back',
    async (known, life, shop) => {
      await shop.withdraw(life.made, 'The wrong file.', work);
      known.asked!.state = 'void';
    },
    (known, life) => standingOf(life, known) === 'waiting',
  );

const said = (choice: Answer): { reason?: string } => (choice === 'approve' ? {} : { reason: 'Not so.' });

const answers = (work: WorkId, choice: Answer, who: Person = 'sarah'): Step =>
  about(
    work,
    `${who} answers ${choice} to`,
    async (known, life, shop) => {
      await shop.answer(life.made, choice, { work, browser: shop[who], ...said(choice) });
      counts(known.asked!, choice, who);
    },
    (known, life) => isAsked(life, known, who),
  );

/** The same by phone: it comes to the same. */
const writesDown = (work: WorkId, choice: Answer, who: Person): Step =>
  about(
    work,
    `staff write down that ${who} answered ${choice} to`,
    async (known, life, shop) => {
      const question = (await shop.proof(life.made, work)).question!;
      const typed = { work, contact: shop.people[who], choice, ...said(choice) };
      expect((await shop.writeDown(life.made, { question, typed })).status).toBe(200);
      counts(known.asked!, choice, who);
    },
    (known, life) => isAsked(life, known, who),
  );

const edits = (change: Partial<Ordered>): Step =>
  step(
    `staff change ${JSON.stringify(change)}`,
    async (life, shop) => {
      life.ordered = becomes(life, change);
      await shop.revise(life.made, life.ordered);
      follows(life);
    },
    // Nothing is made without a print; what is cancelled is left alone here.
    (life) => !life.isCancelled && JSON.stringify(becomes(life, change)) !== JSON.stringify(life.ordered),
  );

const notCurrent = { code: 'approval.refused', details: { issues: [{ code: 'proofs.not-current' }] } };

/** The customer presses the button in the very moment in which staff change the order. */
const races = (work: WorkId, change: Partial<Ordered>): Step =>
  about(
    work,
    `staff change ${JSON.stringify(change)} before the customer approves`,
    async (_, life, shop) => {
      const question = (await shop.seen(life.made, work)).question!;
      life.ordered = becomes(life, change);
      await shop.revise(life.made, life.ordered);
      expect(await refused(shop.answer(life.made, 'approve', { work, question }))).toMatchObject(notCurrent);
      follows(life);
    },
    (known, life) =>
      !life.isCancelled &&
      standingOf(life, known) === 'waiting' &&
      madeNow({ ...life, ordered: becomes(life, change) }, known) !== madeNow(life, known),
  );

/** What is taken out is not the order's any more, and comes back with nothing. */
const takesOut = (): Step =>
  step(
    'staff take a file out of the artwork',
    async (life, shop) => {
      life.ordered = becomes(life, { files: life.ordered.files.slice(0, -1) });
      await shop.revise(life.made, life.ordered);
      follows(life);
    },
    ({ isCancelled, ordered }) => !isCancelled && ordered.files.length > 0,
  );

const setsTerms = (terms: string): Step =>
  step(`shop sets terms ${terms}`, async (life, shop) => {
    life.terms = terms;
    await shop.set({ terms: terms === '' ? null : terms });
  });

const cancels = (): Step =>
  step(
    'staff cancel',
    async (life, shop) => {
      await shop.move(life.made, 'cancelled');
      life.isCancelled = true;
      follows(life);
    },
    ({ isCancelled }) => !isCancelled,
  );

const reopens = (): Step =>
  step(
    'staff go on after all',
    async (life, shop) => {
      await shop.move(life.made, 'quote');
      life.isCancelled = false;
    },
    ({ isCancelled }) => isCancelled,
  );

/** Staff begin in the very moment in which a colleague changes the order. */
const rushes = (change: Partial<Ordered>): Step =>
  step(
    `staff begin production just when it changes to ${JSON.stringify(change)}`,
    async (life, shop) => {
      if ((await shop.statusOf(life.made)) !== 'art-approved') await shop.move(life.made, 'art-approved');
      life.ordered = becomes(life, change);
      await shop.revise(life.made, life.ordered);
      await begins(life, shop);
      follows(life);
    },
    (life) => !life.isCancelled && JSON.stringify(becomes(life, change)) !== JSON.stringify(life.ordered),
  );

/** Tries to begin, and takes the order back to where it was. */
export async function triesProduction(life: Life, shop: ProofShop): Promise<void> {
  if ((await shop.statusOf(life.made)) !== 'art-approved') await shop.move(life.made, 'art-approved');
  await begins(life, shop);
}

async function begins(life: Life, shop: ProofShop): Promise<void> {
  const { made, tried } = life;
  if (!isAllApproved(life)) {
    tried.closed += 1;
    const refusal = await refused(shop.move(made, 'production'));
    expect(refusal).toMatchObject({ details: { issues: [{ code: 'proofs.not-approved' }] } });
    return;
  }
  tried.open += 1;
  for (const status of ['production', 'pre-press', 'goods', 'art-approved']) await shop.move(made, status);
}

const produces = (): Step => step('staff begin production', triesProduction, ({ isCancelled }) => !isCancelled);

const change: fc.Arbitrary<Partial<Ordered>> = fc.oneof(
  fc.constantFrom('12', '24').map((M) => ({ sizes: { M } })),
  fc.constantFrom('Black', 'Red').map((colorway) => ({ colorway })),
  fc.constantFrom('', 'Fold them.').map((note) => ({ note })),
  fc.constantFrom<Ordered['prints']>(['i1'], ['i1', 'i2']).map((prints) => ({ prints })),
);
const one = fc.constantFrom<WorkId>('g1.i1', 'g1.i1', 'g1.i2');
const nothing = fc.constant(undefined);
const somebody = fc.constantFrom<Person>('sarah', 'bob');
const any = fc.constantFrom<Answer>('approve', 'revise', 'decline');

/** Anything that staff and customers do with it, in any sequence; what leads somewhere more often. */
export const steps: readonly fc.Arbitrary<Step>[] = [
  one.map(uploads),
  one.map(approves),
  one.map(approves),
  one.map(sends),
  one.map(sends),
  one.map((work) => sends(work, both)),
  fc.tuple(one, somebody).map(([work, who]) => answers(work, 'approve', who)),
  fc.tuple(one, somebody).map(([work, who]) => answers(work, 'approve', who)),
  fc.tuple(one, any, somebody).map(([work, choice, who]) => answers(work, choice, who)),
  fc.tuple(one, any, somebody).map(([work, choice, who]) => writesDown(work, choice, who)),
  change.map(edits),
  fc.tuple(one, change).map(([work, what]) => races(work, what)),
  change.map(rushes),
  one.map(removes),
  one.map(withdraws),
  nothing.map(takesOut),
  fc.constantFrom('', 'As seen.').map(setsTerms),
  nothing.map(cancels),
  nothing.map(reopens),
  nothing.map(reopens),
  nothing.map(produces),
  nothing.map(produces),
];

const fewer: Partial<Ordered> = { sizes: { M: '12' } };
const red: Partial<Ordered> = { colorway: 'Red' };
const black: Partial<Ordered> = { colorway: 'Black' };
const noted: Partial<Ordered> = { note: 'Fold them.' };
const twoPrints: Partial<Ordered> = { prints: ['i1', 'i2'] };

/** Lives that chance seldom leads, each to where approval and production could fall apart. */
export const lives: readonly (readonly Step[])[] = [
  [approves(front), produces(), edits(fewer), produces(), answers(front, 'approve'), produces()],
  [
    approves(front),
    edits(red),
    produces(),
    edits(black),
    produces(),
    sends(front),
    answers(front, 'approve'),
    produces(),
  ],
  [
    approves(front),
    uploads(front),
    produces(),
    removes(front),
    produces(),
    sends(front),
    races(front, noted),
    produces(),
  ],
  [approves(front), takesOut(), produces(), approves(front), produces(), takesOut(), sends(front), produces()],
  [uploads(front), sends(front), withdraws(front), produces(), sends(front), answers(front, 'approve'), produces()],
  [approves(front), rushes(fewer), answers(front, 'approve'), rushes(red), produces()],
  [
    edits(twoPrints),
    approves(front),
    approves(back),
    produces(),
    edits({ prints: ['i1'] }),
    produces(),
    edits(twoPrints),
    produces(),
  ],
  [
    uploads(front),
    sends(front),
    answers(front, 'revise'),
    edits(fewer),
    sends(front),
    answers(front, 'approve'),
    produces(),
  ],
  [
    approves(front),
    cancels(),
    uploads(front),
    reopens(),
    produces(),
    uploads(front),
    sends(front),
    cancels(),
    reopens(),
    sends(front),
  ],
  [
    uploads(front),
    sends(front, both),
    answers(front, 'approve', 'bob'),
    produces(),
    writesDown(front, 'approve', 'sarah'),
    produces(),
    edits(fewer),
    answers(front, 'approve', 'sarah'),
    produces(),
    answers(front, 'approve', 'bob'),
    produces(),
  ],
];
