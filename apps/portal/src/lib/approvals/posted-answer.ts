import type { PortalInputs } from '#lib/core.ts';
import type { Told } from '#lib/page/refusal-words.ts';
import { readMoney } from '@docket/ui/text/money.ts';

/** What `approvals.decide` is asked with. */
export type Answer = PortalInputs['approvals']['decide'];

/** What was typed beside an answer, to be shown again where it is refused. */
export type TypedAnswer = {
  /** Of the one question that was answered; empty for several. */
  readonly approval: string;
  readonly choice: string;
  readonly reason: string;
  readonly counter: string;
  /** Ids of the points that were confirmed. */
  readonly ticked: readonly string[];
};

/** An answer that was not taken. */
export interface RefusedAnswer {
  readonly refusal: Told;
  readonly typed: TypedAnswer;
}

const texts = (form: FormData, name: string): readonly string[] =>
  form.getAll(name).flatMap((value) => (typeof value === 'string' ? [value.trim()] : []));

/**
 * Reads a form that answers questions: `approval` holds `<id> <hash>`, once for each question, or the id alone beside `hash`;
 * then `choice`, `reason`, `ticked` once for each point that is confirmed, and `counter`, an amount as typed in `currency`, the
 * shop's where none is said. Forms of several questions on one page keep their fields apart by the question's id: `reason.<id>`.
 */
export function readAnswer(
  form: FormData,
  shopCurrency: string,
): { readonly answer: Answer; readonly typed: TypedAnswer } {
  const hash = texts(form, 'hash')[0] ?? '';
  const decisions = texts(form, 'approval').map((value) => {
    const [approval = '', shown = hash] = value.split(' ');
    return { approval, hash: shown };
  });
  const [one] = decisions.length === 1 ? decisions : [];
  const fields = (name: string): readonly string[] =>
    [name, ...(one ? [`${name}.${one.approval}`] : [])].flatMap((key) => texts(form, key)).filter(Boolean);
  const field = (name: string): string => fields(name)[0] ?? '';
  const [choice, reason, counter] = [field('choice'), field('reason'), field('counter')];
  // Points are of one question.
  const ticked = one ? fields('ticked') : [];
  const currency = field('currency') || shopCurrency;
  return {
    answer: {
      decisions,
      // What is none of the choices is refused by the platform, like any input out of form.
      choice: choice as Answer['choice'],
      ...(reason !== '' && { reason }),
      ...(ticked.length > 0 && { ticked: [...ticked] }),
      // What is no amount is refused like one below nothing.
      ...(counter !== '' && { counter: { minor: readMoney(counter, currency) ?? -1, currency } }),
    },
    typed: { approval: one?.approval ?? '', choice, reason, counter, ticked },
  };
}
