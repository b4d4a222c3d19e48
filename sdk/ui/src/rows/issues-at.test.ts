import type { Issue } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { errorAt, notesAt } from './issues-at.ts';

const issue = (severity: Issue['severity'], code: string, path: string): Issue => ({
  severity,
  code,
  path,
  audience: 'customer',
  params: { typed: 'x' },
});
const t = (key: string, params?: object): string => `${key}${JSON.stringify(params)}`;

describe('the words beside a field', () => {
  const issues = [issue('refuse', 'a', 'title'), issue('warn', 'b', 'title'), issue('refer', 'c', 'method')];

  it('say what stops it, with its values', () => {
    expect(errorAt(issues, 'title', t)).toBe('issue.a{"typed":"x"}');
  });

  it('are none where nothing is wrong there', () => {
    expect(errorAt(issues, 'method', t)).toBeUndefined();
    expect(errorAt(issues, 'titl', t)).toBeUndefined();
    expect(notesAt(issues, 'dueOn', t)).toEqual([]);
  });

  it('keep apart what stops and what is good to know', () => {
    expect(notesAt(issues, 'title', t)).toEqual(['issue.b{"typed":"x"}']);
    expect(notesAt(issues, 'method', t)).toEqual(['issue.c{"typed":"x"}']);
  });
});
