import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

describe('the environment', () => {
  it('may be empty: an embedded database in the working folder, port 3000, mails caught', () => {
    expect(readSettings({}, '/srv/shop')).toEqual({
      port: 3000,
      host: undefined,
      publicUrl: undefined,
      database: { folder: '/srv/shop/.docket-data/database' },
      dataFolder: '/srv/shop/.docket-data',
      secret: undefined,
      smtp: undefined,
      scanner: undefined,
      trustProxy: false,
    });
  });

  it('chooses a database server, with a direct way around a pooler', () => {
    const { database } = readSettings(
      { DATABASE_URL: 'postgres://a@pool/db', DATABASE_DIRECT_URL: 'postgres://a@direct/db' },
      '/',
    );
    expect(database).toEqual({ url: 'postgres://a@pool/db', directUrl: 'postgres://a@direct/db' });
  });

  it('takes empty variables for absent ones', () => {
    const { database, smtp, publicUrl } = readSettings({ DATABASE_URL: '', SMTP_URL: ' ', PUBLIC_URL: '' }, '/s');
    expect({ database, smtp, publicUrl }).toEqual({
      database: { folder: '/s/.docket-data/database' },
      smtp: undefined,
      publicUrl: undefined,
    });
  });

  it('names every variable that is wrong, and never its value', () => {
    const env = { PORT: 'x', DOCKET_SECRET: 'hunter2', DATABASE_URL: 'mysql://u:pw@h/d', TRUST_PROXY: 'maybe' };
    expect(() => readSettings(env, '/')).toThrow(/PORT.*DATABASE_URL.*DOCKET_SECRET.*TRUST_PROXY/);
    expect(() => readSettings(env, '/')).not.toThrow(/hunter2|pw@/);
  });

  it.each([
    ['clamd://av.example.com', { host: 'av.example.com', port: 3310 }],
    ['clamd://127.0.0.1:3311/', { host: '127.0.0.1', port: 3311 }],
    ['clamd://[::1]:3310', { host: '::1', port: 3310 }],
    ['clamd:///run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
    ['clamd:///var/lib/my%20scanner.ctl', { path: '/var/lib/my scanner.ctl' }],
  ])('finds the malware scanner at %s', (SCANNER_URL, scanner) => {
    expect(readSettings({ SCANNER_URL }, '/').scanner).toEqual(scanner);
  });

  it.each([
    'av.example.com',
    'http://av.example.com',
    'clamd://',
    'clamd:///',
    'clamd://a/b',
    'clamd://a:b',
    'clamd://a b',
  ])('takes %s for no address of a scanner', (SCANNER_URL) => {
    expect(() => readSettings({ SCANNER_URL }, '/')).toThrow('SCANNER_URL must look like clamd://host:3310');
  });

  it('refuses an address that is no origin', () => {
    expect(() => readSettings({ PUBLIC_URL: 'https://orders.example.com/shop' }, '/')).toThrow('must be an origin');
  });
});
