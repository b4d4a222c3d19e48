import type { ShownValue, Work } from '@docket/sdk';
import { translator } from '@docket/sdk/messages';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import english from '../../messages/en.json' with { type: 'json' };
import { captionOf, inchOf, nameOf, spoken, type Speech } from './caption.ts';
import { drawing } from './picture.fixture.ts';

const words = translator('en', english);
const speech = (units: 'inch' | 'mm' = 'inch', locale = 'en-US'): Speech => ({ words, tenant: { units, locale } });
const text = (said: string): ShownValue => ({ type: 'text', text: said });
const work = (change: Partial<Work> = {}): Work => ({
  id: 'g1.i1',
  name: 'Gildan 5000, Navy',
  place: text('Full front'),
  spec: [],
  looks: [],
  pieces: 24,
  files: [],
  drawing,
  ...change,
});
const size = { width: 4, height: 2.5 };

describe('the caption of a composed mockup', () => {
  it.each([
    ['inch', 'en-US', { width: 4, height: 2.5 }, 'Full front · 4 × 2.5 in'],
    ['inch', 'en-US', { width: 3.125, height: 10 / 3 }, 'Full front · 3.13 × 3.33 in'],
    ['inch', 'de-DE', { width: 0.25, height: 12 }, 'Full front · 0,25 × 12 in'],
    ['mm', 'en-US', { width: 4, height: 2.5 }, 'Full front · 101.6 × 63.5 mm'],
    ['mm', 'de-DE', { width: 4.01, height: 48 }, 'Full front · 101,9 × 1.219,2 mm'],
  ] as const)('says in %s as written in %s how large a print of %j is', (units, locale, sides, line) => {
    expect(captionOf(work(), sides, speech(units, locale))).toEqual(['Gildan 5000, Navy', line]);
  });

  it('says the size to a tenth of a millimetre or a hundredth of an inch, width first', () => {
    const inches = fc.double({ min: 0.1, max: 40, noNaN: true });
    fc.assert(
      fc.property(inches, inches, (width, height) => {
        const said = (units: 'inch' | 'mm') => captionOf(work(), { width, height }, speech(units))[1]!;
        const [across, down] = /([\d.,]+) × ([\d.,]+) in$/.exec(said('inch'))!.slice(1).map(Number);
        expect(Math.abs(across! - width)).toBeLessThanOrEqual(0.005 + 1e-9);
        expect(Math.abs(down! - height)).toBeLessThanOrEqual(0.005 + 1e-9);
        const [wide, high] = /([\d.,]+) × ([\d.,]+) mm$/.exec(said('mm').replaceAll(',', ''))!.slice(1).map(Number);
        expect(Math.abs(wide! - width * 25.4)).toBeLessThanOrEqual(0.05 + 1e-9);
        expect(Math.abs(high! - height * 25.4)).toBeLessThanOrEqual(0.05 + 1e-9);
      }),
    );
  });

  it('says that stripes stand for a color nobody knows, and says it of no other', () => {
    const unknown = work({ drawing: { ...drawing, shade: null } });
    expect(captionOf(unknown, size, speech()).slice(2)).toEqual([english['proofs.compose.no-shade']]);
    expect(captionOf(work(), size, speech())).toHaveLength(2);
  });

  it.each([
    ['inch', '1 in'],
    ['mm', '1 in = 25.4 mm'],
  ] as const)('says what an inch is to a shop that measures in %s', (units, called) => {
    expect(inchOf(speech(units))).toBe(called);
  });

  it('calls a work by its place too, where it has one', () => {
    expect(nameOf(work(), speech())).toBe('Gildan 5000, Navy – Full front');
    expect(nameOf(work({ place: text('') }), speech())).toBe('Gildan 5000, Navy');
  });
});

describe('a value in a line of text', () => {
  const moment: ShownValue = { type: 'moment', at: '2026-11-26T03:05:00Z', zone: 'America/Chicago' };
  const money = (minor: number, currency: string): ShownValue => ({ type: 'money', minor, currency });
  it.each<[string, ShownValue, string]>([
    ['en-US', text('Left chest'), 'Left chest'],
    ['en-US', { type: 'number', number: 12_500.5 }, '12,500.5'],
    ['de-DE', { type: 'number', number: 12_500.5 }, '12.500,5'],
    ['en-US', { type: 'words', key: 'proofs.compose.size.mm', values: { width: '4', height: '5' } }, '4 × 5 mm'],
    ['en-US', moment, 'Nov 25, 2026, 9:05 PM'],
    ['de-DE', moment, '25.11.2026, 21:05'],
    ['en-US', money(12_550, 'USD'), '$125.50'],
    ['en-US', money(12_550, 'JPY'), '¥12,550'],
    ['en-US', money(12_550, 'KWD'), 'KWD 12.550'],
    ['de-DE', money(12_550, 'EUR'), '125,50 €'],
  ])('in %s of %j is %s', (locale, value, said) => {
    expect(spoken(value, speech('inch', locale)).replaceAll(/\s/g, ' ')).toBe(said);
  });
});
