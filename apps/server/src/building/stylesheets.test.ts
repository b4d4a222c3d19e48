import { describe, expect, it } from 'vitest';
import { stylesheetsOf } from './stylesheets.ts';

const manifest = {
  '../../plugins/proofs/Panel.svelte': { css: ['a.css'], imports: ['_shared.js'] },
  '../../plugins/proofs/Other.svelte': { imports: ['_shared.js'] },
  '_shared.js': { css: ['shared.css', 'a.css'], imports: ['_circle.js'] },
  '_circle.js': { css: ['circle.css'], imports: ['_shared.js'] },
};

describe('the stylesheets of an entry', () => {
  it('are its own and those of all it imports, each once', () => {
    const ui = {
      'proofs:view:x': '/shop/plugins/proofs/Panel.svelte',
      'proofs:view:y': '/shop/plugins/proofs/Other.svelte',
    };
    expect(stylesheetsOf(manifest, '/shop/.docket/portal', ui)).toEqual({
      'proofs:view:x': ['a.css', 'shared.css', 'circle.css'],
      'proofs:view:y': ['shared.css', 'a.css', 'circle.css'],
    });
  });

  it('are none for an entry that this app never loads', () => {
    expect(stylesheetsOf(manifest, '/shop/.docket/portal', { x: '/shop/plugins/x/X.svelte' })).toEqual({ x: [] });
  });
});
