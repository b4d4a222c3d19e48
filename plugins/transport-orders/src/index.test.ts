import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import plugin from './index.ts';
import { transport } from './rules/kind.ts';

describe('the plugin', () => {
  it('draws every part of its kind with one form, for every door', () => {
    const forms = plugin.ui!.flatMap((entry) => (entry.type === 'form' ? [entry.part] : []));
    expect(forms).toEqual(transport.parts.map(({ id }) => id));
    expect(plugin.ui!.filter((entry) => entry.type === 'view')).toHaveLength(1);
  });

  it('brings the catalogue and components that it names', () => {
    const urls = [plugin.messages!['en']!, ...plugin.ui!.map(({ component }) => component)];
    expect(urls.filter((url) => !existsSync(fileURLToPath(url)))).toEqual([]);
  });

  it('answers a query for every panel that it brings to its own page', async () => {
    const { server } = await plugin.server!();
    const panels = plugin.ui!.flatMap((entry) =>
      entry.type === 'slot' && entry.slot === 'admin.plugin.settings' ? [entry.id] : [],
    );
    expect(panels).toEqual(['simulate']);
    for (const panel of panels) expect(server.api![panel]).toMatchObject({ type: 'query' });
  });
});
