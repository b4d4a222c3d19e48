import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { intake, setting } from '@docket/sdk';
import { translator } from '@docket/sdk/messages';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Registry } from './kernel/registry.ts';
import { readFaces } from './plugin-faces.ts';
import { pluginOf } from './testing/plugins.ts';

describe('what pages show of plugins', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'docket-faces-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const write = async (name: string, text: string): Promise<string> => {
    await writeFile(path.join(folder, name), text);
    return pathToFileURL(path.join(folder, name)).href;
  };
  const words = (name: string, catalogue: object): Promise<string> => write(name, JSON.stringify(catalogue));
  const facesOf = (plugins: readonly ReturnType<typeof pluginOf>[], own: Record<string, Record<string, string>> = {}) =>
    readFaces({
      plugins: plugins.map((descriptor) => ({ descriptor, server: {} })),
      hooks: new Map([[intake.services.name, { taps: [{ plugin: 'carrier' }] }]]),
      distribution: { words: own },
    } as unknown as Registry);

  it('are the words of active plugins: English, then the language, then its region, then the distribution’s own', async () => {
    const first = pluginOf(
      'first',
      {},
      {
        messages: {
          en: await words('a.en.json', { color: 'color', size: 'size', only: 'English' }),
          de: await words('a.de.json', { color: 'Farbe', size: 'Größe' }),
          'de-CH': await words('a.ch.json', { size: 'Grösse' }),
        },
      },
    );
    const second = pluginOf('second', {}, { messages: { en: await words('b.en.json', { other: 'other' }) } });
    const faces = await facesOf([first, second], { de: { color: 'Farbton' } });
    const say = (locale: string, active: readonly string[]) => {
      const t = translator(locale, ...faces.wordsOf(active, locale));
      return ['color', 'size', 'only', 'other'].map((key) => t(key));
    };
    expect(say('en-US', ['first', 'second'])).toEqual(['color', 'size', 'English', 'other']);
    expect(say('de-CH', ['first', 'second'])).toEqual(['Farbton', 'Grösse', 'English', 'other']);
    expect(say('de-AT', ['first'])).toEqual(['Farbton', 'Größe', 'English', 'other']);
    expect(say('fr', ['second'])).toEqual(['color', 'size', 'only', 'other']);
    expect(say('en', [])).toEqual(['color', 'size', 'only', 'other']);
  });

  it.each([
    ['is no JSON', '{'],
    ['is no list of texts', '{"a":{"b":"c"}}'],
  ])('stop the start when a catalogue %s, and name the file', async (_, text) => {
    const broken = pluginOf('broken', {}, { messages: { en: await write('broken.json', text) } });
    await expect(facesOf([broken])).rejects.toThrow(/messages in .*broken\.json cannot be read/);
  });

  it('stop the start when a catalogue is missing', async () => {
    const missing = pluginOf(
      'missing',
      {},
      { messages: { en: pathToFileURL(path.join(folder, 'nowhere.json')).href } },
    );
    await expect(facesOf([missing])).rejects.toThrow('nowhere.json');
  });

  it('have words for all that plugins leave in the audit, each named by its plugin, or the start says which are missing', async () => {
    const messages = { en: await words('audit.en.json', { 'audit.diary.write': '{who} wrote in {subject}' }) };
    const diary = (...actions: readonly string[]) =>
      facesOf([
        pluginOf('diary', {}, { messages, audit: Object.fromEntries(actions.map((action) => [action, 'adds'])) }),
      ]);
    await expect(diary('diary.write')).resolves.toBeDefined();
    await expect(diary('diary.write', 'diary.burn')).rejects.toThrow('has no English words "audit.diary.burn"');
    await expect(diary('orders.move')).rejects.toThrow('the action "orders.move" must be "diary." and a verb');
  });

  it('say whether customers and services can be set apart, by what the active plugins bring', async () => {
    const greeting = (scope: readonly ('customer' | 'service')[]) =>
      z.strictObject({ greeting: setting(z.string().default(''), { title: 'Greeting', scope }) });
    const faces = await facesOf([
      pluginOf('carrier', {}, { settings: greeting(['service']) }),
      pluginOf('terms', {}, { settings: greeting(['customer']) }),
      pluginOf('plain', {}, { settings: greeting([]) }),
    ]);
    expect(faces.apartOf(['plain'])).toEqual({ customers: false, services: false });
    expect(faces.apartOf(['plain', 'carrier'])).toEqual({ customers: false, services: true });
    expect(faces.apartOf(['terms'])).toEqual({ customers: true, services: false });
  });
});
