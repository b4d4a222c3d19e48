import {
  defineKind,
  definePlugin,
  describePlugin,
  intake,
  issue,
  on,
  setting,
  status,
  type Checked,
  type Issue,
  type Json,
  type WorkDrawing,
} from '@docket/sdk';
import * as z from 'zod';

/** What is to be fetched or brought, and by which of the shop's services. */
const Errand = z.strictObject({
  title: z.string().trim().min(1).max(80),
  service: z.string().default(''),
  pieces: z.coerce.number().int().min(1),
  remark: z.string().default(''),
  /** What the things look like. */
  files: z.array(z.uuid()).default([]),
});
type Errand = z.infer<typeof Errand>;

const Offered = z.strictObject({ id: z.string(), title: z.string() });

const settings = z
  .strictObject({
    services: setting(
      z.array(Offered).default([
        { id: 'walk', title: 'On foot' },
        { id: 'ride', title: 'By bicycle' },
      ]),
      { title: 'Services', control: 'table' },
    ),
    initialStatus: setting(z.enum(['asked', 'agreed']).default('asked'), {
      title: 'A new errand is',
      scope: ['customer', 'service'],
    }),
    most: setting(z.int().min(1).default(10), {
      title: 'Pieces at most',
      visibility: 'public',
      scope: ['customer', 'service'],
    }),
    usual: setting(z.string().default(''), { title: 'Usual service', scope: ['customer'], control: 'service' }),
    reminders: setting(
      z.array(z.strictObject({ status: setting(z.string(), { title: 'Status', control: 'status' }) })).default([]),
      {
        title: 'Remind us of',
        control: 'table',
      },
    ),
    until: setting(z.enum(['any', 'hour']).default('any'), { title: 'Taken until', scope: ['service'] }),
    hour: setting(
      z
        .string()
        .regex(/^\d\d:\d\d$/)
        .optional(),
      { title: 'Hour', scope: ['customer', 'service'] },
    ),
    buyers: setting(z.array(z.uuid()).default([]), {
      title: 'Only for these customers',
      help: 'Nobody chosen: for all.',
      control: 'customers',
      scope: ['service'],
    }),
    password: setting(z.string().min(3).optional(), {
      title: 'Password',
      visibility: 'secret',
      scope: ['customer'],
    }),
  })
  .superRefine(({ until, hour }, context) => {
    if (until === 'hour' && hour === undefined)
      context.addIssue({ code: 'custom', path: ['hour'], message: 'Say until when.' });
  });
type Settings = z.infer<typeof settings>;
/** The platform hands the plugin what its own schema made. */
const own = ({ settings: values }: { readonly settings: unknown }): Settings => values as Settings;

const groupOf = (value: Json): Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {};
const textAt = (value: Json, key: string): string | undefined => {
  const found = groupOf(value)[key];
  return typeof found === 'string' && found !== '' ? found : undefined;
};

function check(typed: Json, most: number): Checked<Errand> {
  const read = Errand.safeParse(typed);
  if (!read.success) {
    const issues = read.error.issues.map(({ path }): Issue => issue('refuse', 'errand.wrong', path.join('.')));
    return { content: undefined, issues };
  }
  const tooMany = issue('refuse', 'errand.too-many', 'pieces', { most });
  return read.data.pieces > most ? { content: undefined, issues: [tooMany] } : { content: read.data, issues: [] };
}

/** A parcel of ten inches with what is in it on top. */
const parcel: WorkDrawing = {
  width: 100,
  height: 100,
  cloth: ['M0 0H100V100H0Z'],
  seams: [],
  perInch: 10,
  shade: '#c8a878',
  print: { x: 50, y: 50, width: 4, height: 4 },
};

/** The kind `errand`: what it may hold and how it begins depends on the customer and the service. */
const errandKind = defineKind<Errand>({
  id: 'errand',
  version: 1,
  title: 'errand.kind',
  parts: [
    {
      id: 'what',
      title: 'errand.what',
      about: 'errand.about',
      keys: ['title', 'service', 'pieces', 'remark'],
      address: 'at',
      placeKeys: ['door'],
    },
  ],
  fields: [
    { path: 'title', label: 'errand.title', part: 'what' },
    { path: 'service', label: 'errand.service', part: 'what', optional: 'shown' },
    { path: 'pieces', label: 'errand.pieces', part: 'what' },
    { path: 'at.door', label: 'errand.door', part: 'what' },
    { path: 'remark', label: 'errand.remark', part: 'what', reference: true, optional: 'aside' },
  ],
  pipeline: {
    initial: 'asked',
    statuses: [
      { id: 'asked', stage: 'received', tone: 'review' },
      { id: 'agreed', stage: 'producing', tone: 'working' },
      { id: 'done', stage: 'done', tone: 'done', final: true },
    ],
    moves: { asked: ['agreed'], agreed: ['done'] },
  },
  blank: (context) => ({ title: '', service: own(context).usual, pieces: 1 }),
  merge: (draft, _, form) => ({ ...groupOf(draft), ...groupOf(form) }),
  service: (typed) => textAt(typed, 'service'),
  async offers(context) {
    const offered = own(context).services.map(async ({ id, title }) => {
      const { customerId } = context;
      const { values, origins } = await context.settingsFor({ serviceId: id, ...(customerId && { customerId }) });
      return { id, title, most: own({ settings: values }).most, by: origins['most']! };
    });
    return Promise.all(offered);
  },
  check: (typed, context) => check(typed, own(context).most),
  files: ({ files }) => files.map((id) => ({ id, path: 'files' })),
  works: ({ title, pieces, files }) => [
    {
      id: 'e1',
      name: title,
      place: { type: 'text', text: 'At the door' },
      spec: [{ label: 'errand.pieces', value: { type: 'number', number: pieces } }],
      looks: title,
      files,
      pieces,
      drawing: parcel,
    },
  ],
  summary: ({ title, pieces }) => ({ title, quantity: pieces, search: '' }),
  upgrade: (_, content) => content as Errand,
});

/** A plugin whose kind has services, and settings of customers and services. */
export const errandPlugin = () =>
  describePlugin({
    id: 'errands',
    version: '1.0.0',
    title: 'Errands',
    about: 'Runs errands.',
    activation: 'on',
    settings,
    server: async () => ({
      server: definePlugin({
        hooks: [
          on(intake.kinds, () => [errandKind]),
          on(intake.services, (_, context) => own(context).services),
          on(intake.validate, ({ kind, content }, context) => {
            const service = textAt(content, 'service');
            const isKnown =
              kind !== 'errand' || service === undefined || own(context).services.some(({ id }) => id === service);
            return isKnown ? [] : [issue('refuse', 'errand.no-service', 'service')];
          }),
          on(status.initial, ({ kind }, context) =>
            kind === 'errand'
              ? { status: own(context).initialStatus, reason: `By the ${context.origins['initialStatus']!}.` }
              : undefined,
          ),
        ],
      }),
    }),
  });
