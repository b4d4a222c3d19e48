import { onPaper, type Paper } from './paper.ts';
import type { Art } from './picture.ts';

/** A label and its value. */
export type Line = readonly [label: string, value: string];

/** What a certificate tells, in words of the shop's language. */
export interface Certificate {
  readonly title: string;
  /** Of which shop, order and customer. */
  readonly about: string;
  /** Whether it holds, and what is to be known before anything else. */
  readonly standing: readonly string[];
  readonly pictures: readonly { readonly caption: string; readonly sha256: string; readonly art: Art | undefined }[];
  readonly parts: readonly { readonly title: string; readonly lines: readonly Line[] }[];
  /** Of what was shown, whole. */
  readonly fingerprint: { readonly title: string; readonly hash: string; readonly says: string };
}

/** What somebody answered, to what exactly and when, on paper of the shop's country. */
export const certificatePdf = (told: Certificate, paper: Paper): Promise<Uint8Array> =>
  onPaper(told.title, paper, (page) => {
    page.write(told.title, { size: 16, weight: 700 });
    page.write(told.about, { size: 10 });
    page.skip(8);
    for (const sentence of told.standing) page.write(sentence, { size: 11, weight: 700 });
    page.skip(10);
    for (const { caption, sha256, art } of told.pictures) {
      if (art) page.draw(art);
      page.write(caption, { size: 9 });
      page.write(sha256, { size: 9 });
      page.skip(10);
    }
    for (const { title, lines } of told.parts) {
      page.head(title);
      for (const [label, value] of lines) page.row(label, value);
    }
    page.head(told.fingerprint.title);
    page.write(told.fingerprint.hash, { size: 9 });
    page.write(told.fingerprint.says, { size: 10 });
  });
