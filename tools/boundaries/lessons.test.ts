import { describe, expect, it } from 'vitest';
import { rawSqlIn } from './raw-sql.ts';
import { buildsIn, holdsPackage, looseIn, unnamedIn, unsummedIn } from './supply.ts';
import { vacuousIn } from './vacuous.ts';

describe('SQL of what is no literal', () => {
  it.each([
    ['a name', 'sql.ref(column)'],
    ['a made name', 'sql.table(`core.${table}`)'],
    ['SQL itself', 'sql.raw(text)'],
    ['an identifier', 'sql.id(schema, table)'],
    ['a place in JSON', "eb.ref('content', '->').key(field)"],
  ])('is found: %s', (_, code) => {
    expect(rawSqlIn({ file: 'a.ts', text: `\n${code};` })).toEqual([
      expect.stringMatching(/^a\.ts:2 gives \.\w+\(…\)/),
    ]);
  });

  it.each([
    "sql.ref('id')",
    'sql.raw(`select 1`)',
    "map.key('a')",
    'sql`select ${value}`',
    'sql.lit(word)',
    'list.at(0)',
  ])('is not %s', (code) => {
    expect(rawSqlIn({ file: 'a.ts', text: code })).toEqual([]);
  });
});

describe('a question to all of a list', () => {
  it('is found with its line, in TypeScript and in SQL', () => {
    const text = 'const a = 1;\nrights.every((right) => has(right));\nsql`where x = all (array[1])`';
    expect(vacuousIn({ file: 'a.ts', text })).toEqual(['a.ts:2 asks all of a list.', 'a.ts:3 asks all of a list.']);
  });

  it('is no question to some of it', () => {
    expect(vacuousIn({ file: 'a.ts', text: 'rights.some(has); every(1)' })).toEqual([]);
  });
});

describe('what packages are made of', () => {
  it('is loose where it may be another thing tomorrow', () => {
    const dependencies = {
      exact: '1.2.3',
      beta: '18.4.0-beta.17',
      renamed: 'npm:@scope/other@7.0.2',
      own: 'workspace:*',
      range: '^1.2.3',
      tag: 'latest',
      repository: 'github:somebody/something#abc',
      address: 'https://evil.test/a.tgz',
      folder: 'file:../a',
    };
    const names = looseIn({ dependencies }).map((fault) => fault.split(':')[0]);
    expect(names).toEqual(['range', 'tag', 'repository', 'address', 'folder']);
  });

  it('has a sum, unless it is a repository, an address or a folder', () => {
    const sum = `{integrity: sha512-${'A'.repeat(86)}==}`;
    const others = [
      '{tarball: https://codeload.github.com/a/b/tar.gz/c}',
      '{type: git, repo: a, commit: b}',
      `{integrity: sha512-${'A'.repeat(86)}==, tarball: https://evil.test/a.tgz}`,
    ];
    const lock = [sum, ...others].map((one) => `  a@1.0.0:\n    resolution: ${one}\n`).join('');
    expect(unsummedIn(lock)).toEqual(others);
    expect([holdsPackage(lock, 'a'), holdsPackage(lock, 'b')]).toEqual([true, false]);
  });

  it('is named by whoever imports it: to be brought along, or by its users', () => {
    const manifest = { name: '@a/own', dependencies: { zod: '1.0.0' }, peerDependencies: { svelte: '^5.0.0' } };
    const edge = (to: string, isType = false) => ({ from: 'core/src/a.ts', to, isType });
    const fine = ['zod/mini', 'svelte/server', '@a/own/testing', 'node:fs', 'core/src/b.ts', 'virtual:a'];
    expect(unnamedIn(manifest, [...fine.map((to) => edge(to)), edge('pg', true)])).toEqual([]);
    expect(unnamedIn({ ...manifest, devDependencies: { pg: '1.0.0' } }, [edge('pg'), edge('@a/other/b')])).toEqual([
      'core/src/a.ts imports pg',
      'core/src/a.ts imports @a/other/b',
    ]);
  });

  it('may run scripts where the list of the workspace says so', () => {
    const workspace = "allowBuilds:\n  '@a/b': true\n  c: true\n  d: false\nother:\n  e: true\n";
    expect(buildsIn(workspace)).toEqual(['@a/b', 'c']);
  });
});
