import { randomBytes } from 'node:crypto';

const longest = 48;

/** Letters that no accent can be taken from. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** The form of slugs that an unknown address gets, one for each address: no name may take one. */
const provisional = /^new-[0-9a-f]{20}$/;

const suffixBytes = 5;
const suffix = new RegExp(`-[0-9a-f]{${suffixBytes * 2}}$`);

/** Slugs to try for a name, the nicest first; the last one is as good as free. */
export function slugsOf(name: string): readonly string[] {
  const slug = readableSlug(name);
  const numbered = Array.from({ length: 20 }, (_, index) => `${slug}-${index + 2}`);
  return [slug, ...numbered, `${slug}-${randomBytes(4).toString('hex')}`];
}

/** A slug for the place of the given one that nobody guesses: the same words, with other letters at the end. */
export const anotherSlugOf = (slug: string): string =>
  `${slug.replace(suffix, '')}-${randomBytes(suffixBytes).toString('hex')}`;

/** The slug of a name, or of what was typed to be one. */
export function readableSlug(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[ßæœøłđðþı]/g, (letter) => letters[letter]!)
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^-|-$/g, '');
  return plain === '' || provisional.test(plain) ? `customer${plain && '-'}${plain}` : plain;
}
