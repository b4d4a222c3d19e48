import type { Checked, Json } from '@docket/sdk';
import type { TransportContent } from '../content.ts';
import { sampleContext } from '../samples.fixture.ts';
import type { TransportSettings } from '../../settings.ts';
import { checkTransport } from './check.ts';

/** What the check says of a draft at the sample carrier. */
export const checked = (draft: Json, over: Partial<TransportSettings> = {}): Checked<TransportContent> =>
  checkTransport(draft, sampleContext(over));

/** What is said of a draft, as path and code. */
export const said = (draft: Json, over: Partial<TransportSettings> = {}): readonly string[] =>
  checked(draft, over).issues.map(({ path, code }) => `${path} ${code.replace('transport.', '')}`);
