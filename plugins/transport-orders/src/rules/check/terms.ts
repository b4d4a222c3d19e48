import { groupOf, idsOf, listOf, quoted, refuseUnknown, textField, textOf, withOwnIds, type JsonGroup } from '@docket/sdk/content';
import type { TransportSettings } from '../../settings.ts';
import { textKeys } from '../blank.ts';
import type { CheckNotes } from '../codes.ts';
import { most, payers, type TransportContent, type TypedReference } from '../content.ts';
import { readIncoterm } from '../incoterms.ts';
import { readReferences } from '../references.ts';
import { addFaults } from './faults.ts';
import { isEmptyIn, rowId, sentRows } from './rows.ts';

type Terms = Pick<
  TransportContent,
  'reference' | 'references' | 'service' | 'level' | 'serviceName' | 'levelName' | 'incoterm' | 'payer' | 'equipment' | 'equipmentNames'
>;

/** Checks references and how it shall travel. Whether service and equipment are to be had is asked when it is sent. */
export function readTerms(notes: CheckNotes, typed: JsonGroup, settings: TransportSettings): Terms {
  const text = (key: string, length?: number): string => textField(notes, typed, key, key, length);
  const [reference, service, level] = [text('reference', 60), text('service', 40), text('level', 40)];
  if (reference === '') notes.refuse('reference', 'reference-missing');
  if (service === '') notes.refuse('service', 'service-missing');
  return {
    reference,
    references: referencesOf(notes, typed['references']),
    service,
    level,
    serviceName: nameOf(settings.services, service) ?? text('serviceName'),
    levelName: nameOf(settings.levels, level) ?? text('levelName'),
    incoterm: incotermOf(notes, typed['incoterm']),
    payer: payerOf(notes, text('payer')),
    ...equipmentOf(notes, typed, settings),
  };
}

type Named = { readonly id: string; readonly title: string };

/** What is not listed any more keeps the name that it had. */
const nameOf = (list: readonly Named[], id: string): string | undefined =>
  id === '' ? '' : list.find((one) => one.id === id)?.title;

const isBlankReference = isEmptyIn(['value']);

function referencesOf(notes: CheckNotes, typed: unknown): readonly TypedReference[] {
  const rows = sentRows(notes, typed, {
    path: 'references',
    keys: ['id', ...textKeys.reference],
    most: most.references,
    tooMany: 'references-many',
    // A kind of reference without one says nothing.
    isBlank: isBlankReference,
  });
  const asked = rows.map(({ row }) => ({ type: textOf(row['type']), value: textOf(row['value']) }));
  const { references, faults } = readReferences(asked);
  addFaults(notes, faults, (field) => {
    const [place, key] = field.split('.');
    return `${rows[Number(place)]!.path}.${key}`;
  });
  return withOwnIds(
    references.map((reference, at) => ({ id: rowId(rows[at]!.row), ...reference })),
    'r',
  );
}

function incotermOf(notes: CheckNotes, typed: unknown): TransportContent['incoterm'] {
  const sent = groupOf(typed);
  refuseUnknown(notes, sent, textKeys.incoterm, 'incoterm');
  const text = (key: string): string => textField(notes, sent, key, `incoterm.${key}`);
  const asked = { code: text('code'), place: text('place') };
  const { term, faults } = readIncoterm(asked);
  addFaults(notes, faults, (field) => `incoterm.${field}`);
  return term ?? asked;
}

function payerOf(notes: CheckNotes, typed: string): TransportContent['payer'] {
  const payer = payers.find((one) => one === typed);
  if (typed !== '' && payer === undefined) notes.refuse('payer', 'payer-unknown', { typed: quoted(typed) });
  return payer ?? '';
}

const mostEquipment = 20;

function equipmentOf(
  notes: CheckNotes,
  typed: JsonGroup,
  settings: TransportSettings,
): Pick<TransportContent, 'equipment' | 'equipmentNames'> {
  const asked = idsOf(typed['equipment']);
  if (asked.length > mostEquipment) notes.refuse('equipment', 'equipment-many', { most: mostEquipment });
  const equipment = asked.slice(0, mostEquipment).map((id) => id.slice(0, 40));
  const before = listOf(typed['equipmentNames']).map(textOf);
  return {
    equipment,
    equipmentNames: equipment.map((id, at) => nameOf(settings.equipment, id) ?? (before[at] || id)),
  };
}
