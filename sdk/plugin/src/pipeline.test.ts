import { describe, expect, it } from 'vitest';
import { allowsMove, pipelineFaults, stagesOf } from './pipeline.ts';
import type { Pipeline } from './pipeline.ts';

const pipeline: Pipeline = {
  initial: 'quote',
  statuses: [
    { id: 'quote', stage: 'received', tone: 'draft' },
    { id: 'printing', stage: 'producing', tone: 'working' },
    { id: 'done', stage: 'done', tone: 'done', final: true },
  ],
  moves: { quote: ['printing'], printing: ['quote', 'done'] },
};

describe('a pipeline', () => {
  it('is sound when every status is defined and reached', () => {
    expect(pipelineFaults('garment', pipeline)).toEqual([]);
  });

  it('names statuses that are used and not defined, each once', () => {
    const faults = pipelineFaults('garment', {
      ...pipeline,
      moves: { ...pipeline.moves, done: ['lost'], lost: ['quote'] },
    });
    expect(faults).toEqual(['Pipeline of "garment" names the status "lost", which it does not define.']);
    expect(pipelineFaults('garment', { ...pipeline, cancelled: 'off' })).toEqual([
      'Pipeline of "garment" names the status "off", which it does not define.',
    ]);
  });

  it('names statuses that no move reaches', () => {
    const faults = pipelineFaults('garment', { ...pipeline, moves: { quote: ['printing'] } });
    expect(faults).toEqual(['Pipeline of "garment" never reaches the status "done".']);
  });

  it('names an initial status that does not exist', () => {
    expect(pipelineFaults('garment', { ...pipeline, initial: 'new' })[0]).toContain('"new"');
  });

  it('names a status in a stage that neither every kind has nor this one lists', () => {
    const statuses = pipeline.statuses.map((status) => ({ ...status, stage: 'loading' }));
    expect(pipelineFaults('garment', { ...pipeline, statuses })[0]).toContain('"loading"');
    expect(pipelineFaults('garment', { ...pipeline, statuses, stages: ['loading'] })).toEqual([]);
  });

  it('has the columns that its statuses use, in the sequence of its stages', () => {
    const stage = (id: string, at: string) => ({ id, stage: at, tone: 'working' }) as const;
    const statuses = [stage('a', 'stopped'), stage('b', 'loading'), stage('c', 'received')];
    const used = { initial: 'a', statuses, moves: {} };
    expect(stagesOf(used)).toEqual(['received', 'stopped']);
    expect(stagesOf({ ...used, stages: ['received', 'loading', 'done', 'stopped'] })).toEqual([
      'received',
      'loading',
      'stopped',
    ]);
  });

  it.each(['q', 'Q-', 'QUOTE', '', 'Q1'])(
    'refuses "%s" as letters of a status: no number could be read back',
    (numberedAs) => {
      const statuses = pipeline.statuses.map((status) => ({ ...status, numberedAs }));
      expect(pipelineFaults('garment', { ...pipeline, statuses })[0]).toContain('"quote"');
    },
  );

  it('is sound with statuses that number as quotes', () => {
    const [quote, ...others] = pipeline.statuses;
    const statuses = [{ ...quote!, numberedAs: 'Q' }, ...others];
    expect(pipelineFaults('garment', { ...pipeline, statuses })).toEqual([]);
  });

  it('allows the listed moves and no other', () => {
    expect(allowsMove(pipeline, 'quote', 'printing')).toBe(true);
    expect(allowsMove(pipeline, 'quote', 'done')).toBe(false);
    expect(allowsMove(pipeline, 'done', 'quote')).toBe(false);
    expect(allowsMove(pipeline, 'nowhere', 'quote')).toBe(false);
  });
});
