import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import english from './en.json' with { type: 'json' };

const root = path.join(import.meta.dirname, '..');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(svelte|ts)$/.test(file) && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(path.join(root, file), 'utf8'))
  .join('\n');

/** Keys that the sources make from parts: stages, refusals, rights, kinds of mails, states of wishes, answers, and who did it. */
const made =
  /^(stage|error|issue)\.|^portal\.(history|rights)\.|^portal\.sign-in\.(email|code)\.wrong$|^portal\.company\.\w+\.lead$|^portal\.(mails|stop)\.kind\.|^eligible\.|^portal\.wish\.(change|cancel|reason)\.|^portal\.change\.draft\.|^portal\.own\.(create|cancel)\.|^portal\.home\.none\.|^void\.|^done\.approvals\.|^portal\.approvals\.(done|said|recorded|waits)\./;

describe('the portal’s words', () => {
  it('name no key that is not in the catalogue', () => {
    const named = [...sources.matchAll(/\bt\(\s*'(portal\.[\w.-]+)'/g)].map(([, key]) => key ?? '');
    expect(named.length).toBeGreaterThan(80);
    expect(named.filter((key) => !Object.hasOwn(english, key))).toEqual([]);
  });

  it('hold no key that nobody names', () => {
    const unused = Object.keys(english).filter((key) => !made.test(key) && !sources.includes(`'${key}'`));
    expect(unused).toEqual([]);
  });

  it('give every refusal a next step', () => {
    const refusals = Object.keys(english).filter((key) => key.startsWith('error.') && !key.endsWith('.next'));
    expect(refusals.filter((key) => !Object.hasOwn(english, `${key}.next`))).toEqual([]);
  });

  it('stand in their sequence', () => {
    expect(Object.keys(english)).toEqual(Object.keys(english).toSorted());
  });
});
