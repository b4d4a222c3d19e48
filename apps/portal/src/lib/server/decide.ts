import { fail, redirect } from '@sveltejs/kit';
import type { Json } from '@docket/sdk';
import { refusalOf } from '@docket/sdk/client';
import { readAnswer } from '#lib/approvals/posted-answer.ts';
import { questionOf } from '#lib/approvals/refused-question.ts';
import type { Told } from '#lib/page/refusal-words.ts';
import type { PostedBlock } from './order-blocks.ts';
import { failed } from './refusals.ts';
import { shopScope } from './scope.ts';

/** Answers what the form asks to be answered. One question alone that cannot be answered so fails, with what was typed. */
export async function decide(request: Request) {
  const { portal, shop } = shopScope();
  const { answer, typed } = readAnswer(await request.formData(), shop.currency);
  if (answer.decisions.length === 0)
    return fail(422, { typed, refusal: { code: 'approval.none-selected' } satisfies Told });
  try {
    const { decided, refused } = await portal.approvals.decide(answer);
    return { answered: { choice: answer.choice, count: decided.length, refused } };
  } catch (cause) {
    return failed(cause, { typed, block: blockOf(cause, typed) });
  }
}

/**
 * The same on the page of an order: once all is answered it is asked for anew, so that loading it again sends nothing twice. The
 * block of the plugin that asks is told of a refusal as of one of its own.
 */
export async function decideOnOrder(request: Request, page: string) {
  const result = await decide(request);
  if ('answered' in result && result.answered.refused.length === 0)
    redirect(303, `${page}?done=approvals.${result.answered.choice}`);
  return result;
}

function blockOf(cause: unknown, typed: Json): PostedBlock | undefined {
  const { code, params, details } = refusalOf(cause);
  const question = questionOf(details);
  // The platform refuses with JSON alone.
  const refusal = { code, params, details: details as Json };
  return question && { plugin: question.plugin, posted: { does: 'decide', typed, refusal } };
}
