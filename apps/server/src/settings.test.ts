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

  it('refuses an address that is no origin', () => {
    expect(() => readSettings({ PUBLIC_URL: 'https://orders.example.com/shop' }, '/')).toThrow('must be an origin');
  });
});
