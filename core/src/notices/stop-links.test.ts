import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStopLinks } from './stop-links.ts';

const links = createStopLinks('a secret of thirty-two characters');
const stop = { person: 'contact', id: '0190a000-0000-7000-8000-00000000000a', kind: 'progress' } as const;

describe('a link that stops mails', () => {
  it('stands for one person and one kind in one shop', () => {
    const tenant = randomUUID();
    const token = links.tokenOf(tenant, stop);
    expect(links.read(tenant, token)).toEqual(stop);
    expect(links.read(randomUUID(), token)).toBeUndefined();
    expect(createStopLinks('another secret of thirty-two chars').read(tenant, token)).toBeUndefined();
    expect(token).toMatch(/^[\w.-]{1,300}$/);
  });

  it('is nothing once a letter of it is another one', () => {
    const tenant = randomUUID();
    const token = links.tokenOf(tenant, stop);
    const letters = 'ABab01-_.';
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...letters.split('')), (at, letter) => {
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        const read = links.read(tenant, changed);
        if (changed !== token) expect(read).toBeUndefined();
      }),
    );
  });

  it('[CVE-2026-126539] is nothing when it is doubled, cut, or has something around it', () => {
    const tenant = randomUUID();
    const token = links.tokenOf(tenant, stop);
    const [body, signature] = token.split('.') as [string, string];
    const others = [
      `${token}.`,
      `${token}.${token}`,
      `.${token}`,
      ` ${token}`,
      `${token} `,
      `${token}=`,
      `${token},${token}`,
    ];
    for (const text of [
      ...others,
      body,
      `${body}.`,
      `.${signature}`,
      `${body}.${signature.slice(0, -1)}`,
      `${signature}.${body}`,
    ])
      expect(links.read(tenant, text), text).toBeUndefined();
  });

  it.each(['', '.', 'a.b', '...', 'x'.repeat(1000)])('is not "%s"', (text) => {
    expect(links.read('0190a000-0000-7000-8000-00000000000a', text)).toBeUndefined();
  });
});
