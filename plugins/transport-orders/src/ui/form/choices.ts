import type { Choice } from '@docket/ui';

/** Answers by their values, with the words of each. A value that is none of them stays to be seen, so that it is posted as it was. */
export function choicesOf(
  values: readonly string[],
  current: string,
  wordsOf: (value: string) => string,
): readonly Choice[] {
  const choices = values.map((value) => ({ value, label: wordsOf(value) }));
  return current === '' || values.includes(current) ? choices : [...choices, { value: current, label: current }];
}
