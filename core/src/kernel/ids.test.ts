import { expect, it } from 'vitest';
import { newId } from './ids.ts';

const moment = new Date('2026-06-16T10:00:00Z');
const many = (count: number, now?: Date): string[] => Array.from({ length: count }, () => newId(now));

it('is a uuid of version 7 that tells its millisecond', () => {
  const id = newId(moment);
  expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(moment.getTime());
});

it('stands behind all that was made before it, within one millisecond and after it', () => {
  const later = new Date(Date.now() + 60_000);
  const ids = [...many(5000, later), ...many(5000, new Date(later.getTime() + 1))];
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it('stands behind what was made before it in its millisecond, also where other calls have begun meanwhile', () => {
  const from = Date.now() + 180_000;
  const [call, others] = [new Date(from), Array.from({ length: 50 }, (_, at) => new Date(from + 1 + at))];
  const ids = others.flatMap((other) => [newId(call), newId(other)]).filter((_, at) => at % 2 === 0);
  expect(ids.toSorted()).toEqual(ids);
});

it('begins each millisecond anywhere', () => {
  const from = Date.now() + 120_000;
  const places = Array.from({ length: 20 }, (_, at) => newId(new Date(from + at)).slice(15, 18));
  expect(new Set(places).size).toBeGreaterThan(10);
});
