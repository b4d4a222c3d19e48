import fc from 'fast-check';
import { expect } from 'vitest';
import { anyText, ended, obstacle, step, took, type Life, type Step } from './life.model.fixture.ts';
import { refused, type ImportShop } from './shop.fixture.ts';

/** The program repeats what it knows of the order, which nobody tells it has changed, and says something new of the goods. */
const message = ({ typed }: Life, sequence: number, text: string) => ({
  id: crypto.randomUUID(),
  reference: typed.reference,
  sequence,
  content: { ...typed, goods: [{ ...typed.goods[0]!, description: text }] },
});

/** What becomes of a program’s change whose turn it is. */
function takes(life: Life): { readonly code: string | undefined; readonly state: string } {
  const code = obstacle(life, 'change');
  const { described } = life.versions.at(-1)!;
  const isConflict = described !== life.said;
  return { code, state: life.rules.applyChanges && !isConflict ? 'accepted' : 'waiting' };
}

/** It is taken: the same for what came at its turn and for what waited for it. */
function proceeds(life: Life, { state, id, text }: { state: string; id: string; text: string }): void {
  const { told } = life.versions.at(-1)!;
  const proposed = { told, described: text };
  life.last += 1;
  life.waiting =
    state === 'waiting' ? { id, intent: 'change', by: 'program', ...proposed, base: life.versions.length } : undefined;
  if (state !== 'accepted') return;
  took(life, proposed);
  life.said = text;
}

const sendsNext = (text: string): Step =>
  step(`program sends the next number, ${text}`, async (life, shop) => {
    const { code, state } = takes(life);
    const sending = shop.program.requests.change.mutate(message(life, life.last + 1, text));
    if (code !== undefined)
      return expect(await refused(sending)).toMatchObject({
        code: 'change.not-possible',
        details: { obstacle: { code } },
      });
    const answer = await sending;
    expect(answer).toMatchObject({ outcome: 'taken', state });
    proceeds(life, { state, id: answer.requestId!, text });
    await takesEarly(life, shop);
  });

/** What came too early is taken right behind what was missing, or refused for good: its number is free again. */
async function takesEarly(life: Life, shop: ImportShop): Promise<void> {
  const { early } = life;
  if (!early || early.sequence !== life.last + 1) return;
  life.early = undefined;
  const { code, state } = takes(life);
  if (code !== undefined) return;
  const { wishes } = await shop.wishes(life.made);
  const [latest] = wishes;
  expect(latest).toMatchObject({ intent: 'change', state });
  proceeds(life, { state, id: latest!.id, text: early.text });
}

const sendsOld = (text: string): Step =>
  step(
    `program repeats an old number with ${text}`,
    async (life, shop) => {
      const answer = await shop.program.requests.change.mutate(message(life, life.last, text));
      expect(answer).toMatchObject({ outcome: 'duplicate', requestId: null });
    },
    ({ last }) => last > 0,
  );

const sendsEarly = (text: string): Step =>
  step(
    `program sends the number after the next, ${text}`,
    async (life, shop) => {
      const sequence = life.last + 2;
      const answer = await shop.program.requests.change.mutate(message(life, sequence, text));
      expect(answer).toMatchObject({ outcome: 'held', missing: [life.last + 1], requestId: null });
      life.early = { sequence, text };
    },
    ({ early }) => early === undefined,
  );

const programCancels = (): Step =>
  step(
    'program cancels',
    async (life, shop) => {
      const { typed, rules, waiting, last } = life;
      const code = obstacle(life, 'cancel');
      const isAskedAlready = waiting?.intent === 'cancel';
      const sent = { id: crypto.randomUUID(), reference: typed.reference, sequence: last + 1, reason: 'Sold out.' };
      const sending = shop.program.requests.cancel.mutate(sent);
      if (code !== undefined && !isAskedAlready)
        return expect(await refused(sending)).toMatchObject({
          code: 'cancel.not-possible',
          details: { obstacle: { code } },
        });
      const { outcome, requestId, state } = await sending;
      expect(outcome).toBe('taken');
      life.last += 1;
      if (isAskedAlready) expect(requestId).toBe(waiting.id);
      else {
        expect(state).toBe(rules.applyCancellations ? 'accepted' : 'waiting');
        ended(life, requestId!, state, 'program');
      }
      await takesEarly(life, shop);
    },
    ({ status }) => status !== 'cancelled',
  );

/** What the customer's own system does beside its people. */
export const programSteps: readonly fc.Arbitrary<Step>[] = [
  anyText.map(sendsNext),
  anyText.map(sendsNext),
  anyText.map(sendsOld),
  anyText.map(sendsEarly),
  fc.constant(undefined).map(programCancels),
];
