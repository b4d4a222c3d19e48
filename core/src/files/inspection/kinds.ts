import type { FileKind } from './facts.ts';
import { decodeText, isText } from './text-content.ts';
import { listZipEntries } from './zip.ts';

/** A kind with its media type. */
export interface Identity {
  readonly kind: FileKind;
  readonly mime: string;
}

interface Rule extends Identity {
  readonly matches: (bytes: Buffer) => boolean;
}

const at = (bytes: Buffer, offset: number, signature: string): boolean =>
  bytes.toString('latin1', offset, offset + signature.length) === signature;

const starts =
  (...signatures: readonly string[]) =>
  (bytes: Buffer): boolean =>
    signatures.some((signature) => at(bytes, 0, signature));

const brand = (bytes: Buffer): string => (at(bytes, 4, 'ftyp') ? bytes.toString('latin1', 8, 64) : '');
const opening = (bytes: Buffer): string => decodeText(bytes.subarray(0, 65_536)).trimStart();
const holds = (bytes: Buffer, words: string): boolean => bytes.includes(Buffer.from(words, 'utf16le'));

/** PE, ELF, Mach-O (also Java class), WebAssembly, Android, Windows shortcut. */
const isProgram = starts(
  'MZ',
  '\x7fELF',
  '\xfe\xed\xfa\xce',
  '\xfe\xed\xfa\xcf',
  '\xce\xfa\xed\xfe',
  '\xcf\xfa\xed\xfe',
  '\xca\xfe\xba\xbe',
  '\0asm',
  'dex\n',
  'L\0\0\0\x01\x14\x02\0',
);

/** Where `%PDF-` stands: readers accept it anywhere in the first kilobyte (ISO 32000, annex H). */
export const pdfHeaderAt = (bytes: Buffer): number => bytes.subarray(0, 1024).indexOf('%PDF-');

const isIllustratorPdf = (bytes: Buffer): boolean =>
  ['/AIPrivateData', '/AIMetaData', 'application/vnd.adobe.illustrator'].some((mark) => bytes.includes(mark));

// Melco's EXP has no signature: pairs of steps, where 0x80 begins a command of a short list.
function isExpBody(bytes: Buffer): boolean {
  let commands = 0;
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    if (bytes[i] !== 0x80) continue;
    if (![0x01, 0x02, 0x04, 0x80].includes(bytes[i + 1] ?? 0)) return false;
    commands += 1;
    i += 2;
  }
  return bytes.length % 2 === 0 && commands > 0;
}

