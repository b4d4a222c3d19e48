import { readFileSync } from 'node:fs';
import { init } from '@embedpdf/pdfium';
import {
  BinaryBitmap,
  ChecksumException,
  Code128Reader,
  DecodeHintType,
  FormatException,
  HybridBinarizer,
  NotFoundException,
  QRCodeReader,
  RGBLuminanceSource,
  type Reader,
} from '@zxing/library';
import { extractText, getDocumentProxy } from 'unpdf';

/** A page as a printer gets it: four bytes a pixel. */
export interface Picture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** The text of each page. */
export async function textsOf(pdf: Uint8Array): Promise<readonly string[]> {
  const { text } = await extractText(await getDocumentProxy(Uint8Array.from(pdf)), { mergePages: false });
  return text;
}

/** Width and height of each page in points. */
export async function sizesOf(pdf: Uint8Array): Promise<readonly (readonly [number, number])[]> {
  const document = await getDocumentProxy(Uint8Array.from(pdf));
  const pages = await Promise.all(Array.from({ length: document.numPages }, (_, at) => document.getPage(at + 1)));
  return pages.map((page) => page.getViewport({ scale: 1 })).map(({ width, height }) => [width, height] as const);
}

const wasm = (file: string): ArrayBuffer => {
  const bytes = readFileSync(new URL(import.meta.resolve(file)));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
};

/** PDFium’s memory, which it does not type. */
interface Memory {
  readonly HEAPU8: Uint8Array;
  readonly wasmExports: { readonly malloc: (bytes: number) => number };
}

/** Draws a page in the dots of a label printer: eight to the millimetre, 203 to the inch. */
export async function printed(pdf: Uint8Array, page = 0, dotsPerInch = 203.2): Promise<Picture> {
  const pdfium = await init({ wasmBinary: wasm('@embedpdf/pdfium/pdfium.wasm'), print: () => {}, printErr: () => {} });
  pdfium.PDFiumExt_Init();
  const memory = pdfium.pdfium as unknown as Memory;
  const copy = memory.wasmExports.malloc(pdf.length);
  memory.HEAPU8.set(pdf, copy);
  const opened = pdfium.FPDF_LoadPage(pdfium.FPDF_LoadMemDocument(copy, pdf.length, ''), page);
  const [width, height] = [pdfium.FPDF_GetPageWidthF(opened), pdfium.FPDF_GetPageHeightF(opened)].map((points) =>
    Math.round((points * dotsPerInch) / 72),
  ) as [number, number];
  const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, 4, 0, width * 4);
  pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xff_ff_ff_ff);
  pdfium.FPDF_RenderPageBitmap(bitmap, opened, 0, 0, width, height, 0, 0x10);
  const from = pdfium.FPDFBitmap_GetBuffer(bitmap);
  return { data: new Uint8ClampedArray(memory.HEAPU8.slice(from, from + width * height * 4)), width, height };
}

/** The number of grey that each pixel is, from black to white. */
const greyOf = ({ data, width, height }: Picture): Uint8ClampedArray =>
  Uint8ClampedArray.from({ length: width * height }, (_, at) => data[at * 4 + 1] ?? 255);

function read(reader: Reader, picture: Picture, hints: readonly DecodeHintType[]): string | undefined {
  const source = new RGBLuminanceSource(greyOf(picture), picture.width, picture.height);
  try {
    const how = new Map(hints.map((hint) => [hint, true]));
    return reader.decode(new BinaryBitmap(new HybridBinarizer(source)), how).getText();
  } catch (error) {
    // There is none, or there is something else.
    if (unread.some((kind) => error instanceof kind)) return undefined;
    throw error;
  }
}

const unread = [NotFoundException, FormatException, ChecksumException];

/**
 * What a scanner reads of the bars; a GS1 code begins with its symbology identifier `]C1`. The reader takes a check sign of the
 * value 102 for a separator and leaves it at the end, where no separator stands.
 */
export function bars(picture: Picture): string | undefined {
  const text = read(new Code128Reader(), picture, [DecodeHintType.TRY_HARDER, DecodeHintType.ASSUME_GS1]);
  return text?.endsWith(separator) ? text.slice(0, -separator.length) : text;
}

const separator = String.fromCharCode(29);

/** What a scanner reads of the square that it is held over, in the middle of the right edge. */
export const square = (picture: Picture): string | undefined =>
  read(new QRCodeReader(), cut(picture, { left: 0.68, top: 0.482, right: 1, bottom: 0.682 }), [
    DecodeHintType.PURE_BARCODE,
  ]);

interface Part {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A part of a picture, by shares of its sides. */
function cut({ data, width, height }: Picture, part: Part): Picture {
  const [left, right] = [Math.round(part.left * width), Math.round(part.right * width)];
  const [top, bottom] = [Math.round(part.top * height), Math.round(part.bottom * height)];
  const lines = Array.from({ length: bottom - top }, (_, line) =>
    data.subarray(((top + line) * width + left) * 4, ((top + line) * width + right) * 4),
  );
  return {
    data: Uint8ClampedArray.from(lines.flatMap((line) => [...line])),
    width: right - left,
    height: bottom - top,
  };
}
