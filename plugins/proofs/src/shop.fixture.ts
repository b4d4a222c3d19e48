import { crc32, deflateSync } from 'node:zlib';
import garmentOrders from '@docket/garment-orders';
import type { Choice, Decision, Json } from '@docket/sdk';
import { pluginCaller, refusalOf, type Refusal } from '@docket/sdk/client';
import type { Scanner } from '@docket/core';
import { openBrowser, openTestPlatform, type Store, type TestBrowser, type TestPlatform } from '@docket/core/testing';
import { expect } from 'vitest';
import plugin from './index.ts';
import type { ProofsApi } from './server.ts';
import type { ShownFollowUps, ShownProof, ShownProofs, StaffProof, StaffProofs } from './rules/shown.ts';

type Values = Readonly<Record<string, Json>>;
type Artwork = string | Buffer;

/** An order that is there. */
export interface Made {
  readonly id: string;
  readonly number: number;
}

/** What is different about an order from one of 24 black shirts with one print, `g1.i1`. */
export interface Wanted {
  readonly sizes?: Readonly<Record<string, string>>;
  readonly colorway?: string;
  /** Ids of the prints, each at a place of its own. */
  readonly prints?: readonly ('i1' | 'i2' | 'i3')[];
  readonly note?: string;
  /** Ids of artwork of the first print. */
  readonly files?: readonly string[];
  /** Sides of each print in inches, as typed; left to the shop unless they are given. */
  readonly width?: string;
  readonly height?: string;
  /** Where a print is, and its sides, where that is different. */
  readonly placed?: Partial<Record<'i1' | 'i2' | 'i3', Readonly<Record<'location' | 'width' | 'height', string>>>>;
  /** True where the artwork is of every print. */
  readonly everywhere?: boolean;
}

