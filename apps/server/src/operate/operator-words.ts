/** An answer of an operator's command, as lines of a terminal: what JSON says, without its signs. */
export function told(answer: unknown, depth = 0): string {
  const indent = '  '.repeat(depth);
  if (Array.isArray(answer))
    return answer.length === 0
      ? `${indent}none`
      : answer.map((one) => toldOne(one, depth)).join(depth === 0 ? '\n\n' : '\n');
  if (!isGroup(answer)) return `${indent}${plain(answer)}`;
  const width = Math.max(...Object.keys(answer).map((name) => name.length));
  return Object.entries(answer)
    .map(([name, value]) =>
      isFlat(value) ? `${indent}${name.padEnd(width)}  ${flat(value)}` : `${indent}${name}\n${told(value, depth + 1)}`,
    )
    .join('\n');
}

/** One of a list: on a line where it fits. */
const toldOne = (one: unknown, depth: number): string =>
  depth > 0 && isGroup(one)
    ? `${'  '.repeat(depth)}${Object.entries(one)
        .map(([name, value]) => `${name} ${isFlat(value) ? flat(value) : JSON.stringify(value)}`)
        .join(', ')}`
    : told(one, depth);

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !(value instanceof Date) && !Array.isArray(value);

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null || value instanceof Date;

const isFlat = (value: unknown): boolean => isPlain(value) || (Array.isArray(value) && value.every(isPlain));

const flat = (value: unknown): string => (Array.isArray(value) ? value.map(plain).join(', ') || 'none' : plain(value));

function plain(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
}
