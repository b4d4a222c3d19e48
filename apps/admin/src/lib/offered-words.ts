import type { OfferedChoices } from '@docket/ui/settings/form-context.ts';

/** What a settings form offers, in the reader's words: a label is a message key, or the words themselves. */
export const offeredWords = (offered: OfferedChoices, say: (text: string) => string): OfferedChoices =>
  Object.fromEntries(
    Object.entries(offered).map(([list, choices]) => [
      list,
      choices.map((choice) => ({ ...choice, label: say(choice.label) })),
    ]),
  );
