import { vi } from 'vitest';
import type { ArrivedMail, PostOffice } from '@docket/core/testing';

/**
 * The newest mail to an address whose subject fits; waits for it, as it is sent after the answer. It is none of the first
 * `former` mails of all.
 */
export const mailTo = (post: PostOffice, address: string, subject: RegExp, former = 0): Promise<ArrivedMail> =>
  vi.waitFor(
    () => {
      const found = post.mails
        .slice(former)
        .findLast(({ to, parsed }) => to.includes(address) && subject.test(parsed.subject ?? ''));
      if (!found) throw new Error(`No mail to ${address} about ${subject}; there are ${post.mails.length} mails.`);
      return found;
    },
    { timeout: 15_000, interval: 100 },
  );

/** The code of a sign-in mail, as a person copies it. */
export function codeIn({ parsed }: ArrivedMail): string {
  const code = /is:\s+(\S+)/.exec(parsed.text ?? '')?.[1];
  if (!code) throw new Error(`No code in: ${parsed.text}`);
  return code;
}

/** The one link of a mail, as a mail program opens it. */
export function linkIn({ parsed }: ArrivedMail): string {
  const [link, ...others] = [...(parsed.html || '').matchAll(/href="([^"]+)"/g)].map(([, href]) => href!);
  if (!link || others.length > 0) throw new Error(`Not one link in: ${parsed.html}`);
  return link.replaceAll('&amp;', '&');
}

/** Both parts of a mail as their bytes carry them: the plain text, and the words of the page without its marks. */
export function partsOf({ raw, parsed }: ArrivedMail): { readonly text: string; readonly html: string } {
  const source = raw.toString('latin1');
  if (!/content-type: multipart\/alternative/i.test(source)) throw new Error('The mail has not two parts.');
  if (!/content-type: text\/plain/i.test(source) || !/content-type: text\/html/i.test(source)) {
    throw new Error('One of the parts is missing.');
  }
  const html = (parsed.html || '').replaceAll(/<[^>]+>/g, ' ');
  return { text: words(parsed.text ?? ''), html: words(html) };
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

const words = (text: string): string =>
  text
    .replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity]!)
    .replaceAll(/\s+/g, ' ')
    .trim();
