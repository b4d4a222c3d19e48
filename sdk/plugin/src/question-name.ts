// Apart from the package's root, so that a page may bring it along without zod.
import type { ShownValue } from './approval.ts';
import type { Params, Translate } from './messages.ts';

/** How something is said: in which words, and in which language numbers, money and moments are written (BCP 47). */
export interface Speech {
  readonly words: Translate;
  readonly locale: string;
}

/** What a question is called by. What was written down before questions were told apart has no `apart`. */
export interface NamedQuestion {
  readonly title: string;
  readonly values?: Params;
  readonly apart?: ShownValue | null | undefined;
}

/**
 * What a question is called wherever its lines are not read: its title, and what tells it apart from others of that title (`record.question`,
 * in `@docket/sdk/record-words`).
 */
export function questionName({ title, values, apart }: NamedQuestion, speech: Speech): string {
  const called = speech.words(title, values);
  const told = apart ? shownText(apart, speech) : '';
  return told === '' ? called : speech.words('record.question', { title: called, apart: told });
}

/** A value in a line of text. */
export function shownText(value: ShownValue, { words, locale }: Speech): string {
  switch (value.type) {
    case 'text':
      return value.text;
    case 'number':
      return new Intl.NumberFormat(locale).format(value.number);
    case 'words':
      return words(value.key, value.values);
    case 'moment':
      return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: value.zone }).format(
        new Date(value.at),
      );
    case 'money': {
      const money = new Intl.NumberFormat(locale, { style: 'currency', currency: value.currency });
      return money.format(value.minor / 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2));
    }
  }
}
