import { onPaper, type Paper } from './paper.ts';
import type { Art } from './picture.ts';

/** What a document tells of one mockup. Words are in the shop's language. */
export interface Leaf {
  readonly title: string;
  /** Of which shop, order and version. */
  readonly about: string;
  readonly pictures: readonly { readonly name: string; readonly sha256: string; readonly art: Art | undefined }[];
  readonly note: string;
  /** Nothing where the order has become another since. */
  readonly spec: {
    readonly title: string;
    readonly lines: readonly (readonly [label: string, value: string])[];
  } | null;
  readonly words: { readonly files: string; readonly noPicture: (name: string) => string };
}

/** A mockup with all that its customer agrees to, on paper of the shop's country. */
export const mockupPdf = (leaf: Leaf, paper: Paper): Promise<Uint8Array> =>
  onPaper(leaf.title, paper, (page) => {
    page.write(leaf.title, { size: 16, weight: 700 });
    page.write(leaf.about, { size: 10 });
    page.skip(10);
    for (const { name, art } of leaf.pictures) {
      if (art) page.draw(art);
      else page.write(leaf.words.noPicture(name), { size: 10 });
      page.skip(10);
    }
    if (leaf.note !== '') page.write(leaf.note, { size: 10 });
    if (leaf.spec) {
      page.head(leaf.spec.title);
      for (const [label, value] of leaf.spec.lines) page.row(label, value);
    }
    page.head(leaf.words.files);
    for (const { name, sha256 } of leaf.pictures) {
      page.write(name, { size: 9 });
      page.write(sha256, { size: 9 });
    }
  });
