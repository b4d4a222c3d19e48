import { createSocket, type Socket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHostProof, proofPlaces } from './host-proof.ts';
import { isPublicAddress } from './public-address.ts';

const host = 'orders.inkworks.com';
const token = 'abc123';

/** A name server that knows TXT records: enough of RFC 1035 for a resolver to be pleased. */
async function openNameServer(records: Readonly<Record<string, readonly string[]>>) {
  const server: Socket = createSocket('udp4');
  server.on('message', (query, from) => {
    let at = 12;
    const labels: string[] = [];
    while (query[at] !== 0) {
      labels.push(query.toString('latin1', at + 1, at + 1 + query[at]!));
      at += query[at]! + 1;
    }
    const question = query.subarray(12, at + 5);
    const found = records[labels.join('.').toLowerCase()];
    const answers = (found ?? []).map((text) => {
      const data = Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
      const head = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, data.length]);
      return Buffer.concat([head, data]);
    });
    const head = Buffer.from([query[0]!, query[1]!, 0x81, found ? 0x80 : 0x83, 0, 1, 0, answers.length, 0, 0, 0, 0]);
    server.send(Buffer.concat([head, question, ...answers]), from.port, from.address);
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  const resolver = new Resolver({ timeout: 1000, tries: 1 });
  resolver.setServers([`127.0.0.1:${server.address().port}`]);
  return { texts: (name: string) => resolver.resolveTxt(name), close: () => server.close() };
}

describe('the proof of a host', () => {
  let names: Awaited<ReturnType<typeof openNameServer>>;
  beforeAll(async () => {
    names = await openNameServer({
      [`_docket.${host}`]: ['v=spf1 -all', `docket=${token}`],
      '_docket.other.inkworks.com': ['docket=of-another-shop'],
    });
  });
  afterAll(() => names.close());
  const nothing = async () => undefined;

  it('is a TXT record below it, among others', async () => {
    expect(await createHostProof({ texts: names.texts, page: nothing }).holds(host, token)).toBe(true);
  });

  it('is no record of another token, and none where there is no name', async () => {
    const proof = createHostProof({ texts: names.texts, page: nothing });
    expect(await proof.holds(host, 'other')).toBe(false);
    expect(await proof.holds('other.inkworks.com', token)).toBe(false);
    expect(await proof.holds('nobody.inkworks.com', token)).toBe(false);
  });

  it('is a file on it where DNS says nothing', async () => {
    const asked: string[] = [];
    const proofWith = (text: string | undefined) =>
      createHostProof({
        texts: () => Promise.reject(new Error('ETIMEOUT')),
        page: async (at, path) => {
          asked.push(`${at}${path}`);
          return text;
        },
      });
    expect(await proofWith(`docket=${token}\n`).holds(host, token)).toBe(true);
    for (const text of [undefined, '', `docket=${token}x`, `<html>docket=${token}</html>`, 'docket='])
      expect(await proofWith(text).holds(host, token)).toBe(false);
    expect(asked[0]).toBe(`${host}${proofPlaces(host, token).path}`);
  });

  it('[abuse 61] is never asked of this machine or its network', async () => {
    const proof = createHostProof();
    expect(await proof.holds('localhost', token)).toBe(false);
  });
});

describe('an address on the open internet', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1::1'])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each(
    (
      '127.0.0.1 10.1.2.3 172.31.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 ' +
      ':: ::1 fe80::1 fd00::1 ::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 ff02::1 name'
    ).split(' '),
  )('is not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
