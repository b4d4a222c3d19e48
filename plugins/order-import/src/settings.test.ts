import { describe, expect, it } from 'vitest';
import messages from '#messages/en.json' with { type: 'json' };
import plugin from './index.ts';
import { settings } from './settings.ts';

const faults = (values: object) => settings.safeParse(values).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('the settings of order imports', () => {
  it('[T-33] come with a plugin that no shop has by itself', () => {
    expect(plugin.activation).toBe('off');
  });

  it('[T-38] hold three toggles of automation', () => {
    const toggles = ['createAutomatically', 'applyChanges', 'applyCancellations'];
    expect(Object.keys(settings.shape).filter((key) => /Automatic|^apply/.test(key))).toEqual(toggles);
  });

  it('[T-41] let changes apply by themselves only while updates are on', () => {
    expect(faults({ applyChanges: true })).toEqual(['applyChanges']);
    expect(faults({ applyChanges: true, updates: true })).toEqual([]);
    expect(settings.shape.applyChanges.meta()).toMatchObject({ needs: 'updates' });
  });

  it('[T-45] [T-47] hold one status for each kind, for changes and cancellations apart', () => {
    const [planned, done] = [{ status: 'transport.planned' }, { status: 'transport.completed' }];
    expect(faults({ updateLimit: [planned, { status: 'garment.done' }], cancelLimit: [done] })).toEqual([]);
    expect(faults({ updateLimit: [planned, done] })).toEqual(['updateLimit.1.status']);
    expect(faults({ cancelLimit: [planned, { status: 'planned' }] })).toEqual(['cancelLimit.1.status']);
  });

  it('[T-36] differ by customer in nothing but what a reference means', () => {
    const narrow = Object.entries(settings.shape).filter(([, schema]) => schema.meta()?.['scope'] !== undefined);
    expect(narrow.map(([key]) => key)).toEqual(['referencePolicy']);
  });

  it('have words in the catalogue', () => {
    for (const schema of Object.values(settings.shape)) {
      const { title, help } = schema.meta() as { title: string; help: string };
      for (const key of [title, help]) expect(Object.keys(messages)).toContain(key);
    }
    for (const key of ['reference-policy.refuse', 'reference-policy.warn', 'settings.column.status'])
      expect(Object.keys(messages)).toContain(`order-import.${key}`);
  });
});
