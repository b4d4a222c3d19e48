import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badge, photograph, program } from '../files/testing/samples.ts';
import { newId } from '../kernel/ids.ts';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  stores,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';

const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };
const place = { timeZone: 'UTC', currency: 'EUR', locale: 'en-GB', units: 'mm' } as const;

describe.each(stores)('what a shop tells of itself, on %s', (store) => {
  let test: TestPlatform;
  let cast: Cast;
  let count = 0;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin()], store });
    cast = await openCast(test, '/s/shop');
  }, 120_000);
  afterAll(() => test.close());

  /** A shop of its own with an owner, so that no test sees what another changed. */
  async function found() {
    const { seed } = test.platform;
    const slug = `info-${++count}`;
    const id = await seed.shop({ slug, name: 'Before', email: 'before@shop.test', ...place });
    const staff = await member(id, 'owner');
    const owner = openBrowser(test.platform, { base: `/s/${slug}` });
    owner.take(await seed.cookie(id, { type: 'staff', id: staff }));
    return { id, owner, slug, staff };
  }

  async function member(shop: string, role: 'owner' | 'manager'): Promise<string> {
    const id = newId();
    const text = `insert into core.staff (tenant_id, id, name, email, role)
      values ($1, $2, $3, $3 || '@x.test', $3)`;
    const values = [shop, id, role];
    await test.platform.database.withTenant(shop).run({ name: 'test.member', text, values });
    return id;
  }

  const read = (owner: TestBrowser) => owner.staff.shop.info.query({});
  /** Changes these fields and sends the rest as it is. */
  async function save(owner: TestBrowser, change: object, more: object = {}) {
    const { info, version } = await read(owner);
    const sent = { ...info, ...change };
    return owner.staff.shop.save.mutate({ base: version, info: sent, ...more });
  }
  const audit = async (id: string, action: string) => {
    const text = 'select by, before, after from core.audit where action = $1 order by id';
    const [rows] = await test.platform.database.withTenant(id).run({ name: 'test.audit', text, values: [action] });
    return rows as { readonly by: object; readonly before: object | null; readonly after: object | null }[];
  };
  const setLogo = (owner: TestBrowser, bytes: Buffer, current: string | null = null, name = 'logo.png') =>
    owner.staff.shop.setLogo.mutate({ current, name, bytes: bytes.toString('base64') });

  it('[G-44] is changed by staff, on record with what was before', async () => {
    const { id, owner, staff } = await found();
    const address = { street: '1 Long Road', city: 'Leeds', country: 'GB' };
    const change = {
      name: 'After',
      email: 'After@Shop.test',
      phone: '+44 1',
      address,
      timeZone: 'Europe/London',
      brandColor: '#FFD400',
    };
    expect(await save(owner, change)).toEqual({ version: 2 });
    expect(await read(owner)).toMatchObject({
      info: { ...change, email: 'after@shop.test', brandColor: '#ffd400', currency: 'EUR', units: 'mm' },
      version: 2,
      hasOrders: false,
    });
    expect(await audit(id, 'shop.info')).toEqual([
      {
        by: { type: 'staff', id: staff },
        before: {
          name: 'Before',
          email: 'before@shop.test',
          phone: null,
          address: null,
          timeZone: 'UTC',
          brandColor: null,
        },
        after: { ...change, email: 'after@shop.test', brandColor: '#ffd400' },
      },
    ]);
  });

  it('[G-44] is in the sender and the text of the next mail, with the logo', async () => {
    const { owner, slug } = await found();
    await save(owner, { name: 'Bright Prints', email: 'bright@shop.test' });
    await setLogo(owner, Buffer.from(badge), null, 'logo.svg');
    const introduction = { name: 'Pat', email: `pat@${slug}.test`, company: '', trap: '' };
    const visitor = openBrowser(test.platform, { base: `/s/${slug}` });
    // Nobody types an order within two seconds.
    test.setNow(new Date(Date.now() - 10_000));
    const { id } = await visitor.portal.requests.begin.mutate({ kind: 'note', introduction });
    test.setNow(undefined);
    await visitor.portal.requests.submit.mutate({ id, content });
    await test.platform.settle();
    const { from, text, html } = test.post.newestTo(introduction.email).parsed;
    expect(from?.value).toEqual([{ name: 'Bright Prints', address: 'bright@shop.test' }]);
    expect(text).toContain('-- \nBright Prints');
    const src = new RegExp(`src="http://shop.test/s/${slug}(/files/logo/[0-9a-f-]+\\.png)" alt="Bright Prints"`).exec(
      String(html),
    )![1]!;
    const picture = await visitor.fetch(src);
    expect(picture.headers.get('content-type')).toBe('image/png');
    // Readers of mail are other sites.
    expect(picture.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect((await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).format).toBe('png');
  });

  it('is not overwritten by a second window: that one is told both', async () => {
    const { owner } = await found();
    const opened = await read(owner);
    await save(owner, { name: 'First' });
    const late = owner.staff.shop.save.mutate({ base: opened.version, info: { ...opened.info, phone: '7' } });
    expect(await refusal(late)).toMatchObject({
      code: 'shop.stale',
      status: 409,
      details: { info: { name: 'First', phone: null }, version: 2 },
    });
    expect((await read(owner)).info).toMatchObject({ name: 'First', phone: null });
  });

  it('is saved by one of many windows that save at the same moment', async () => {
    const { owner } = await found();
    const { info, version: base } = await read(owner);
    const all = await Promise.allSettled(
      ['A', 'B', 'C', 'D'].map((name) => owner.staff.shop.save.mutate({ base, info: { ...info, name } })),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await read(owner)).version).toBe(2);
  });

  it('changes currency and units without a word while there is no order, and then only when that is confirmed', async () => {
    const { owner, slug, id: shop } = await found();
    await save(owner, { currency: 'usd' });
    expect((await read(owner)).info.currency).toBe('USD');
    const { seed } = test.platform;
    const { id: customer, contacts } = await seed.customer(shop, {
      name: slug,
      contacts: [{ name: 'Ann', email: 'a@x.test' }],
    });
    await seed.order(shop, { customer, contact: contacts[0]!, kind: 'note', content: () => content, at: new Date() });
    const changed = { currency: 'GBP', units: 'inch' };
    expect(await refusal(save(owner, changed))).toMatchObject({
      code: 'shop.has-orders',
      details: { measures: ['currency', 'units'] },
    });
    expect((await read(owner)).info).toMatchObject({ currency: 'USD', units: 'mm' });
    await save(owner, { phone: '5' });
    await save(owner, changed, { confirmed: true });
    expect((await read(owner)).info).toMatchObject(changed);
  });

  it.each([
    [{ timeZone: 'Springfield' }],
    [{ timeZone: '+05:00' }],
    [{ currency: 'XXL' }],
    [{ locale: 'not a language' }],
    [{ units: 'ell' }],
    [{ brandColor: 'red' }],
    [{ brandColor: '#123456;color:red' }],
    [{ name: '' }],
    [{ name: 'Two\nlines' }],
    [{ name: 'x'.repeat(121) }],
    [{ email: 'nobody' }],
    [{ address: { street: 7 } }],
    [{ tenantId: 'another' }],
  ])('refuses %j', async (change) => {
    expect(await refusal(save(cast.owner, change))).toMatchObject({ code: 'input.malformed', status: 400 });
  });

  describe('the logo', () => {
    it('is drawn anew, has an address for good, and nothing of the file that was sent', async () => {
      const { owner, slug } = await found();
      const sent = await sharp(await photograph(1600, 400))
        .withExif({ IFD0: { Copyright: 'a secret' } })
        .jpeg()
        .toBuffer();
      await setLogo(owner, sent, null, 'logo.jpg');
      const { logo } = await read(owner);
      expect(logo).toMatchObject({ width: 1024, height: 256 });
      const visitor = openBrowser(test.platform, { base: `/s/${slug}` });
      const answer = await visitor.fetch(`/files/logo/${logo!.id}.webp`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.includes('a secret')).toBe(false);
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 1024, height: 256 });
      const head = await visitor.fetch(`/files/logo/${logo!.id}.webp`, { method: 'HEAD' });
      expect(head.headers.get('content-length')).toBe(String(bytes.length));
    });

    it('is removed, brought back, and replaced; each on record', async () => {
      const { owner, id, slug } = await found();
      await setLogo(owner, Buffer.from(badge), null, 'logo.svg');
      const { logo } = await read(owner);
      await owner.staff.shop.showLogo.mutate({ current: logo!.id, logo: null });
      expect((await read(owner)).logo).toBeNull();
      await owner.staff.shop.showLogo.mutate({ current: null, logo: logo!.id });
      expect((await read(owner)).logo).toEqual(logo);
      await setLogo(owner, await photograph(300, 300), logo!.id, 'logo.jpg');
      const { logo: other } = await read(owner);
      expect(other!.id).not.toBe(logo!.id);
      expect(await audit(id, 'shop.logo')).toMatchObject([
        { before: { logo: null }, after: { logo: logo!.id } },
        { before: { logo: logo!.id }, after: { logo: null } },
        { before: { logo: null }, after: { logo: logo!.id } },
        { before: { logo: logo!.id }, after: { logo: other!.id } },
      ]);
      // The one before the shown one is kept for the way back; older ones are not.
      await setLogo(owner, Buffer.from(badge), other!.id, 'logo.svg');
      const visitor = openBrowser(test.platform, { base: `/s/${slug}` });
      expect((await visitor.fetch(`/files/logo/${logo!.id}.webp`)).status).toBe(404);
      expect((await visitor.fetch(`/files/logo/${other!.id}.webp`)).status).toBe(200);
    });

    it('is not overwritten by a second window', async () => {
      const { owner } = await found();
      await setLogo(owner, Buffer.from(badge), null, 'logo.svg');
      expect(await refusal(setLogo(owner, Buffer.from(badge), null, 'logo.svg'))).toMatchObject({ code: 'shop.stale' });
      const late = owner.staff.shop.showLogo.mutate({ current: null, logo: null });
      expect(await refusal(late)).toMatchObject({ code: 'shop.stale' });
      expect((await read(owner)).logo).not.toBeNull();
    });

    it('of another shop is nothing here', async () => {
      const [ours, theirs] = [await found(), await found()];
      await setLogo(theirs.owner, Buffer.from(badge), null, 'logo.svg');
      const { logo } = await read(theirs.owner);
      const stolen = ours.owner.staff.shop.showLogo.mutate({ current: null, logo: logo!.id });
      expect(await refusal(stolen)).toMatchObject({ code: 'shop.stale' });
      expect((await ours.owner.fetch(`/files/logo/${logo!.id}.webp`)).status).toBe(404);
    });

    it.each([
      ['a program', program, 'logo.png'],
      ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'logo.svg'],
      ['a drawing with a script', Buffer.from(badge.replace('<rect', '<script>alert(1)</script><rect')), 'logo.svg'],
      ['half a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'logo.png'],
      ['nothing', Buffer.alloc(0), 'logo.png'],
    ])('cannot be %s', async (_, bytes, name) => {
      const sent = setLogo(cast.owner, bytes, null, name);
      expect(await refusal(sent)).toMatchObject({ code: 'picture.unfit', status: 415 });
      expect((await read(cast.owner)).logo).toBeNull();
    });
  });

  it('is nobody’s business who may not edit the shop', async () => {
    const { seed } = test.platform;
    const { id, slug } = await found();
    const manager = await member(id, 'manager');
    const browser = openBrowser(test.platform, { base: `/s/${slug}` });
    browser.take(await seed.cookie(id, { type: 'staff', id: manager }));
    expect(await refusal(read(browser))).toMatchObject({ code: 'right.missing' });
    expect(await refusal(setLogo(browser, Buffer.from(badge)))).toMatchObject({ code: 'right.missing' });
    expect(await refusal(read(cast.sarah))).toMatchObject({ code: 'sign-in.needed' });
  });

  it('has first steps until all are done or put away', async () => {
    const { owner, id } = await found();
    const steps = () => owner.staff.shop.firstSteps.query({});
    expect(await steps()).toEqual({ info: false, logo: false, customer: false, staff: false });
    await owner.staff.shop.hideFirstSteps.mutate({ hidden: true });
    await owner.staff.shop.hideFirstSteps.mutate({ hidden: true });
    expect(await steps()).toBeUndefined();
    await owner.staff.shop.hideFirstSteps.mutate({ hidden: false });
    expect(await audit(id, 'shop.first-steps')).toMatchObject([
      { after: { hidden: true } },
      { after: { hidden: false } },
    ]);
    await save(owner, { name: 'Named' });
    await setLogo(owner, Buffer.from(badge), null, 'logo.svg');
    await owner.staff.customers.create.mutate({ name: 'First' });
    expect(await steps()).toEqual({ info: true, logo: true, customer: true, staff: false });
    await member(id, 'manager');
    expect(await steps()).toBeUndefined();
  });
});
