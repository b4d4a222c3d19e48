import { describe, expect, it, vi } from 'vitest';
import { createServices, provide, token, type ServiceOwner } from './container.ts';

interface Clock {
  readonly now: () => number;
}
const clock = token<Clock>('platform/Clock');
const hidden = token<string>('platform/Hidden');
const printer = token<{ readonly print: () => string }>('badges/Printer');
const own = token<string>('badges/Own');

const platform: ServiceOwner = {
  id: 'platform',
  services: [provide(clock, () => ({ now: () => 7 })), provide(hidden, () => 'hidden')],
  provides: [clock],
};
const badges: ServiceOwner = {
  id: 'badges',
  services: [
    provide(printer, (resolve) => ({ print: () => `${resolve(own)} at ${resolve(clock).now()}` })),
    provide(own, () => 'badge'),
  ],
  provides: [printer],
};

describe('services', () => {
  it('are all made with no tenant at hand', () => {
    expect(() => createServices(platform, [badges]).makeAll()).not.toThrow();
  });

  it('are made once, on first use, by their owner', () => {
    const make = vi.fn<() => Clock>(() => ({ now: () => 1 }));
    const services = createServices({ ...platform, services: [provide(clock, make)] }, [badges]);
    expect(make).not.toHaveBeenCalled();
    expect(services.of('badges')(clock)).toBe(services.of('platform')(clock));
    services.makeAll();
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('see what the platform provides, and what a plugin provides that they need', () => {
    const wall: ServiceOwner = { id: 'wall', needs: ['badges'], services: [] };
    const services = createServices(platform, [badges, wall]);
    expect(services.of('wall')(printer).print()).toBe('badge at 7');
    expect(services.of('wall')(clock).now()).toBe(7);
  });

  it.each([
    ['another’s that it does not provide', 'wall', own],
    ['the platform’s that it does not provide', 'badges', hidden],
    ['a plugin’s that is not needed', 'stranger', printer],
    ['one that nobody makes', 'badges', token('badges/Nothing')],
  ])('may not see %s', (_, owner, of) => {
    const services = createServices(platform, [
      badges,
      { id: 'wall', needs: ['badges'], services: [] },
      { id: 'stranger', services: [] },
    ]);
    expect(() => services.of(owner)<unknown>(of)).toThrow(`"${owner}" may not see "${of.id}"`);
  });

  it.each([
    ['under another’s name', [provide(clock, () => ({ now: () => 0 }))], [], 'the name must begin with "badges/"'],
    ['twice', [provide(own, () => '1'), provide(own, () => '2')], [], 'makes "badges/Own" twice'],
    ['not at all', [], [printer], 'provides "badges/Printer", which it does not make'],
  ] as const)('may not be made %s', (_, services, provides, fault) => {
    const users: ServiceOwner = { id: 'wall', needs: ['badges'], services: [] };
    expect(() => createServices(platform, [{ id: 'badges', services, provides }, users])).toThrow(fault);
  });
});
