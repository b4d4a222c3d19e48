import { readAnswer } from '#lib/approvals/posted-answer.ts';
import { failed } from './refusals.ts';
import { shopScope } from './scope.ts';

/** Answers what the form asks to be answered. One question alone that cannot be answered so fails, with what was typed. */
export async function decide(request: Request) {
  const { portal, shop } = shopScope();
  const { answer, typed } = readAnswer(await request.formData(), shop.currency);
  try {
    const { decided, refused } = await portal.approvals.decide(answer);
    return { answered: { choice: answer.choice, count: decided.length, refused } };
  } catch (cause) {
    return failed(cause, { typed });
  }
}
