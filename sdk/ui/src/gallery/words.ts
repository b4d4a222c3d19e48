import { translator } from '@docket/sdk/messages';
import { recordWords } from '@docket/sdk/record-words';
import english from '../messages/en.json' with { type: 'json' };

/** Refusals are told in words of the app. */
const refusals = {
  'error.file.none': 'There is no file.',
  'error.file.none.next': 'Choose at least one.',
  'error.file.dangerous': 'This kind of file is not accepted.',
  'error.file.dangerous.next': 'Send a picture.',
  'error.internal': 'Something went wrong on our side.',
  'error.internal.next': 'Try again.',
  'error.limit.reached': 'That was too often.',
  'error.limit.reached.next': 'Wait a little.',
  'error.network.down': 'There is no connection.',
  'error.network.down.next': 'Try again later.',
};

/** The kit's own English and that of records, for the gallery and the tests. */
export const words = translator('en', recordWords, { ...english, ...refusals });
