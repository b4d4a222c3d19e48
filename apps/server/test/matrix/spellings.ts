/** What may stand between two steps of a path, or in the place of one, so that a guard that compares text misses it. */
const joints = [
  '//',
  '///',
  '/./',
  '/%2e/',
  '/x/../',
  '/x/%2e%2e/',
  '/x/%2E./',
  '%2f',
  '%2F',
  '%252f',
  '\\',
  '%5c',
  '/;/',
  '/%20/',
  '/%00/',
  '/%09/',
  '/..;/',
] as const;

/** Other ways to write the steps themselves. */
const steps: readonly ((step: string) => string)[] = [
  (step) => step.toUpperCase(),
  (step) => `${step.slice(0, 1).toUpperCase()}${step.slice(1)}`,
  (step) => `%${step.charCodeAt(0).toString(16)}${step.slice(1)}`,
  (step) => `%25${step.charCodeAt(0).toString(16)}${step.slice(1)}`,
  (step) => `${step};a=b`,
  (step) => `${step}%00`,
  (step) => `${step}%20`,
  (step) => `${step}.`,
  (step) => `.${step}`,
  (step) => `${step}.json`,
  (step) => step.replace('a', '%c0%a1'),
  (step) => step.replace('a', '\u{ff41}'.normalize('NFC')).replaceAll('\u{ff41}', '%ef%bd%81'),
];

const ends = [
  '/',
  '//',
  '/.',
  '/..',
  '/%2e',
  '/__data.json',
  '.json',
  '%00',
  '%2f',
  ';',
  '/index.html',
  '/*',
  '%3f',
] as const;

/** A path in all the spellings that have led past somebody's guard, and as it is. */
export function spellingsOf(address: string): readonly string[] {
  const [path = '', query] = address.split('?');
  const parts = path.split('/').slice(1);
  const found = new Set<string>([path]);
  parts.forEach((step, at) => {
    const [before, after] = [parts.slice(0, at), parts.slice(at + 1)];
    for (const joint of joints)
      found.add(`/${[...before, ''].join('/')}`.slice(0, -1) + `${joint}${[step, ...after].join('/')}`);
    for (const write of steps) found.add(`/${[...before, write(step), ...after].join('/')}`);
  });
  for (const end of ends) found.add(`${path}${end}`);
  found
    .add(`/..${path}`)
    .add(`/%2e%2e${path}`)
    .add(`/x/../..${path}`)
    .add(`${path}/../${parts.at(-1)}`);
  return [...found].filter((one) => one.startsWith('/')).map((one) => (query === undefined ? one : `${one}?${query}`));
}
