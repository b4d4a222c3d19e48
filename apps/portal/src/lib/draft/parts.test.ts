import { issue } from '@docket/sdk';
import type { KindPart } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { facesOf, issuesOf, partAfter, partOf, stagesOf } from './parts.ts';

const parts: readonly KindPart[] = [
  { id: 'basics', title: 'b', about: 'b', stage: 'details', keys: ['title', 'dueOn'] },
  { id: 'garments', title: 'g', about: 'g', stage: 'details', keys: ['garments', 'notes'] },
  { id: 'artwork', title: 'a', about: 'a', stage: 'print', keys: ['imprints'] },
];

describe('the parts of a draft', () => {
  it('finds the part that an issue lies in by the first step of its path', () => {
    expect(partOf(parts, 'garments.0.sizes.M')?.id).toBe('garments');
    expect(partOf(parts, 'dueOn')?.id).toBe('basics');
  });

  it('leaves an issue of the whole order without a part', () => {
    expect(partOf(parts, '')).toBeUndefined();
    expect(partOf(parts, 'constructor')).toBeUndefined();
  });

  it('calls an incomplete part to do until it was touched, and then to be fixed', () => {
    const issues = [issue('refuse', 'x.missing', 'title'), issue('refuse', 'x.missing', 'garments')];
    const states = facesOf({ parts, versions: { basics: 2 }, issues }).map(({ state }) => state);
    expect(states).toEqual(['problem', 'todo', 'done']);
  });

  it('lets a warning stop nothing', () => {
    const [basics] = facesOf({ parts, versions: {}, issues: [issue('warn', 'x.soft', 'dueOn')] });
    expect(basics).toMatchObject({ state: 'done', stops: 0 });
  });

  it('keeps the issues of one part together', () => {
    const issues = [issue('refuse', 'x.a', 'garments.0.type'), issue('refuse', 'x.b', 'title')];
    expect(issuesOf(parts, issues, 'garments').map(({ code }) => code)).toEqual(['x.a']);
  });

  it('[G-10] groups the parts by stage in the sequence of the form', () => {
    const stages = stagesOf(facesOf({ parts, versions: {}, issues: [] }));
    expect(stages.map(({ title, parts: faces }) => [title, faces.length])).toEqual([
      ['details', 2],
      ['print', 1],
    ]);
  });

  it('goes from part to part and then to the review', () => {
    expect(partAfter(parts, 'basics')?.id).toBe('garments');
    expect(partAfter(parts, 'artwork')).toBeUndefined();
  });
});
