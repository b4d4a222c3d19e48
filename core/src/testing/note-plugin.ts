import {
  defineKind,
  definePlugin,
  describePlugin,
  intake,
  issue,
  on,
  setting,
  type Checked,
  type Issue,
  type Json,
  type Tap,
} from '@docket/sdk';
import * as z from 'zod';

/** A note with lines and files: the smallest kind that has everything a kind can have. */
const Note = z.strictObject({
  title: z.string().trim().min(1).max(80),
  lines: z.array(z.strictObject({ text: z.string().trim().min(1), count: z.coerce.number().int().min(1) })).min(1),
  files: z.array(z.string()).default([]),
});
type Note = z.infer<typeof Note>;

const keys = { what: ['title'], lines: ['lines', 'files'] } as const;

const groupOf = (value: Json): Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {};

function check(typed: Json): Checked<Note> {
  const read = Note.safeParse(typed);
  if (read.success) return { content: read.data, issues: [] };
  const issues = read.error.issues.map(({ path }): Issue => issue('refuse', 'note.wrong', path.join('.')));
  return { content: undefined, issues };
}

/** The kind `note`, for tests of everything around kinds. */
export const noteKind = defineKind<Note>({
  id: 'note',
  version: 1,
  title: 'note.kind',
  parts: [
    { id: 'what', title: 'note.what', about: 'note.what.about', keys: keys.what },
    { id: 'lines', title: 'note.lines', about: 'note.lines.about', keys: keys.lines },
  ],
  fields: [
    { path: 'title', label: 'note.title', part: 'what' },
    { path: 'lines.*.text', label: 'note.text', part: 'lines', personal: true },
    { path: 'lines.*.count', label: 'note.count', part: 'lines' },
  ],
  pipeline: {
    initial: 'new',
    statuses: [
      { id: 'new', stage: 'received', tone: 'review' },
      { id: 'doing', stage: 'producing', tone: 'working' },
      { id: 'done', stage: 'done', tone: 'done', final: true },
      { id: 'off', stage: 'stopped', tone: 'problem', final: true },
    ],
    cancelled: 'off',
    moves: { new: ['doing', 'off'], doing: ['done', 'new', 'off'], off: ['new'] },
  },
  blank: () => ({ title: '', lines: [], files: [] }),
  merge(draft, part, form) {
    const own = keys[part as keyof typeof keys] ?? [];
    const [old, fresh] = [groupOf(draft), groupOf(form)];
    return { ...old, ...Object.fromEntries(own.flatMap((key) => (key in fresh ? [[key, fresh[key]!]] : []))) };
  },
  check,
  files: ({ files }) => files.map((id) => ({ id, path: 'files' })),
  reuse: ({ lines }) => lines.map(({ text }) => text),
  summary: ({ title, lines }) => ({
    title,
    quantity: lines.reduce((sum, { count }) => sum + count, 0),
    search: lines.map(({ text }) => text).join(' '),
  }),
  packages: ({ lines }) =>
    lines.map(({ text }, at) => ({ id: `l${at + 1}`, description: text, at: 1, of: 1, from: [], to: [] })),
  marking: {
    types: ['checked'],
    statuses: ['new', 'doing'],
    parts: ({ lines }) => lines.map(({ text }, at) => ({ id: `l${at + 1}`, name: text })),
    leads: (status, facts) =>
      status === 'doing' && facts.some(({ id, value }) => id === 'checked' && value === 'all') ? 'done' : undefined,
  },
  upgrade: (_, content) => content as Note,
});

/** Words that a procedure of the plugin answers, to see that it is called. */
const settings = z.strictObject({
  greeting: setting(z.string().default('Hello'), { title: 'Greeting', visibility: 'public' }),
  apiKey: setting(z.string().optional(), { title: 'Key', visibility: 'secret' }),
});

/** Every order of these may be changed and cancelled. */
const open: readonly Tap[] = [on(intake.eligible, () => ({ obstacle: null }))];

/** A plugin with one kind; `accepted` hears of accepted requests, `rules` say what may be done with orders. */
export const notePlugin = (accepted: (orderId: string) => void = () => undefined, rules: readonly Tap[] = open) =>
  describePlugin({
    id: 'notes',
    version: '1.0.0',
    title: 'Notes',
    about: 'Takes notes.',
    activation: 'on',
    settings,
    server: async () => ({
      server: definePlugin({
        hooks: [on(intake.kinds, () => [noteKind]), on(intake.accepted, ({ orderId }) => accepted(orderId)), ...rules],
      }),
    }),
  });
