import { brandStyle, fitBrand } from '../brand.ts';
import type { Language } from '../language.ts';

/** What only the host knows of a page before it is drawn. */
interface Shell {
  readonly language: Pick<Language, 'lang' | 'direction'>;
  /** `#rrggbb`, as the shop asked for it. */
  readonly brandColor: string | null | undefined;
  /** Hrefs of the stylesheets of the plugins that were drawn. */
  readonly styles: readonly string[];
}

/** Fills a chunk of a page whose shell (`app.html`) has places `%docket.lang%`, `dir`, `brand` and `styles`. */
export function fillShell(html: string, { language, brandColor, styles }: Shell): string {
  const brand = fitBrand(brandColor ?? '');
  return html
    .replace('%docket.lang%', language.lang.replaceAll(/[^\w-]/g, ''))
    .replace('%docket.dir%', language.direction)
    .replace('%docket.brand%', brand ? brandStyle(brand) : '')
    .replace('%docket.styles%', () => styles.map((href) => `<link rel="stylesheet" href="${href}">`).join('\n    '));
}
