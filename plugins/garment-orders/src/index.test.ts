import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { intake } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import plugin from './index.ts';
import { artworkRulesOf, standardArtworkRules } from './rules/artwork-rules.ts';
import { settings, settingsOf } from './settings.ts';

describe('the plugin', () => {
  it('[G-07] draws every part of its kind with one form, for every door', () => {
    const forms = plugin.ui!.flatMap((entry) => (entry.type === 'form' ? [entry.part] : []));
    expect(forms).toEqual(['basics', 'garments', 'delivery', 'artwork']);
    expect(plugin.ui!.filter((entry) => entry.type === 'view')).toHaveLength(1);
  });

  it('brings the catalogue and components that it names', () => {
    const urls = [plugin.messages!['en']!, ...plugin.ui!.map(({ component }) => component)];
    expect(urls.filter((url) => !existsSync(fileURLToPath(url)))).toEqual([]);
  });

  it('[G-01] offers the kind of garment orders', async () => {
    const { server } = await plugin.server!();
    expect(server.hooks!.map(({ hook }) => hook.name)).toEqual([intake.kinds.name]);
    expect(server.hooks![0]!.handler({}, {} as never)).toMatchObject([{ id: 'garment' }]);
  });
});

describe('the settings', () => {
  it('have a default each, the same that components fall back to', () => {
    expect(artworkRulesOf(settings.parse({}))).toEqual(standardArtworkRules);
  });

  it('have a title each, and nothing secret among what the forms need', () => {
    for (const field of Object.values(settings.shape)) {
      expect(field.meta()).toMatchObject({ title: expect.any(String), help: expect.any(String), visibility: 'public' });
    }
  });

  it('refuse what no shop can mean', () => {
    expect(settings.safeParse({ methods: [] }).success).toBe(false);
    expect(settings.safeParse({ methods: ['magic'] }).success).toBe(false);
    expect(settings.safeParse({ goodDpi: 0 }).success).toBe(false);
    expect(settingsOf({ goodDpi: 0 })).toEqual(settings.parse({}));
  });
});