/** A print shop with proofs on, an order of Smith & Sons, and people with different rights. Close it in `afterAll`. */
export interface ProofShop {
  readonly test: TestPlatform;
  readonly owner: TestBrowser;
  /** Of Smith & Sons: two with every right, and one who approves nothing. */
  readonly sarah: TestBrowser;
  readonly bob: TestBrowser;
  readonly vera: TestBrowser;
  /** Ids of the two. */
  readonly people: { readonly sarah: string; readonly bob: string };
  /** Of Jones. */
  readonly tom: TestBrowser;
  readonly smith: string;
  readonly set: (values: Values) => Promise<unknown>;
  readonly setCustomer: (values: Values) => Promise<unknown>;
  readonly order: (wanted?: Wanted) => Promise<Made>;
  /** An order whose print is made from a file of this text, or from this picture, or from several of them. */
  readonly orderFrom: (artwork: Artwork | readonly Artwork[], wanted?: Wanted) => Promise<Made>;
  /** Ids of the files that it is made from, in the sequence in which they were given. */
  readonly artworkOf: (made: Made) => Promise<readonly string[]>;
  /** Staff change it to what is wanted now. */
  readonly revise: (made: Made, wanted: Wanted) => Promise<void>;
  readonly move: (made: Made, to: string) => Promise<unknown>;
  readonly statusOf: (made: Made) => Promise<string>;
  /** Gives pictures as one mockup; answers what the shop says. */
  readonly give: (made: Made, more?: GivenMockup) => Promise<Response>;
  /** The same, where it has to be taken; answers its number. */
  readonly upload: (made: Made, more?: GivenMockup) => Promise<number>;
  readonly send: (made: Made, ...works: readonly string[]) => Promise<void>;
  /** Sends a work to these people, by this day. */
  readonly sendTo: (made: Made, expected: SentTo) => Promise<void>;
  /** Staff write down what was said; answers what the shop says. */
  readonly writeDown: (made: Made, said?: WrittenDown) => Promise<Response>;
  /** Takes a person of Smith & Sons the right to approve, or gives it back. */
  readonly mayApprove: (who: 'sarah' | 'bob', may: boolean) => Promise<void>;
  readonly withdraw: (made: Made, reason?: string, work?: string) => Promise<unknown>;
  readonly remove: (made: Made, version: number) => Promise<unknown>;
  readonly board: (made: Made, browser?: TestBrowser) => Promise<StaffProofs>;
  readonly proof: (made: Made, work?: string) => Promise<StaffProof>;
  readonly shown: (made: Pick<Made, 'id'>, browser?: TestBrowser) => Promise<ShownProofs | null>;
  readonly seen: (made: Made, work?: string) => Promise<ShownProof>;
  /** A customer's answer to what it is shown. */
  readonly answer: (made: Made, choice: Choice, more?: Answering) => Promise<unknown>;
  readonly signedIn: (who: { readonly type: 'staff' | 'contact'; readonly id: string }) => Promise<TestBrowser>;
  /** Has an event about an order told to the plugin once more, as where its first telling broke off; answers how often. */
  readonly tellAgain: (made: Made, event: string) => Promise<number>;
  /** Takes a file away from under a mockup, as erasing somebody does. */
  readonly withoutFile: (id: string) => Promise<void>;
  /** Sends exactly this. */
  readonly call: (name: 'send' | 'compose' | 'withdraw' | 'removeMockup', typed: object) => Promise<unknown>;
  readonly followUps: () => Promise<ShownFollowUps | null>;
  /** Waits for all that follows from what was done. */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface GivenMockup {
  readonly work?: string;
  readonly note?: string;
  /** One picture for each, which is another for another text. */
  readonly pictures?: readonly string[];
  /** Gives this file instead. */
  readonly file?: File;
  readonly browser?: TestBrowser;
}

/** What is sent, who answers, and by when. */
export interface SentTo {
  readonly work?: string;
  readonly rule?: 'whoever' | 'any' | 'all';
  readonly contacts?: readonly string[];
  readonly due?: string;
}

/** An answer of Sarah's by phone, just now, unless something else is said. */
export interface WrittenDown {
  readonly typed?: Readonly<Record<string, string>>;
  /** What was on the page; what is there now unless it is given. */
  readonly question?: { readonly id: string; readonly hash: string };
  readonly browser?: TestBrowser;
  /** Names of files. */
  readonly evidence?: readonly string[];
}

interface Answering extends Partial<Omit<Decision, 'choice'>> {
  readonly work?: string;
  readonly browser?: TestBrowser;
  /** What was on the page; what is there now unless it is given. */
  readonly question?: { readonly id: string; readonly hash: string };
}

const first = 'g1.i1';
const places = { i1: 'left-chest', i2: 'full-back', i3: 'left-sleeve' };
const blank = (...keys: readonly string[]): Values => Object.fromEntries(keys.map((key) => [key, '']));

const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

/** An order as a customer types it. */
export function typed({
  sizes = { M: '24' },
  colorway = 'Black',
  prints = ['i1'],
  note = '',
  files = [],
  width = '',
  height = '',
  everywhere = false,
  placed = {},
}: Wanted = {}): Json {
  return {
    ...blank('eventDate', 'firm', 'reference', 'notes', 'artNotes'),
    title: 'Lakeview Track',
    method: 'screen-print',
    dueOn: inAMonth,
    garments: [
      {
        ...blank('note'),
        id: 'g1',
        source: 'shop',
        type: 'tee',
        brand: 'Gildan',
        style: '5000',
        colorway,
        fit: 'adult',
        sizes,
      },
    ],
    delivery: {
      method: 'pickup',
      saved: '',
      note: '',
      address: blank('company', 'name', 'street', 'street2', 'city', 'region', 'postcode', 'country', 'phone'),
    },
    imprints: prints.map((id, at) => ({
      ...blank('label', 'method', 'inkType', 'underbase', 'placement'),
      id,
      width,
      height,
      location: places[id],
      ...placed[id],
      unit: 'in',
      colors: '1',
      inks: [{ name: 'White', code: '' }],
      applies: [],
      inkByGarment: {},
      note,
      files: everywhere || at === 0 ? files : [],
    })),
  };
}

/** With a scanner, it judges every file. */
export async function openProofShop(store: Store, scanner?: Scanner): Promise<ProofShop> {
  // Events wait for `settle`: what may happen before them can be tried.
  const test = await openTestPlatform({ plugins: [garmentOrders, plugin], store, config: { workers: false, scanner } });
  const { seed } = test.platform;
  const signedIn: ProofShop['signedIn'] = async (who) => {
    const browser = openBrowser(test.platform);
    browser.take(await seed.cookie(test.shop, who));
    return browser;
  };
  const contacts = [
    { name: 'Sarah', email: 'sarah@smith.test' },
    { name: 'Vera', email: 'vera@smith.test' },
    { name: 'Bob', email: 'bob@smith.test' },
  ];
  const smith = await seed.customer(test.shop, { name: 'Smith & Sons', contacts });
  const jones = await seed.customer(test.shop, { name: 'Jones', contacts: [{ name: 'Tom', email: 'tom@jones.test' }] });
  const password = 'seven green lamps';
  const robin = await seed.staff(test.shop, { name: 'Robin', email: 'robin@shop.test', role: 'owner', password });
  const owner = await signedIn({ type: 'staff', id: robin });
  const [sarah, vera, bob] = await Promise.all(smith.contacts.map((id) => signedIn({ type: 'contact', id })));
  const tom = await signedIn({ type: 'contact', id: jones.contacts[0]! });
  if (!sarah || !vera || !bob) return expect.unreachable('Somebody is missing.');
  await owner.staff.plugins.switch.mutate({ plugin: plugin.id, active: true });
  await owner.staff.customers.updateContact.mutate({
    customer: smith.id,
    id: smith.contacts[1]!,
    ...contacts[1]!,
    phone: null,
    rights: ['order'],
  });
  const callsOf = (client: TestBrowser['portal'] | TestBrowser['staff']) =>
    pluginCaller<ProofsApi>(client as never, plugin.id);
  const staff = callsOf(owner.staff);
  const settle = (): Promise<void> => test.platform.settle();
  const board: ProofShop['board'] = async ({ id }, browser = owner) =>
    (await callsOf(browser.staff).query('board', { order: id })) ?? expect.unreachable('Nothing is made.');
  const proof: ProofShop['proof'] = async (made, work = first) =>
    (await board(made)).proofs.find((one) => one.work === work) ?? expect.unreachable(`There is no ${work}.`);
  const shown: ProofShop['shown'] = ({ id }, browser = sarah) => callsOf(browser.portal).query('proofs', { order: id });
  const seen: ProofShop['seen'] = async (made, work = first) =>
    (await shown(made))?.proofs.find((one) => one.work === work) ?? expect.unreachable(`Nobody sent ${work}.`);
  const give: ProofShop['give'] = (
    { id },
    { work = first, note = '', pictures = ['front'], file, browser = owner } = {},
  ) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ order: id, work, note })) body.append(name, value);
    for (const one of file ? [file] : pictures.map(pictureOf)) body.append('files', one);
    const headers = { accept: 'application/json', origin: 'http://shop.test' };
    return browser.fetch('/files/given/proofs/mockups', { method: 'POST', headers, body });
  };
  return {
    test,
    owner,
    sarah,
    bob,
    vera,
    people: { sarah: smith.contacts[0]!, bob: smith.contacts[2]! },
    tom,
    smith: smith.id,
    set: (values) => owner.staff.plugins.saveSettings.mutate({ plugin: plugin.id, values }),
    setCustomer: (values) => owner.staff.settings.saveOfCustomer.mutate({ id: smith.id, plugin: plugin.id, values }),
    async order(wanted) {
      const { id } = await sarah.portal.requests.begin.mutate({ kind: 'garment' });
      const { orderId, number } = await sarah.portal.requests.submit.mutate({ id, content: typed(wanted) });
      return { id: orderId!, number: number! };
    },
    async orderFrom(artwork, wanted) {
      const { id } = await sarah.portal.requests.begin.mutate({ kind: 'garment' });
      const body = new FormData();
      const all = typeof artwork === 'string' || Buffer.isBuffer(artwork) ? [artwork] : artwork;
      for (const one of all) body.append('files', artworkFile(one));
      await sarah.fetch(`/files/drafts/${id}/artwork`, { method: 'POST', body });
      const { files } = await sarah.portal.requests.open.query({ id });
      const content = typed({ ...wanted, files: files.map((one) => one.id) });
      const { orderId, number } = await sarah.portal.requests.submit.mutate({ id, content });
      await settle();
      return { id: orderId!, number: number! };
    },
    artworkOf: async ({ number }) => {
      const { order } = await owner.staff.orders.get.query({ number });
      return (order.content as { imprints: { files: string[] }[] }).imprints[0]!.files;
    },
    async revise({ number }, wanted) {
      const { order } = await owner.staff.orders.get.query({ number });
      const content = { ...(order.content as object), ...(typed(wanted) as object) };
      await owner.staff.orders.revise.mutate({ number, base: order.version, content });
    },
    move: ({ id }, to) => owner.staff.orders.move.mutate({ id, to }),
    statusOf: async ({ number }) => (await owner.staff.orders.get.query({ number })).order.status,
    give,
    async upload(made, more) {
      const answered = await give(made, more);
      expect([answered.status, await answered.text()]).toEqual([200, expect.stringContaining('true')]);
      await settle();
      return (await proof(made, more?.work)).mockups[0]!.version;
    },
    async send(made, ...works) {
      const { sheet } = await board(made);
      await staff.mutate('send', {
        order: made.id,
        works: works.length > 0 ? [...works] : [first],
        sheet,
        contacts: [],
      });
    },
    async sendTo(made, { work = first, contacts: named = [], ...expected }) {
      const { sheet } = await board(made);
      await staff.mutate('send', { order: made.id, works: [work], sheet, contacts: [...named], ...expected });
    },
    async writeDown(made, { typed: more = {}, question, browser = owner, evidence = ['note.txt'] } = {}) {
      const asked = question ?? (await proof(made)).question ?? expect.unreachable('Nothing is asked.');
      const { clock } = (await board(made)).asking ?? expect.unreachable('Nobody may ask.');
      const said = { way: 'phone', contact: smith.contacts[0]!, at: clock, choice: 'approve', ...more };
      const body = new FormData();
      const named = { order: made.id, work: first, question: asked.id, hash: asked.hash };
      for (const [name, value] of Object.entries({ ...named, ...said })) body.append(name, value);
      for (const name of evidence) body.append('files', new File([`What ${name} says.`], name));
      const headers = { accept: 'application/json', origin: 'http://shop.test' };
      return browser.fetch('/files/given/proofs/offline', { method: 'POST', headers, body });
    },
    async mayApprove(who, may) {
      const at = who === 'sarah' ? 0 : 2;
      const known = { customer: smith.id, id: smith.contacts[at]!, ...contacts[at]!, phone: null };
      await owner.staff.customers.updateContact.mutate({ ...known, rights: may ? ['order', 'approve'] : ['order'] });
    },
    withdraw: ({ id }, reason = 'The wrong file.', work = first) =>
      staff.mutate('withdraw', { order: id, work, reason }),
    remove: ({ id }, version) => staff.mutate('removeMockup', { order: id, work: first, version }),
    board,
    proof,
    shown,
    seen,
    async answer(made, choice, { work, browser = sarah, question, ...more } = {}) {
      const asked = question ?? (await seen(made, work)).question ?? expect.unreachable('Nothing is asked.');
      const decisions = [{ approval: asked.id, hash: asked.hash }];
      return browser.portal.approvals.decide.mutate({ decisions, choice, ...more });
    },
    signedIn,
    async tellAgain({ id }, event) {
      const text = `update core.delivery set state = 'due', next_at = now() where subscriber like 'proofs%' and outbox_id in (
        select id from core.outbox where event = $2 and payload ->> 'orderId' = $1) returning outbox_id`;
      const call = { name: 'test.tell-again', text, values: [id, event] };
      return (await test.platform.database.withTenant(test.shop).run(call))[0].length;
    },
    async withoutFile(id) {
      const text = 'delete from core.file where id = $1';
      await test.platform.database.withTenant(test.shop).run({ name: 'test.without-file', text, values: [id] });
    },
    // What a form does not send, the plugin fills in.
    call: (name, sent) => staff.mutate(name, sent as never),
    followUps: () => staff.query('followUp', {}),
    settle,
    close: () => test.close(),
  };
}

