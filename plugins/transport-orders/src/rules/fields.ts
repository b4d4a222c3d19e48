import type { ContentField, KindPart } from '@docket/sdk';
import { textKeys } from './blank.ts';
import { stopKeys } from './content.ts';

const part = (id: string, keys: readonly string[]): KindPart => ({
  id,
  title: `transport.part.${id}`,
  about: `transport.part.${id}.about`,
  keys,
});

/** The parts of the form, in order; the review is the platform's. */
export const parts: readonly KindPart[] = [
  part('service', [...textKeys.service, 'serviceName', 'levelName']),
  part('route', ['title', ...stopKeys]),
  part('goods', ['goods', 'instructions']),
];

/** Names and addresses of who sends and receives, and what people write. */
const personal = /\.(name|street)$|^instructions$/;

const field =
  (partId: string, prefix = '') =>
  (key: string): ContentField => {
    const path = `${prefix}${key}`;
    return {
      path,
      label: `transport.field.${path.replaceAll('.*', '')}`,
      part: partId,
      ...(path === 'goods.*.package' && { words: 'transport.package' }),
      ...(personal.test(path) && { personal: true }),
    };
  };

/** Every field of the content with its label, in the sequence of the form. */
export const fields: readonly ContentField[] = [
  ...textKeys.service.map(field('service')),
  ...stopKeys.flatMap((stop) => textKeys.stop.map(field('route', `${stop}.`))),
  ...textKeys.goods.map(field('goods', 'goods.*.')),
  field('goods')('instructions'),
];