// Each alternative is linear in what it reads: this also runs where a slow pattern would stop everybody.
const PROLOG = /^(?:<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE\s[^[>]*(?:\[[\s\S]*?\]\s*)?>|\s+)/i;

/** The text behind XML declarations, comments, a document type and white space. */
function behindProlog(text: string, prolog: RegExp): string {
  let rest = text;
  for (let skip = prolog.exec(rest); skip; skip = prolog.exec(rest)) rest = rest.slice(skip[0].length);
  return rest;
}

const isSvg = (bytes: Buffer): boolean => /^<(?:[\w-]+:)?svg[\s>/]/.test(behindProlog(opening(bytes), PROLOG));

const isHtml = (bytes: Buffer): boolean =>
  /^<(?:!doctype html|html|head|body|script|iframe|img)\b/i.test(
    behindProlog(opening(bytes), /^(?:<!--[\s\S]*?-->|\s+)/),
  );

const OFFICE: readonly (readonly [string, FileKind, string])[] = [
  ['word/', 'docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

function identifyZip(bytes: Buffer): Identity {
  const names = listZipEntries(bytes).map((entry) => entry.name);
  if (names.some((name) => name === 'META-INF/MANIFEST.MF' || name === 'classes.dex'))
    return { kind: 'executable', mime: 'application/java-archive' };
  const office = OFFICE.find(([folder]) => names.some((name) => name.startsWith(folder)));
  if (office && names.includes('[Content_Types].xml')) return { kind: office[1], mime: office[2] };
  return { kind: 'zip', mime: 'application/zip' };
}

const isPostscript = starts('%!PS', '\x04%!PS', '\xc5\xd0\xd3\xc6');
const isEncapsulated = (bytes: Buffer): boolean => bytes[0] === 0xc5 || /^.?%!PS[^\r\n]*EPSF/s.test(opening(bytes));

/** The allowed kinds and the ones worth a name, first match wins. Programs come first, so nothing hides them. */
const RULES: readonly Rule[] = [
  { kind: 'executable', mime: 'application/x-executable', matches: isProgram },
  { kind: 'script', mime: 'text/x-script', matches: (b) => /^(?:#!|<\?php|<\?=|<%|@echo\b)/i.test(opening(b)) },
  { kind: 'png', mime: 'image/png', matches: starts('\x89PNG\r\n\x1a\n') },
  { kind: 'jpeg', mime: 'image/jpeg', matches: starts('\xff\xd8\xff') },
  { kind: 'gif', mime: 'image/gif', matches: starts('GIF87a', 'GIF89a') },
  { kind: 'webp', mime: 'image/webp', matches: (b) => at(b, 0, 'RIFF') && at(b, 8, 'WEBP') },
  { kind: 'tiff', mime: 'image/tiff', matches: starts('II*\0', 'MM\0*', 'II+\0', 'MM\0+') },
  { kind: 'avif', mime: 'image/avif', matches: (b) => /avi[fs]/.test(brand(b)) },
  { kind: 'heic', mime: 'image/heic', matches: (b) => /hei[cxms]|hev[cx]|mif1|msf1/.test(brand(b)) },
  { kind: 'psd', mime: 'image/vnd.adobe.photoshop', matches: starts('8BPS\0\x01', '8BPS\0\x02') },
  { kind: 'ai', mime: 'application/illustrator', matches: (b) => pdfHeaderAt(b) >= 0 && isIllustratorPdf(b) },
  { kind: 'pdf', mime: 'application/pdf', matches: (b) => pdfHeaderAt(b) >= 0 },
  {
    kind: 'ai',
    mime: 'application/illustrator',
    matches: (b) => isPostscript(b) && !isEncapsulated(b) && /^%%Creator: *\(?Adobe Illustrator/m.test(opening(b)),
  },
  { kind: 'eps', mime: 'application/postscript', matches: isPostscript },
  { kind: 'pes', mime: 'application/x-pes', matches: (b) => /^#PE[SC]\d{4}/.test(b.toString('latin1', 0, 8)) },
  {
    kind: 'dst',
    mime: 'application/x-dst',
    matches: (b) => /^LA:.{16}\rST:[ \d]+\r/s.test(b.toString('latin1', 0, 64)),
  },
  { kind: 'emb', mime: 'application/x-emb', matches: (b) => isOle(b) && holds(b, 'WilcomDesignInformation') },
  { kind: 'ole', mime: 'application/x-ole-storage', matches: (b) => isOle(b) },
  { kind: 'svg', mime: 'image/svg+xml', matches: isSvg },
  { kind: 'html', mime: 'text/html', matches: isHtml },
];

const isOle = starts('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1');

/**
 * What a file is by its content. The name only decides for one kind that has no signature (EXP), and only where the
 * content fits it. The caller has made sure that there is at least one byte.
 */
export function identify(bytes: Buffer, extension: string): Identity {
  const rule = RULES.find(({ matches }) => matches(bytes));
  if (rule) return { kind: rule.kind, mime: rule.mime };
  if (at(bytes, 0, 'PK\x03\x04') || at(bytes, 0, 'PK\x05\x06')) return identifyZip(bytes);
  if (isText(bytes)) return { kind: 'text', mime: 'text/plain' };
  if (extension === 'exp' && isExpBody(bytes)) return { kind: 'exp', mime: 'application/x-exp' };
  return { kind: 'other', mime: 'application/octet-stream' };
}
