import type { CheckContext, Checked, Json } from '@docket/sdk';
import { dayIn, isGroup, noteLength, Notes, refuseUnknown, textField } from '@docket/sdk/content';
import { settingsOf } from '../../settings.ts';
import { textKeys } from '../blank.ts';
import type { CheckCode } from '../codes.ts';
import type { GarmentContent } from '../content.ts';
import { readBasics } from './basics.ts';
import { readDelivery } from './delivery.ts';
import { readGarments } from './garments.ts';
import { readImprints } from './imprints.ts';

const contentKeys = [...textKeys.basics, 'garments', 'notes', 'delivery', 'imprints', 'artNotes', 'sentDue'];

/**
 * The one validator, for every door. Answers the content with numbers read, labels made canonical and empty rows
 * gone; content that passed passes again unchanged. Never throws.
 */
export function checkGarment(typed: Json, context: CheckContext): Checked<GarmentContent> {
  const notes = new Notes<CheckCode>('garment');
  if (!isGroup(typed)) {
    notes.refuse('', 'not-an-order');
    return { content: undefined, issues: notes.issues };
  }
  const settings = settingsOf(context.settings);
  refuseUnknown(notes, typed, contentKeys, '');
  const basics = readBasics(notes, typed, settings, dayIn(context.tenant.timeZone, context.now));
  const garments = readGarments(notes, typed['garments'], settings);
  const content: GarmentContent = {
    ...basics,
    garments,
    notes: textField(notes, typed, 'notes', 'notes', noteLength),
    delivery: readDelivery(notes, typed['delivery']),
    imprints: readImprints(notes, typed['imprints'], {
      files: context.files,
      settings,
      garments,
      method: basics.method,
    }),
    artNotes: textField(notes, typed, 'artNotes', 'artNotes', noteLength),
  };
  return { content: notes.refusals > 0 ? undefined : content, issues: notes.issues };
}
