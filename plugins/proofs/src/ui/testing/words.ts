import { translator } from '@docket/sdk/messages';
import { words as kit } from '@docket/ui/gallery/words.ts';
import type { Translate } from '@docket/ui';
import english from '../../../messages/en.json' with { type: 'json' };

const own = translator('en', english);

/** The plugin's English, and the kit's for its own components, for the tests. */
export const words: Translate = (key, params) => (key.startsWith('ui.') ? kit(key, params) : own(key, params));
