import sharp from 'sharp';
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { measureColours } from './colours.ts';
import type { Findings, Page, Pdf, PixelSize, SecurityReason, SecurityWarning } from './facts.ts';
import type { Tell } from './inspect.ts';
import type { InspectionLimits } from './limits.ts';
import { drawFirstPage } from './pdf-drawing.ts';
import { type PdfMentions, readMentions } from './pdf-objects.ts';
import { contentOf, followSteps } from './pdf-page.ts';
import { type PreviewTo, writePictures } from './pictures.ts';
import { problemOf } from './problem.ts';
import { SAMPLE_EDGE } from './raster.ts';

interface PdfOptions {
  readonly limits: InspectionLimits;
  readonly previewTo?: PreviewTo;
}

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;
type FirstPage = Awaited<ReturnType<Document['getPage']>>;

/** PDF.js tells what a page is made of; it draws nothing here. */
function open(bytes: Buffer, limits: InspectionLimits): Promise<Document> {
  // A copy, because PDF.js takes the buffer for itself.
  return getDocumentProxy(new Uint8Array(bytes), {
    verbosity: 0,
    maxImageSize: limits.pixels,
    disableFontFace: true,
    enableXfa: false,
    useWorkerFetch: false,
    stopAtErrors: false,
  });
}

/** An object that the page's steps name, where it has arrived already. */
function objectOf({ commonObjs, objs }: FirstPage, name: string): Readonly<Record<string, unknown>> | undefined {
  const store = name.startsWith('g_') ? commonObjs : objs;
  return store.has(name) ? (store.get(name) as Readonly<Record<string, unknown>>) : undefined;
}

function sizeIn(page: FirstPage, image: unknown): PixelSize | undefined {
  const found = typeof image === 'string' ? objectOf(page, image) : undefined;
  return found && { width: Number(found['width']), height: Number(found['height']) };
}

function fontsIn(page: FirstPage, names: ReadonlySet<string>): Page['fonts'] {
  const fonts = [...names].map((name) => objectOf(page, name)).filter((font) => font !== undefined);
  return fonts.map((font) => ({
    // A subset's name begins with six letters and a plus sign.
    name: (typeof font['name'] === 'string' ? font['name'] : '').replace(/^[A-Z]{6}\+/, '').slice(0, 200),
    embedded: font['missingFile'] !== true,
  }));
}

async function describePage(page: FirstPage): Promise<Page> {
  const { OPS } = await getResolvedPDFJS();
  const { width, height } = page.getViewport({ scale: 1 });
  const drawn = followSteps(await page.getOperatorList(), OPS, (image) => sizeIn(page, image));
  const fonts = drawn.hasText ? fontsIn(page, drawn.fonts) : [];
  return { width, height, content: contentOf(drawn), images: drawn.images, hasText: drawn.hasText, fonts };
}

async function look(bytes: Buffer, { limits, previewTo }: PdfOptions): Promise<Partial<Findings>> {
  const grid = await drawFirstPage(bytes, { edge: SAMPLE_EDGE, pixels: limits.pixels });
  if (!grid) return { problem: 'too-many-pixels' };
  const { data, width, height } = grid;
  const source = sharp(data, { raw: { width, height, channels: 4 } });
  return { ...measureColours(grid), ...(previewTo && (await writePictures(source, previewTo, limits))) };
}

/** The same with what went wrong told, so that it does not take away what is known of the page. */
const lookOrTell = (bytes: Buffer, options: PdfOptions): Promise<Partial<Findings>> =>
  look(bytes, options).catch((error: unknown) => ({ problem: problemOf(error) }));

function securityOf(pdf: Pdf): Findings['security'] {
  const reasons: SecurityReason[] = [];
  const warnings: SecurityWarning[] = [];
  if (pdf.hasJavascript) reasons.push('pdf-javascript');
  if (pdf.hasLaunch) reasons.push('pdf-launch');
  if (pdf.encryption === 'password') reasons.push('password');
  if (pdf.encryption === 'permissions') warnings.push('pdf-restrictions');
  if (pdf.hasEmbeddedFiles) warnings.push('pdf-embedded-files');
  return { block: reasons.length > 0, reasons, warnings };
}

const pdfFacts = (mentions: PdfMentions, rest: Pick<Pdf, 'pages' | 'encryption' | 'hasJavascript'>): Pdf => ({
  ...rest,
  hasJavascript: rest.hasJavascript || mentions.javascript,
  hasLaunch: mentions.launch,
  hasEmbeddedFiles: mentions.embeddedFiles,
  spotColours: [...mentions.spotColours],
});

/** Scripts as the reader finds them, which also sees into encrypted objects. */
async function hasScripts(document: Document, page: FirstPage): Promise<boolean> {
  const found = await Promise.all([document.getJSActions(), page.getJSActions()]);
  return found.some((actions) => actions !== null && actions !== undefined && Object.keys(actions).length > 0);
}

async function readOpened(
  document: Document,
  bytes: Buffer,
  mentions: PdfMentions,
  options: PdfOptions,
  tell: Tell,
): Promise<Partial<Findings>> {
  const page = await document.getPage(1);
  const pdf = pdfFacts(mentions, {
    pages: document.numPages,
    encryption: (await document.getPermissions()) === null ? 'none' : 'permissions',
    hasJavascript: await hasScripts(document, page),
  });
  const known = { pdf, security: securityOf(pdf) };
  tell(known);
  try {
    return { ...known, page: await describePage(page), ...(await lookOrTell(bytes, options)) };
  } catch (error) {
    return { ...known, problem: problemOf(error) };
  }
}

const isPasswordWanted = (error: unknown): boolean => error instanceof Error && error.name === 'PasswordException';

/** What is known where no reader opened the file. */
const unopened = (mentions: PdfMentions, encryption: 'none' | 'password'): Pdf =>
  pdfFacts(mentions, { pages: 0, encryption, hasJavascript: false });

/**
 * Reads a PDF: what the first page is made of, at which size its bitmaps come out, what the file carries besides
 * pages, and a preview of page one. Scripts never run. A file that no reader opens still tells what it mentions, and one
 * that a reader comes to grief with has told it before.
 */
export async function readPdf(bytes: Buffer, options: PdfOptions, tell: Tell): Promise<Partial<Findings>> {
  const mentions = readMentions(bytes);
  tell({ security: securityOf(unopened(mentions, 'none')) });
  try {
    return await readOpened(await open(bytes, options.limits), bytes, mentions, options, tell);
  } catch (error) {
    const encryption = isPasswordWanted(error) ? 'password' : 'none';
    const pdf = unopened(mentions, encryption);
    return { pdf, security: securityOf(pdf), problem: encryption === 'password' ? 'password' : problemOf(error) };
  }
}
