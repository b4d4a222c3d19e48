import { translator } from '@docket/sdk/messages';
import type { Catalogue } from '@docket/sdk/messages';
import { setPlace, setWords } from '@docket/ui';
import type { Language } from '@docket/ui/language.ts';
import { linksOf } from '#lib/links.ts';
import { setLinks } from './links-context.ts';

/** What every component below a page reads: its words, how it writes numbers and moments, and the shop's addresses. */
export interface PageFace {
  readonly language: Language;
  /** IANA zone of the shop. */
  readonly zone: string;
  /** Prefix of the shop's addresses. */
  readonly base: string;
  readonly words: Catalogue;
}

/** Gives it to the components below. `face` is read on each use, so that a change of language reaches every word. */
export function provideFace(face: () => PageFace): void {
  const translate = $derived(translator(face().language.format, face().words));
  setWords((key, params) => translate(key, params));
  setPlace({
    get locale() {
      return face().language.format;
    },
    get zone() {
      return face().zone;
    },
  });
  const links = $derived(linksOf(face().base));
  setLinks(() => links);
}
