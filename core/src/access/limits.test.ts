import { describe, expect, it } from 'vitest';
import { networkOf } from './limits.ts';

describe('the network of a visitor', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::ffff:c000:207', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8:1:2::', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['unknown', 'unknown'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('[CVE-2026-45364] [GHSA-p6v2-xcpg-h6xw] is one for a thousand addresses of a /64, and for each of them in six spellings', () => {
    const networks = new Set<string>();
    for (let count = 0; count < 1000; count += 1) {
      const tail = (count * 65_599).toString(16).padStart(8, '0');
      const [high, low] = [tail.slice(-8, -4), tail.slice(-4)];
      const spellings = [
        `2001:db8:5:6::${high}:${low}`,
        `2001:db8:5:6:0:0:${high}:${low}`,
        `2001:0db8:0005:0006:0000:0000:${high}:${low}`,
        `2001:DB8:5:6::${high}:${low}`.toUpperCase(),
        `2001:db8:5:6:0::${high}:${low}`,
        `2001:db8:5:6::${Number.parseInt(high, 16) >> 8}.${Number.parseInt(high, 16) & 255}.${Number.parseInt(low, 16) >> 8}.${Number.parseInt(low, 16) & 255}`,
      ];
      for (const address of spellings) networks.add(networkOf(address));
    }
    expect([...networks]).toEqual(['2001:db8:5:6']);
    expect(networkOf('2001:db8:5:7::1')).not.toBe('2001:db8:5:6');
  });
});
