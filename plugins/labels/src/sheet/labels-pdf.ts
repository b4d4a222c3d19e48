import { setImmediate } from 'node:timers/promises';
import Pdf from 'pdfkit';
import { drawSheet, type Look } from './draw.ts';
import { sides } from './page.ts';
import type { Sheet } from './sheet.ts';

/** What is said of the document itself. */
export interface About extends Look {
  readonly title: string;
  readonly now: Date;
}

/** How many labels are drawn before others have their turn: one takes some milliseconds. */
const atOnce = 5;

/** A document of labels, 4 × 6 in, one a page, in this sequence. It carries the fonts that it uses. */
export async function labelsPdf(sheets: readonly Sheet[], about: About): Promise<Uint8Array> {
  const paper = new Pdf({
    size: [sides.width, sides.height],
    margin: 0,
    autoFirstPage: false,
    lang: about.tenant.locale,
    displayTitle: true,
    info: { Title: about.title, CreationDate: about.now },
  });
  const bytes = bytesOf(paper);
  for (const [at, sheet] of sheets.entries()) {
    if (at % atOnce === atOnce - 1) await setImmediate();
    paper.addPage();
    drawSheet(paper, sheet, about);
  }
  paper.end();
  return bytes;
}

async function bytesOf(paper: AsyncIterable<unknown>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  // It is a stream of bytes, which no type says.
  for await (const piece of paper) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces);
}
