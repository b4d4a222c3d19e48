import { textOf, type JsonGroup } from '@docket/sdk/content';

const stitches = new Set(['dst', 'exp', 'pes', 'emb']);
const drawings = new Set(['svg', 'pdf', 'ai', 'eps']);
const pictures = new Set(['png', 'jpeg', 'webp', 'tiff', 'avif', 'heic', 'psd']);

/** True for files of an embroidery machine. */
export const isStitchFile = (facts: JsonGroup): boolean => stitches.has(textOf(facts['kind']));

/** True for files that can hold vector art. */
export const isDrawing = (facts: JsonGroup): boolean => drawings.has(textOf(facts['kind']));

/** True for files that hold artwork of any kind. */
export const isArtwork = (facts: JsonGroup): boolean =>
  isStitchFile(facts) || isDrawing(facts) || pictures.has(textOf(facts['kind']));
