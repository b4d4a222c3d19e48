import { renderSVG } from 'uqr';
import { textOf, typedOf } from './posted.ts';

/** The picture as an address, black on white, with a quiet zone of four modules (ISO/IEC 18004). */
const pictureOf = (uri: string): string =>
  `data:image/svg+xml,${encodeURIComponent(renderSVG(uri, { ecc: 'M', border: 4 }))}`;

/** An offer as the page draws it; what it posts back makes the same one again. */
export const offerOf = ({ secret, uri, sealed }: { secret: string; uri: string; sealed: string }) => ({
  secret: secret.replaceAll(/(.{4})(?=.)/g, '$1 '),
  uri,
  sealed,
  picture: pictureOf(uri),
});

/** What the page posts of an offer with its first code: what the call takes, and what draws it again when that is refused. */
export function offerIn(form: FormData) {
  const [sealed, uri] = [typedOf(form, 'sealed'), typedOf(form, 'uri')];
  const secret = /[?&]secret=([A-Z2-7]+)/.exec(uri)?.[1] ?? '';
  const again = secret === '' ? {} : { offer: offerOf({ secret, uri, sealed }) };
  return { taken: { sealed, code: textOf(form, 'code') }, again };
}
