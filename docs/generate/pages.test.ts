import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pages, withSnippets } from './pages.ts';

const docs = path.join(import.meta.dirname, '..');

describe('the documentation', () => {
  it.each([...pages().keys()])('is as fresh as the code it is made from: %s', (file) => {
    expect(readFileSync(path.join(docs, file), 'utf8'), 'Run "npm run docs".').toBe(pages().get(file));
  });

  it('fills a block that is empty, and leaves what follows it', () => {
    const guide = [
      '<!-- from examples/shop-notice/src/settings.ts -->',
      '```ts',
      '```',
      '',
      '## Next',
      '',
      '```ts',
      'own',
      '```',
    ];
    const filled = withSnippets(guide.join('\n'));
    expect(filled).toContain("```ts\nimport { setting } from '@docket/sdk';");
    expect(filled.endsWith('});\n```\n\n## Next\n\n```ts\nown\n```')).toBe(true);
    expect(withSnippets(filled)).toBe(filled);
  });
});
