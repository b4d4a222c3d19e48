import { translator } from '@docket/sdk/messages';
import { expect, it } from 'vitest';
import catalogue from '../messages/en.json' with { type: 'json' };
import { doneIn } from './audit-words.ts';

const t = translator('en', catalogue, { 'audit.diary.write': '{who} wrote about {subject}' });

it.each([
  ['the admin', 'orders.move', 'Robin moved order 1042'],
  ['the plugin that did it', 'diary.write', 'Robin wrote about order 1042'],
  ['neither, where nobody has any', 'diary.burn', 'Robin did “diary.burn” with order 1042'],
])('what was done is told in the words of %s: %s', (_, action, said) => {
  expect(doneIn(action, { who: 'Robin', subject: 'order 1042' }, t)).toBe(said);
});
