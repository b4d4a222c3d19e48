import { isIP } from 'node:net';

/** True for a host name that never leaves this machine. */
const isThisMachine = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host === '[::1]' ||
  (isIP(host) === 4 && host.startsWith('127.'));

/**
 * True when what the browser sends can be read and changed on its way: plain http to another machine. Cookies then cannot
 * be tied to https either, so every page says so. `host` is without its port, in lower case.
 */
export const isExposed = (host: string, secure: boolean): boolean => !secure && !isThisMachine(host);
