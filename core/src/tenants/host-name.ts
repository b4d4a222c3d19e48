import { domainToASCII } from 'node:url';

/** A label as DNS has it, punycode included (RFC 1123, 2.1; RFC 5890, 2.3.2.1). */
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/** Names that never lead to a shop from outside (RFC 6761, RFC 6762, RFC 8375). */
const reserved: ReadonlySet<string> = new Set([
  'localhost',
  'local',
  'internal',
  'invalid',
  'example',
  'onion',
  'arpa',
]);

/** What people paste: an address of a page of the host. */
const around = /^(?:https?:\/\/)?([^/?#]*)(?:[/?#].*)?$/i;

/**
 * A host as it is looked up: lower case, in punycode, without what was pasted around it. Undefined for what no shop can
 * have: an IP address, a single label, a port, a reserved name, the platform's own host or one below it.
 */
export function hostNameOf(text: string, platform: string): string | undefined {
  const typed = around.exec(text.trim())?.[1]?.replace(/\.$/, '') ?? '';
  const host = domainToASCII(typed);
  const labels = host.split('.');
  const isName = host.length <= 253 && labels.length > 1 && labels.every((one) => label.test(one));
  if (!isName || /^\d+$/.test(labels.at(-1)!) || reserved.has(labels.at(-1)!)) return undefined;
  return host === platform || host.endsWith(`.${platform}`) ? undefined : host;
}
