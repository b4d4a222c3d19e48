import { extensionOf } from './inspection/disguise.ts';
import { identify } from './inspection/kinds.ts';

/** Bytes from the start that a first look needs. */
export const FIRST_BYTES = 64 * 1024;

/** Programs, installers and archives that nobody looks into. ZIP is left to the inspection: office files are ZIP. */
const REFUSED = new Set([
  'application/x-elf',
  'application/x-mach-binary',
  'application/x-msdownload',
  'application/x-shockwave-flash',
  'application/wasm',
  'application/java-vm',
  'application/java-archive',
  'application/vnd.android.package-archive',
  'application/x-google-chrome-extension',
  'application/x-xpinstall',
  'application/x-ms-shortcut',
  'application/x-ft-apple.alias',
  'application/vnd.ms-htmlhelp',
  'application/x-deb',
  'application/x-rpm',
  'application/x-apple-diskimage',
  'application/x-iso9660-image',
  'application/x-rar-compressed',
  'application/x-7z-compressed',
  'application/gzip',
  'application/x-gtar',
  'application/x-tar',
  'application/x-bzip2',
  'application/x-xz',
  'application/zstd',
  'application/x-lz4',
  'application/lzip',
  'application/x-compress',
  'application/x-lzh-compressed',
  'application/x-arj',
  'application/x-ace-compressed',
  'application/x-cpio',
  'application/x-unix-archive',
  'application/vnd.ms-cab-compressed',
  'application/x-asar',
]);

/** Whether the start of a file is that of a program, a script, a web page or an archive, whatever its name says. */
export async function isRefusedAtSight(start: Buffer, name: string): Promise<boolean> {
  if (start.length === 0) return false;
  const { kind } = identify(start, extensionOf(name));
  if (kind === 'executable' || kind === 'script' || kind === 'html') return true;
  const { fileTypeFromBuffer } = await import('file-type');
  const type = await fileTypeFromBuffer(start).catch(() => undefined);
  return type !== undefined && REFUSED.has(type.mime);
}
