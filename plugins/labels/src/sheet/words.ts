import { readFileSync } from 'node:fs';
import { translator, type Catalogue, type Translate } from '@docket/sdk/messages';

let catalogue: Catalogue | undefined;

/** The words on labels, from the plugin’s own catalogue. */
export function wordsOfSheets(locale: string): Translate {
  catalogue ??= JSON.parse(readFileSync(new URL(import.meta.resolve('#messages/en.json')), 'utf8')) as Catalogue;
  return translator(locale, catalogue);
}
