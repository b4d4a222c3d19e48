import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createBreaker, type Breaker } from './breaker.ts';

let now = 0;
let breaker: Breaker;
beforeEach(() => {
  now = 1_000_000;
  breaker = createBreaker({ clock: () => now });
});

const fail = (times: number, tenant = 't', key = 'a hook'): void => {
  for (let n = 0; n < times; n += 1) breaker.failed(tenant, key);
};
const passage = (tenant = 't', key = 'a hook') => breaker.of(tenant)?.passage(key) ?? 'free';

describe('a breaker', () => {
  it('has nothing to say of a tenant without trouble', () => {
    expect(breaker.of('t')).toBeUndefined();
    fail(1);
    expect(breaker.of('other')).toBeUndefined();
  });

  it('opens at the fifth failure within a minute', () => {
    fail(4);
    expect(passage()).toBe('free');
    fail(1);
    expect(passage()).toBe('skip');
    expect(breaker.of('t')!.isOpen('a hook')).toBe(true);
  });

  it('stays closed for failures that are spread out', () => {
    for (let n = 0; n < 50; n += 1) {
      fail(1);
      now += 15_000;
    }
    expect(passage()).toBe('free');
  });

  it('keeps taps and tenants apart', () => {
    fail(5);
    expect(passage('t', 'b hook')).toBe('free');
    expect(passage('u')).toBe('free');
  });

  it('gives one probe to one caller after half a minute, and closes when it succeeds', () => {
    fail(5);
    now += 29_999;
    expect(passage()).toBe('skip');
    now += 1;
    expect(breaker.of('t')!.isOpen('a hook')).toBe(false);
    expect([passage(), passage(), passage()]).toEqual(['probe', 'skip', 'skip']);
    breaker.of('t')!.succeeded('a hook');
    expect(breaker.of('t')).toBeUndefined();
    fail(4);
    expect(passage()).toBe('free');
  });

  it('rests again when the probe fails', () => {
    fail(5);
    now += 30_000;
    expect(passage()).toBe('probe');
    fail(1);
    expect(passage()).toBe('skip');
    now += 30_000;
    expect(passage()).toBe('probe');
  });

  it('gives up a probe that never reports, and is not closed or kept open by calls that began before it opened', () => {
    fail(5);
    now += 20_000;
    fail(3);
    now += 10_000;
    expect(passage()).toBe('probe');
    now += 29_999;
    expect(passage()).toBe('skip');
    now += 1;
    expect(passage()).toBe('probe');
  });

  it('remembers so many tenants, and forgets the one that failed longest ago', () => {
    breaker = createBreaker({ clock: () => now, tenants: 2 });
    fail(5, 'a');
    fail(5, 'b');
    fail(1, 'a');
    fail(1, 'c');
    expect([passage('a'), passage('b'), passage('c')]).toEqual(['skip', 'free', 'free']);
  });

  it('never skips a tap that failed fewer than five times, and never skips one for ever', () => {
    const step = fc.oneof(fc.record({ wait: fc.integer({ min: 0, max: 40_000 }) }), fc.record({ works: fc.boolean() }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        breaker = createBreaker({ clock: () => now });
        let failures = 0;
        for (const one of steps) {
          if ('wait' in one) now += one.wait;
          else {
            const may = passage();
            if (may === 'skip') expect(failures).toBeGreaterThanOrEqual(5);
            else if (!one.works) {
              failures += 1;
              fail(1);
            } else if (may === 'probe') {
              failures = 0;
              breaker.of('t')?.succeeded('a hook');
            }
          }
        }
        now += 60_000;
        expect(passage()).not.toBe('skip');
      }),
    );
  });
});
