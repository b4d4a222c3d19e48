import type { PixelGrid } from './colours.ts';
import { addressOf, allocate, type Pdfium, startPdfium } from './pdfium.ts';

/** The longer side of the drawing in pixels, and the pixels that one picture on the page may have. */
interface DrawingOptions {
  readonly edge: number;
  readonly pixels: number;
}

/** A page opened for drawing: addresses of PDFium. */
interface OpenPage {
  readonly page: number;
  /** Draws the fields of a form, which are no part of the page for PDFium. */
  readonly form: number;
}

/** Four bytes a pixel, the last one alpha (FPDFBitmap_BGRA). */
const WITH_ALPHA = 4;
/** What is drawn: annotations too (FPDF_ANNOT), red first and blue last (FPDF_REVERSE_BYTE_ORDER). */
const FLAGS = 0x01 | 0x10;
/** Kinds of objects on a page (FPDF_PAGEOBJ_…). */
const [IMAGE, FORM] = [3, 5];
/** Forms within forms that are searched for pictures. */
const DEEPEST = 20;

function openFirstPage(pdfium: Pdfium, bytes: Uint8Array): OpenPage {
  const copy = allocate(pdfium, bytes.length);
  pdfium.memory.HEAPU8.set(bytes, copy);
  const document = addressOf(pdfium.FPDF_LoadMemDocument(copy, bytes.length, ''), 'document');
  const form = pdfium.PDFiumExt_InitFormFillEnvironment(document, pdfium.PDFiumExt_OpenFormFillInfo());
  return { page: addressOf(pdfium.FPDF_LoadPage(document, 0), 'page'), form };
}

/** The objects of a page, and those of the forms that it draws. */
function* objectsOf(pdfium: Pdfium, page: number): Generator<number> {
  for (let at = 0; at < pdfium.FPDFPage_CountObjects(page); at += 1) {
    yield* withInner(pdfium, pdfium.FPDFPage_GetObject(page, at), DEEPEST);
  }
}

function* withInner(pdfium: Pdfium, object: number, depth: number): Generator<number> {
  yield object;
  if (depth === 0 || pdfium.FPDFPageObj_GetType(object) !== FORM) return;
  for (let at = 0; at < pdfium.FPDFFormObj_CountObjects(object); at += 1) {
    yield* withInner(pdfium, pdfium.FPDFFormObj_GetObject(object, at), depth - 1);
  }
}

/** Whether a picture has more pixels than allowed: told by its entries, before anything decodes it. */
function hasTooManyPixels(pdfium: Pdfium, page: number, most: number): boolean {
  const size = allocate(pdfium, 8);
  for (const object of objectsOf(pdfium, page)) {
    if (pdfium.FPDFPageObj_GetType(object) !== IMAGE) continue;
    if (!pdfium.FPDFImageObj_GetImagePixelSize(object, size, size + 4)) continue;
    const [width = 0, height = 0] = pdfium.memory.HEAPU32.subarray(size / 4, size / 4 + 2);
    if (width * height > most) return true;
  }
  return false;
}

/** Both sides in pixels, the longer one being `edge`. */
function sidesOf(pdfium: Pdfium, page: number, edge: number): { width: number; height: number } {
  const [width, height] = [pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)];
  const side = (length: number): number => Math.max(1, Math.round((length * edge) / Math.max(width, height)));
  return { width: side(width), height: side(height) };
}

function draw(pdfium: Pdfium, { page, form }: OpenPage, edge: number): PixelGrid {
  const { width, height } = sidesOf(pdfium, page, edge);
  const bitmap = addressOf(
    pdfium.FPDFBitmap_CreateEx(width, height, WITH_ALPHA, 0, width * 4),
    'bitmap: out of memory',
  );
  pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0);
  pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, FLAGS);
  if (form !== 0) pdfium.FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, FLAGS);
  const from = pdfium.FPDFBitmap_GetBuffer(bitmap);
  return { data: pdfium.memory.HEAPU8.slice(from, from + width * height * 4), width, height };
}

/**
 * Draws the first page of a PDF on nothing, so that what shines through stays transparent. Answers nothing when a
 * picture on the page has too many pixels. This PDFium runs no scripts, and knows no fonts but its own and the file's,
 * so that drawings are alike everywhere. Nothing is freed: the process ends with the file. Throws PDFium's complaints.
 */
export async function drawFirstPage(
  bytes: Uint8Array,
  { edge, pixels }: DrawingOptions,
): Promise<PixelGrid | undefined> {
  const complaints: string[] = [];
  try {
    const pdfium = await startPdfium((line) => void complaints.push(line));
    const opened = openFirstPage(pdfium, bytes);
    return hasTooManyPixels(pdfium, opened.page, pixels) ? undefined : draw(pdfium, opened, edge);
  } catch (cause) {
    throw new Error([cause, ...complaints].map(String).join('\n'), { cause });
  }
}
