import type { Question, ShownLine } from '@docket/sdk';
import { clip } from './clip.ts';
import { placeOf } from './place.ts';
import type { Asked, Making, Mockup } from './proof.ts';

/**
 * Everything that the customer agrees to: what is made and from what, how it looks, and under which terms. The same of all of
 * these is the same question; whatever else differs of any of them makes another one.
 */
export function questionAbout(
  { subject, version }: Pick<Question, 'subject' | 'version'>,
  { work, art, artHash, looks }: Making,
  mockup: Pick<Mockup, 'version' | 'files'>,
  { terms, termsVersion, ticks }: Asked,
): Question {
  const text = (key: string, words: string): readonly ShownLine[] =>
    words === '' ? [] : [{ label: `proofs.line.${key}`, value: { type: 'text', text: words } }];
  return {
    subject,
    version,
    title: 'proofs.question',
    // A kind may know more of how it looks than its lines say.
    values: { title: clip(work.name, 500), looks },
    lines: [
      { label: 'proofs.line.place', value: work.place },
      ...work.spec,
      // The names are for people; what is agreed to are the bytes.
      ...(art.length === 0
        ? []
        : [
            {
              label: 'proofs.line.artwork',
              value: artworkWords(
                art.map(({ name }) => name),
                artHash,
              ),
            },
          ]),
      { label: 'proofs.line.mockup', value: { type: 'number', number: mockup.version } },
      ...text('terms', terms),
      ...(terms === '' ? [] : text('termsVersion', termsVersion)),
    ],
    // One garment may have several prints.
    apart: 'proofs.line.place',
    pictures: mockup.files.map(({ id, sha256 }) => ({ file: id, sha256 })),
    ticks: ticks.map((id) => ({ id, label: `proofs.check.${id}` })),
    at: placeOf(work.id),
  };
}

const artworkWords = (names: readonly string[], sha256: string): ShownLine['value'] => ({
  type: 'words',
  key: 'proofs.artwork',
  values: { names: clip(names.join(', '), 500), sha256 },
});
