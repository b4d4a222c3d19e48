import { translator } from '@docket/sdk/messages';
import english from '../messages/en.json' with { type: 'json' };

/** The kit's own English, for the gallery and the tests. */
export const words = translator('en', english);
