import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import catalogue from './en.json' with { type: 'json' };

const root = path.join(import.meta.dirname, '..');
/** The core's settings have no catalogue of their own: their page is the admin's. */
const coreSettings = '../../../core/src/core-settings.ts';
/** What holds somebody is named by whoever knows it. */
const holds = '../../../core/src/privacy/erase.ts';
/** So is why a question to a customer is asked no more. */
const voids = '../../../core/src/approvals/asking.ts';
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(svelte|ts)$/.test(file) && !file.endsWith('.test.ts'))
  .concat(coreSettings, holds, voids)
  .map((file) => readFileSync(path.join(root, file), 'utf8'))
  .join('\n');

/** Keys as the sources write them; a place such as `${state}` stands for any word. */
const written = [
  ...sources.matchAll(/['`]((?:admin|eligible|error|issue|void|core\.settings)\.(?:[\w.-]|\$\{[^}]*\})+)['`]/g),
]
  .map(([, key]) => key)
  .filter((key) => !/^admin\.(home|order\.(main|side)|customer\.main|plugin\.settings|no-files)$/.test(key));
const asked = written.map((key) => ({
  key,
  pattern: new RegExp(`^${key.replaceAll('.', String.raw`\.`).replaceAll(/\$\{[^}]*\}/g, '.*')}$`),
}));
const keys = Object.keys(catalogue);

/** What leaves a line in the audit, as the core lists it. */
const actions = [
  ...readFileSync(path.join(root, '../../../core/src/audit/actions.ts'), 'utf8').matchAll(
    /^ {2}'([\w.-]+)': '\w+',$/gm,
  ),
].map(([, action]) => action);

describe('the words of the admin', () => {
  it('are there for every key that a page writes', () => {
    const missing = asked.filter(({ pattern }) => !keys.some((key) => pattern.test(key)));
    expect(missing.map(({ key }) => key)).toEqual([]);
  });

  it('tell of every action of the audit, and of none that there is not', () => {
    const told = keys.filter((key) => key.startsWith('admin.audit.did.'));
    expect(actions.length).toBeGreaterThan(40);
    expect(told).toEqual(actions.map((action) => `admin.audit.did.${action}`).toSorted());
  });

  it('are all used', () => {
    const unused = keys.filter((key) => !asked.some(({ pattern }) => pattern.test(key)));
    expect(unused).toEqual([]);
  });

  it('say a next step for every refusal', () => {
    const refusals = keys.filter((key) => key.startsWith('error.') && !key.endsWith('.next'));
    expect(refusals.filter((key) => !keys.includes(`${key}.next`))).toEqual([]);
  });

  it('stand in the sequence of their keys', () => {
    expect(keys).toEqual(keys.toSorted());
  });
});
