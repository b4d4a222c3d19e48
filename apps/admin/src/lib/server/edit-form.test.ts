import { expect, it } from 'vitest';
import { readPart } from './edit-form.ts';

function posted(entries: readonly (readonly [string, string | File])[]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

it('keeps what speaks to the page out of what the kind reads, but not its steps', () => {
  const part = readPart(
    posted([
      ['_base', '3'],
      ['_reason', ' On the phone '],
      ['_do', 'add:garments'],
      ['garments.0.sizes.M', '12'],
    ]),
  );
  expect(part).toEqual({
    base: 3,
    reason: 'On the phone',
    form: { _do: 'add:garments', garments: [{ sizes: { M: '12' } }] },
    hasFiles: false,
  });
});

it('notices a file, and takes a file field that was left empty for none', () => {
  expect(readPart(posted([['imprints.0.files', new File(['x'], 'logo.svg')]])).hasFiles).toBe(true);
  expect(readPart(posted([['imprints.0.files', new File([], '')]])).hasFiles).toBe(false);
});
