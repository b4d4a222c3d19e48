import type { FileKind, Findings, SecurityReason } from './facts.ts';
import { pdfHeaderAt } from './kinds.ts';
import { containsPattern } from './text-content.ts';
import { findZipDirectory, listZipEntries } from './zip.ts';

/** The kinds a name may stand for. A name outside this table claims nothing. */
const CLAIMS: Readonly<Record<string, readonly FileKind[]>> = {
  png: ['png'],
  jpg: ['jpeg'],
  jpeg: ['jpeg'],
  jpe: ['jpeg'],
  jfif: ['jpeg'],
  webp: ['webp'],
  tif: ['tiff'],
  tiff: ['tiff'],
  gif: ['gif'],
  avif: ['avif'],
  heic: ['heic'],
  heif: ['heic', 'avif'],
  psd: ['psd'],
  psb: ['psd'],
  svg: ['svg'],
  pdf: ['pdf', 'ai'],
  ai: ['ai', 'pdf', 'eps'],
  eps: ['eps', 'ai'],
  ps: ['eps', 'ai'],
  dst: ['dst'],
  exp: ['exp'],
  pes: ['pes'],
  emb: ['emb'],
  docx: ['docx'],
  docm: ['docx'],
  xlsx: ['xlsx'],
  xlsm: ['xlsx'],
  pptx: ['pptx'],
  pptm: ['pptx'],
  doc: ['ole'],
  xls: ['ole'],
  ppt: ['ole'],
  pub: ['ole'],
  zip: ['zip'],
  txt: ['text'],
  csv: ['text'],
  html: ['html'],
  htm: ['html'],
  js: ['script'],
  php: ['script'],
  sh: ['script'],
  bat: ['script'],
  cmd: ['script'],
  exe: ['executable'],
  dll: ['executable'],
  scr: ['executable'],
  com: ['executable'],
  jar: ['executable'],
};

/** Characters at the end of a name that are looked at. */
const LONGEST_ENDING = 200;

/** The last extension of a name in small letters, without its dot; empty where there is none. */
export function extensionOf(name: string): string {
  const clean = name
    .slice(-LONGEST_ENDING)
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[. ]+$/, '');
  return (/\.([^./\\]{1,20})$/.exec(clean)?.[1] ?? '').toLowerCase();
}

/** False only where the name claims a kind that the content is not. */
export const nameAgrees = (extension: string, kind: FileKind): boolean => CLAIMS[extension]?.includes(kind) ?? true;

/** What is known of a file before anybody looks: its name. */
export const unseen = (name: string): Findings => ({
  kind: 'other',
  mime: 'application/octet-stream',
  extension: extensionOf(name),
  nameAgrees: true,
  security: { block: false, reasons: [], warnings: [] },
});

const RASTER: readonly FileKind[] = ['png', 'jpeg', 'gif', 'webp', 'tiff', 'avif', 'heic', 'psd'];
const MARKUP = /<\?php|<(?:script|html|iframe|body|svg)[\s>]|<!doctype html/i;

function hidesMarkup(bytes: Buffer, kind: FileKind): boolean {
  if (RASTER.includes(kind)) return containsPattern(bytes, /<\?php|<(?:script|html|iframe)[\s>]|<!doctype html/i);
  if (kind === 'svg' || kind === 'eps') return containsPattern(bytes, /<\?php/i);
  if (kind !== 'pdf' && kind !== 'ai') return false;
  // Browsers sniff the first kilobytes only; a text about HTML further in is harmless.
  const edges = Buffer.concat([bytes.subarray(0, 4096), bytes.subarray(Math.max(4096, bytes.length - 1024))]);
  return MARKUP.test(edges.toString('latin1')) || containsPattern(bytes, /<\?php/i);
}

function hidesArchive(bytes: Buffer, kind: FileKind): boolean {
  if (!RASTER.includes(kind) && kind !== 'pdf' && kind !== 'ai') return false;
  const archive = findZipDirectory(bytes);
  return archive !== undefined && (RASTER.includes(kind) || archive.trailing === 0);
}

/** A PDF behind other content, or a picture that PDF readers would open as a document. */
function hasTwoHeaders(bytes: Buffer, kind: FileKind): boolean {
  const header = pdfHeaderAt(bytes);
  if (kind === 'pdf' || kind === 'ai')
    return /[^\s\u00ef\u00bb\u00bf]/.test(bytes.toString('latin1', 0, Math.max(0, header)));
  return RASTER.includes(kind) && header >= 0;
}

const hasMacros = (bytes: Buffer, kind: FileKind): boolean =>
  kind === 'ole'
    ? bytes.includes(Buffer.from('_VBA_PROJECT', 'utf16le'))
    : ['docx', 'xlsx', 'pptx'].includes(kind) &&
      listZipEntries(bytes).some(({ name }) => /vbaProject\.bin$/i.test(name));

const needsPassword = (bytes: Buffer, kind: FileKind): boolean =>
  kind === 'ole'
    ? bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    : ['zip', 'docx', 'xlsx', 'pptx'].includes(kind) && listZipEntries(bytes).some(({ encrypted }) => encrypted);

const PLAIN: readonly FileKind[] = ['text', 'zip', 'ole'];

/** What a name says that is far from the content: text, an archive or an old office file called a picture. */
function isDisguised(extension: string, kind: FileKind): boolean {
  const claimed = CLAIMS[extension]?.[0];
  if (claimed === undefined || nameAgrees(extension, kind)) return false;
  return PLAIN.includes(kind) && !PLAIN.includes(claimed) && !['docx', 'xlsx', 'pptx'].includes(claimed);
}

/** Reasons to refuse that need no decoder: programs, scripts, two kinds in one file, macros, passwords. */
export function findDisguises(bytes: Buffer, kind: FileKind, extension: string): readonly SecurityReason[] {
  const found: SecurityReason[] = [];
  if (kind === 'executable' || kind === 'script' || kind === 'html') found.push(kind);
  // Nobody looks into an archive here, and whoever opens it opens everything in it.
  if (kind === 'zip') found.push('archive');
  if (isDisguised(extension, kind)) found.push('disguised');
  if (hidesMarkup(bytes, kind) || hidesArchive(bytes, kind) || hasTwoHeaders(bytes, kind)) found.push('polyglot');
  if (hasMacros(bytes, kind)) found.push('macros');
  if (needsPassword(bytes, kind)) found.push('password');
  return found;
}
