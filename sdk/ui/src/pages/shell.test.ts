import { describe, expect, it } from 'vitest';
import { fillShell } from './shell.ts';

const html = '<html lang="%docket.lang%" dir="%docket.dir%" style="%docket.brand%"><head>%docket.styles%</head>';
const language = { lang: 'de-DE', direction: 'ltr' } as const;

describe('the shell of a page', () => {
  it('says language, direction and brand, and links the styles of what was drawn', () => {
    const filled = fillShell(html, { language, brandColor: '#b3401f', styles: ['/a.css', '/$&.css'] });
    expect(filled).toMatch(/^<html lang="de-DE" dir="ltr" style="--brand-light:#\w{6};[^"]+">/);
    expect(filled).toContain('<link rel="stylesheet" href="/a.css">');
    expect(filled).toContain('<link rel="stylesheet" href="/$&.css">');
  });

  it.each([null, undefined, 'red'])('has no brand where the shop has no colour that can be read: %s', (brandColor) => {
    const filled = fillShell(html, { language, brandColor, styles: [] });
    expect(filled).toBe('<html lang="de-DE" dir="ltr" style=""><head></head>');
  });

  it('lets no language end its attribute', () => {
    const filled = fillShell(html, {
      language: { lang: 'x" onload="', direction: 'rtl' },
      brandColor: null,
      styles: [],
    });
    expect(filled).toContain('<html lang="xonload" dir="rtl"');
  });
});
