import { translator, type Params } from '@docket/sdk/messages';
import type { Letterhead } from './notices.ts';
import { noticeWords } from './words.ts';

/** A mail ready to be sent: both parts say the same. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What would start a new header or line, or turn the direction of what follows. */
const breaking = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

/** Longest value that a mail repeats of what was typed. */
const longest = 500;

/** Half of a character that the cut went through. */
const halved = /[\ud800-\udbff]$/;

const oneLine = (value: string): string => value.replaceAll(breaking, ' ').trim().slice(0, longest).replace(halved, '');

/**
 * Fills the messages `mail.<type>.subject` and `mail.<type>.lines`. They hold no logic, and values are put in as plain
 * text: nothing typed can add a header, a paragraph, markup or a link.
 */
export function writeLetter(
  type: string,
  data: Readonly<Record<string, string | number | boolean>>,
  { shop, url, words }: Letterhead,
): Letter {
  const say = translator(shop.locale, noticeWords, ...words);
  const given = paramsOf({ ...data, shop: shop.name });
  // What stood in the way is said in the words of whoever said so.
  const params =
    data['obstacle'] === undefined ? given : { ...given, reason: say(`eligible.${data['obstacle']}`, given) };
  const link = typeof params['link'] === 'string' ? params['link'] : '';
  const stop = typeof params['stop'] === 'string' ? params['stop'] : '';
  const lines = [
    ...say(`mail.${type}.lines`, params).split('\n'),
    ...(stop === '' ? [] : [say('mail.stop', params), stop]),
  ];
  const text = `${[...lines, `-- \n${oneLine(shop.name)}`].join('\n\n')}\n`;
  return {
    subject: oneLine(say(`mail.${type}.subject`, params)),
    text,
    html: page(lines, [link, stop], { shop, url }),
  };
}

const paramsOf = (data: Readonly<Record<string, string | number | boolean>>): Params =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) =>
      typeof value === 'boolean' ? [] : [[name, typeof value === 'string' ? oneLine(value) : value]],
    ),
  );

function page(
  lines: readonly string[],
  links: readonly string[],
  { shop, url }: Pick<Letterhead, 'shop' | 'url'>,
): string {
  const { name, locale, direction, logo } = shop;
  const paragraphs = lines.map(
    (line) => `<p style="margin:0 0 1em">${line !== '' && links.includes(line) ? anchor(line) : escape(line)}</p>`,
  );
  return [
    `<!doctype html><html lang="${escape(locale)}" dir="${direction}"><head><meta charset="utf-8"><title>${escape(oneLine(name))}</title></head>`,
    `<body style="font:16px/1.5 sans-serif;color:#1c1b19;max-width:36em;margin:0 auto;padding:1em">`,
    ...(logo ? [picture(`${url}${logo.forMail}`, name)] : []),
    ...paragraphs,
    `<p style="margin:2em 0 0;color:#5c5a55">${escape(oneLine(name))}</p></body></html>`,
  ].join('\n');
}

const picture = (src: string, name: string): string =>
  `<div style="margin:0 0 1.5em"><img src="${escape(src)}" alt="${escape(oneLine(name))}" height="48" style="max-width:100%"></div>`;

const anchor = (link: string): string =>
  /^https?:\/\//.test(link) ? `<a href="${escape(link)}">${escape(link)}</a>` : escape(link);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character]!);
