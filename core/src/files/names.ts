const LONGEST = 150;
/** Characters of a name that are looked at, half from its start and half from its end. */
const LONGEST_READ = 1000;
const FALLBACK = 'file';
/** Names that mean a device on Windows, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
/** `<id>/preview` is the address of the picture drawn of a file. */
const TAKEN = 'preview';

/**
 * A name to show and to save under, made of what a sender called a file: no folders, no control or direction
 * characters, at most 150 characters with its ending kept. Never used as a path here.
 */
export function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = abridge(last)
    .normalize('NFC')
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .trim()
    .replace(/[. ]+$/, '');
  const safe = DEVICE.test(plain) || plain === TAKEN ? `_${plain}` : plain;
  return shorten(safe) || FALLBACK;
}

function abridge(name: string): string {
  const half = LONGEST_READ / 2;
  return name.length > LONGEST_READ ? name.slice(0, half) + name.slice(-half) : name;
}

function shorten(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= LONGEST) return name;
  const ending = /\.[^.]{1,20}$/.exec(name)?.[0] ?? '';
  return characters.slice(0, LONGEST - Array.from(ending).length).join('') + ending;
}

/** `Content-Disposition` that saves under the name: plain letters for old readers, the real name beside (RFC 6266). */
export const attachmentAs = (name: string): string => `attachment; ${filename(name)}`;

/** The same for what the browser shows: the name is there for whoever saves it. */
export const inlineAs = (name: string): string => `inline; ${filename(name)}`;

function filename(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replaceAll(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return `filename="${plain}"; filename*=UTF-8''${exact}`;
}
