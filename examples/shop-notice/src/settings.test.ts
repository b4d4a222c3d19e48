import { describe, expect, it } from 'vitest';
import plugin from './index.ts';
import { settings } from './settings.ts';

describe('the settings of the notice', () => {
  it('have a default each, so that the plugin works as soon as it is on', () => {
    expect(settings.parse({})).toEqual({ notice: expect.stringContaining('Welcome'), tone: 'note' });
  });

  it('refuse a notice that no page has room for', () => {
    expect(settings.safeParse({ notice: 'x'.repeat(301) }).success).toBe(false);
  });
});

describe('the plugin', () => {
  it('fills one slot of each app with files of its own', () => {
    expect(plugin.ui?.map((entry) => entry.type === 'slot' && entry.slot)).toEqual(['portal.home', 'admin.home']);
    for (const { component } of plugin.ui!) expect(component).toMatch(/^file:.*\/ShopNotice\.svelte$/);
  });
});
