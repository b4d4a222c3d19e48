import type { Translate } from '@docket/ui';

/** A refusal as forms and pages tell it. */
export interface Told {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
}

/** What happened, in a sentence. A code without words is told as a fault of ours. */
export const sentenceOf = (t: Translate, told: Told): string => say(t, told, '');

/** What to do now. */
export const nextStepOf = (t: Translate, told: Told): string => say(t, told, '.next');

function say(t: Translate, { code, params = {} }: Told, part: '' | '.next'): string {
  const key = `error.${code}${part}`;
  const text = t(key, params);
  return text === key ? t(`error.internal${part}`) : text;
}
