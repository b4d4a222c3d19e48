import type { Tenant } from '@docket/sdk';
import Pdf from 'pdfkit';
import { runsOf, widthOf, type Weight } from './letters.ts';
import type { Art } from './picture.ts';

/** Whose paper it is, and when it is written. */
export interface Paper {
  readonly tenant: Pick<Tenant, 'locale' | 'units'>;
  readonly now: Date;
}

/** Points. */
const margin = 48;
const sizes = { inch: [612, 792], mm: [595.28, 841.89] } as const;
const leading = 1.35;
const labelWidth = 150;
const tallest = 400;
/** The grey of the lightbox on screens: a white garment shows on it, too. */
const ground = '#8b9191';

/** A document on paper of the shop's country, as PDF. It carries the fonts that it uses; the same at the same moment is the same bytes. */
export async function onPaper(title: string, { tenant, now }: Paper, write: (page: Page) => void): Promise<Uint8Array> {
  const paper = new Pdf({
    size: [...sizes[tenant.units]],
    margin: 0,
    lang: tenant.locale,
    displayTitle: true,
    info: { Title: title, CreationDate: now },
  });
  const bytes = bytesOf(paper);
  write(new Page(paper));
  paper.end();
  return bytes;
}

async function bytesOf(paper: AsyncIterable<unknown>): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  // It is a stream of bytes, which no type says.
  for await (const piece of paper) read.push(piece as Uint8Array);
  return Buffer.concat(read);
}

interface Look {
  readonly size: number;
  readonly weight?: Weight;
}

/** Writes from top to bottom, and goes on on the next page. */
export class Page {
  readonly #paper: PDFKit.PDFDocument;
  readonly #fonts = new Set<string>();
  #y = margin;

  constructor(paper: PDFKit.PDFDocument) {
    this.#paper = paper;
  }

  get #width(): number {
    return this.#paper.page.width - 2 * margin;
  }

  skip(points: number): void {
    this.#y += points;
  }

  write(text: string, { size, weight = 400 }: Look): void {
    for (const line of wrapped(text, { width: this.#width / size, weight })) {
      this.#room(size * leading);
      this.#line(line, { x: margin, size, weight });
      this.#y += size * leading;
    }
  }

  head(text: string): void {
    this.skip(12);
    this.#room(40);
    this.write(text, { size: 11, weight: 700 });
    this.skip(3);
  }

  row(label: string, value: string): void {
    const size = 10;
    const left = wrapped(label, { width: (labelWidth - 10) / size, weight: 400 });
    const right = wrapped(value, { width: (this.#width - labelWidth) / size, weight: 700 });
    for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
      this.#room(size * leading);
      this.#line(left[at] ?? '', { x: margin, size, weight: 400 });
      this.#line(right[at] ?? '', { x: margin + labelWidth, size, weight: 700 });
      this.#y += size * leading;
    }
  }

  draw({ bytes, width, height }: Art): void {
    const scale = Math.min(this.#width / width, tallest / height);
    const [across, down] = [width * scale, height * scale];
    this.#room(down);
    this.#paper.save().rect(margin, this.#y, across, down).fill(ground).restore();
    this.#paper.image(Buffer.from(bytes), margin, this.#y, { width: across, height: down });
    this.#y += down;
  }

  #room(points: number): void {
    if (this.#y + points <= this.#paper.page.height - margin) return;
    this.#paper.addPage();
    this.#y = margin;
  }

  #line(text: string, { x, size, weight }: Required<Look> & { readonly x: number }): void {
    let at = x;
    for (const { font, text: run, width } of runsOf(text, weight)) {
      if (!this.#fonts.has(font.name)) this.#paper.registerFont(font.name, font.bytes);
      this.#fonts.add(font.name);
      this.#paper.font(font.name).fontSize(size);
      this.#paper.text(run, at, this.#y + size, { lineBreak: false, baseline: 'alphabetic' });
      at += width * size;
    }
  }
}

/** Lines of a text: at its own ends, at spaces, and within a word that is wider than a line. Widths are those at the size 1. */
function wrapped(
  text: string,
  { width, weight }: { readonly width: number; readonly weight: Weight },
): readonly string[] {
  const space = widthOf(' ', weight);
  return text.split('\n').flatMap((paragraph) => {
    const words = paragraph
      .trim()
      .split(/\s+/)
      .flatMap((word) => pieces(word, width, weight));
    const lines: { text: string; width: number }[] = [];
    for (const word of words) {
      const last = lines.at(-1);
      if (!last || last.width + space + word.width > width) lines.push({ ...word });
      else Object.assign(last, { text: `${last.text} ${word.text}`, width: last.width + space + word.width });
    }
    return lines.map((line) => line.text);
  });
}

/** The word, or parts of it that fit into a line. */
function pieces(
  word: string,
  width: number,
  weight: Weight,
): readonly { readonly text: string; readonly width: number }[] {
  const whole = { text: word, width: widthOf(word, weight) };
  if (whole.width <= width || word.length < 2) return [whole];
  const letters = Array.from(word);
  const middle = Math.ceil(letters.length / 2);
  return [letters.slice(0, middle), letters.slice(middle)].flatMap((part) => pieces(part.join(''), width, weight));
}
