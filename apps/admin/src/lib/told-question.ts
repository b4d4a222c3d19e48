import type { Json, ShownValue } from '@docket/sdk';
import { questionName, type Speech } from '@docket/sdk/question-name';
import { asText, asValues } from './json.ts';

/** A question as history and audit keep it; what was written before questions were told apart has no `apart`. */
interface KeptQuestion {
  readonly title?: Json | undefined;
  readonly values?: Json | undefined;
  readonly apart?: Json | undefined;
}

/** What a question is called that a line tells of; empty for a line of none. */
export const toldQuestion = ({ title, values, apart }: KeptQuestion, speech: Speech): string =>
  title === undefined
    ? ''
    : questionName(
        {
          title: asText(title),
          values: asValues(values),
          // Stored by the core in this shape.
          apart: apart as unknown as ShownValue | null | undefined,
        },
        speech,
      );
