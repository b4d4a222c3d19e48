import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer, isIPv6, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPublicWeb, type AddressBook } from './public-web.ts';

/** This machine, its network and the addresses of clouds' secrets, as they can be spelled. */
const spellings = (
  '127.0.0.1 127.1 127.0.1 127.255.255.254 0.0.0.0 0 2130706433 017700000001 0x7f000001 0x7f.1 0x7f.0.0.1 0177.0.0.1 ' +
  '127.0.0.01 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.254 192.168.0.1 192.168.1.254 169.254.169.254 0xa9fea9fe ' +
  '2852039166 100.64.0.1 192.0.0.192 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 0:0:0:0:0:0:0:1 ' +
  '::ffff:127.0.0.1 ::ffff:7f00:1 0:0:0:0:0:ffff:169.254.169.254 ::127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: fe80::1 ' +
  'fd00:ec2::254 fc00::1 ff02::1 2001:db8::1 localhost'
).split(' ');

const address = (text: string): LookupAddress => ({ address: text, family: isIPv6(text) ? 6 : 4 });

/** A resolver that says the given things in turn, and the last one from then on. */
function resolverThatSays(...answers: readonly (readonly string[])[]) {
  let asked = 0;
  const addresses: AddressBook = (_, __, callback) => {
    const answer = answers[Math.min(asked, answers.length - 1)]!;
    asked += 1;
    callback(null, answer.map(address));
  };
  return { addresses, asked: () => asked };
}

describe('the open web', () => {
  let server: Server;
  let port: number;
  let connections = 0;
  beforeAll(async () => {
    server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    server.listen(0, '::');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => void server.close());

  it(`[abuse 61] [CVE-2026-35409] is no place inside, in none of ${spellings.length} spellings`, async () => {
    expect(spellings.length).toBeGreaterThanOrEqual(40);
    for (const host of spellings) {
      const page = createPublicWeb({ port, patience: 500 });
      await expect(page(host, '/'), host).rejects.toThrow(Error);
    }
    expect(connections).toBe(0);
  });

  it('[abuse 61] [CVE-2026-35409] is no name that leads inside, by one of its addresses or by all', async () => {
    for (const inside of spellings.filter((text) => /^[\d.]+\.\d+\.\d+\.\d+$|:/.test(text)))
      for (const answer of [[inside], ['93.184.216.34', inside], [inside, '93.184.216.34']]) {
        const page = createPublicWeb({ addresses: resolverThatSays(answer).addresses, port, patience: 500 });
        await expect(page('name.inkworks.com', '/'), inside).rejects.toThrow('It leads nowhere, or inside.');
      }
    expect(connections).toBe(0);
  });

  it('[abuse 61] [GHSA-rrc3-p9vx-5373] is reached at the address that was looked at: a name that changes its mind is asked once', async () => {
    const changing = resolverThatSays(['93.184.216.34'], ['127.0.0.1'], ['::1']);
    const page = createPublicWeb({ addresses: changing.addresses, port, patience: 300 });
    await expect(page('name.inkworks.com', '/')).rejects.toThrow(Error);
    expect(changing.asked()).toBe(1);
    expect(connections).toBe(0);
  });

  it('[abuse 61] would have been seen here, had one been reached', async () => {
    const { connect } = await import('node:net');
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'close');
    expect(connections).toBe(1);
  });
});