const artworkFile = (artwork: Artwork): File =>
  typeof artwork === 'string' ? new File([artwork], 'logo.txt') : new File([new Uint8Array(artwork)], 'logo.png');

/** A picture that is another one for another text. */
function pictureOf(text: string): File {
  const side = 8;
  const shade = crc32(Buffer.from(text));
  const rows = Array.from({ length: side }, (_, at) => Buffer.from([0, ...Array(side).fill((shade >> at) & 255)]));
  return greyPng(`${text}.png`, side, 8, Buffer.concat(rows));
}

/** A black picture of one bit a pixel: few bytes, however many pixels. */
export const blackPng = (name: string, side: number): File =>
  greyPng(name, side, 1, Buffer.alloc((1 + Math.ceil(side / 8)) * side));

/** PNG, 3rd edition, 11.2. */
function greyPng(name: string, side: number, bits: number, rows: Buffer): File {
  const chunk = (type: string, data: Buffer): Buffer => {
    const [length, sum, body] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.concat([Buffer.from(type), data])];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([bits, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const packed = deflateSync(rows, { level: 1 });
  const bytes = [signature, chunk('IHDR', header), chunk('IDAT', packed), chunk('IEND', Buffer.alloc(0))];
  return new File([new Uint8Array(Buffer.concat(bytes))], name, { type: 'image/png' });
}

/** What a call is refused with. */
export const refused = async (calling: Promise<unknown>): Promise<Refusal> =>
  calling.then(
    () => expect.unreachable('It was not refused.'),
    (error: unknown) => refusalOf(error),
  );
