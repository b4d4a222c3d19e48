import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusedAtSight } from '../first-look.ts';
import { cleanName } from '../names.ts';
import { extensionOf, findDisguises } from './disguise.ts';
import { identify } from './kinds.ts';
import { readMentions } from './pdf-objects.ts';
import { readPsd } from './psd.ts';
import { readSvgTokens } from './svg-tokens.ts';
import { listZipEntries } from './zip.ts';

/** Beginnings that lead every reader on to its own path. */
const beginnings = [
  ['%PDF-1.4\n1 0 obj << /Type /ObjStm >> stream\n', '%!PS-Adobe EPSF', '8BPS\0\x01', 'PK\x03\x04', 'PK\x05\x06'],
  ['<svg>', '<!DOCTYPE svg [', '<!--', '<?xml', '\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'GIF89a', '#PES0001', 'LA:', 'MZ'],
].flat();

const anyBytes = fc
  .tuple(fc.constantFrom('', ...beginnings), fc.uint8Array({ maxLength: 3000 }), fc.constantFrom('', ...beginnings))
  .map(([first, middle, last]) => Buffer.concat([Buffer.from(first, 'latin1'), middle, Buffer.from(last, 'latin1')]));

describe('hostile bytes', () => {
  it('make no reader throw, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, fc.string({ maxLength: 20 }), async (bytes, name) => {
        const { kind } = identify(bytes, extensionOf(name));
        findDisguises(bytes, kind, extensionOf(name));
        listZipEntries(bytes);
        readMentions(bytes);
        readPsd(bytes);
        Array.from(readSvgTokens(bytes.toString('latin1')));
        expect(typeof (await isRefusedAtSight(bytes, name))).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['comments', '<!-- -->'.repeat(8000)],
    ['comments without end', '<!--'.repeat(16_000)],
    ['a document type of white space', `<!DOCTYPE ${' '.repeat(64_000)}`],
    ['a document type of brackets', `<!DOCTYPE svg [${']'.repeat(64_000)}`],
    ['instructions', '<?'.repeat(32_000)],
    ['white space', ' \n'.repeat(32_000)],
    ['PostScript', `%!PS\n${'%%Creator: '.repeat(6000)}`],
  ])('of many %s are judged at once', async (_, text) => {
    const start = performance.now();
    expect(await isRefusedAtSight(Buffer.from(text), 'a.svg')).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it.each(['.', ' ', '. ', '/', '\\', '\u202e', '\ud800'])('of a name of many %j are judged at once', (mark) => {
    const start = performance.now();
    const name = `${mark.repeat(200_000)}a`;
    expect(cleanName(name).length).toBeLessThan(160);
    extensionOf(name);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
