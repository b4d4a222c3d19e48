import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../program.ts';
import type { Asked } from './asking.ts';
import { givenRoute } from './given-subjects.ts';
import { madeRoute } from './made-subjects.ts';
import { closedTo, mayReach, type Gate } from './rules.ts';
import { isRefusal, refuse, variants, type About, type Expected, type Subject } from './subject.ts';
import type { ThingKind } from './things.ts';

/** A way to ask at a route below `/files`. */
interface FileWay {
  readonly name: string;
  /** The route in the code that it comes through, as `fileRoutes` reads it. */
  readonly route: string;
  /** What its address names, where it names something. */
  readonly kind?: ThingKind;
  /** Who may come through it, where it asks for a sign-in first. */
  readonly gate?: Gate;
  /** What an allowed request answers. */
  readonly answers: number;
  readonly asked: (value: string | number) => Asked;
  readonly spends?: true;
  /** True where a proof of today is asked for. */
  readonly isFresh?: true;
}

const post = 'drafts/${ID}/([a-z0-9-]{1,60})';
const tus = 'tus(?:\\/([^/]*))?';
const preview = '${ID}/preview';
const exported = 'exports/${ID}';
const imported = 'customer-imports';
const download = '${ID}/[^/]+';
const logo = 'logo/${ID}\\\\.(webp|png)';
const resumable = { 'tus-resumable': '1.0.0' };
const at = (method: string, headers: Record<string, string> = {}) => ({ method, headers });

const reading = (kind: ThingKind): readonly FileWay[] =>
  [
    { name: 'download', route: download, asked: (id: string | number) => ({ path: `/files/${id}/any.png` }) },
    {
      name: 'head',
      route: download,
      asked: (id: string | number) => ({ path: `/files/${id}/any.png`, init: at('HEAD') }),
    },
    { name: 'preview', route: preview, asked: (id: string | number) => ({ path: `/files/${id}/preview` }) },
  ].map((way) => ({
    ...way,
    name: `${way.name} of ${kind === 'order file' ? 'an' : 'a'} ${kind}`,
    kind,
    answers: 200,
  }));

/** Every way below `/files`. A route that no way comes through makes the matrix red. */
export const fileWays: readonly FileWay[] = [
  ...reading('order file'),
  ...reading('draft file'),
  ...reading('shown file'),
  ...reading('hidden file'),
  { name: 'logo', route: logo, kind: 'logo', answers: 200, asked: (id) => ({ path: `/files/logo/${id}.webp` }) },
  {
    name: 'own data',
    route: exported,
    kind: 'export',
    answers: 200,
    asked: (id) => ({ path: `/files/exports/${id}` }),
    isFresh: true,
  },
  {
    name: 'form of a part',
    route: post,
    kind: 'draft',
    answers: 303,
    asked: (draft) => ({
      path: `/files/drafts/${draft}/what`,
      init: { method: 'POST', body: new URLSearchParams({ title: 'By form', _keep: '1' }) },
    }),
    spends: true,
  },
  {
    name: 'customers brought along',
    route: imported,
    gate: { door: 'staff', permission: 'customers.edit' },
    answers: 303,
    asked: () => ({
      path: '/files/customer-imports',
      init: { method: 'POST', body: new URLSearchParams({ text: 'Customer\nNew' }) },
    }),
  },
  {
    name: 'upload begun',
    route: tus,
    kind: 'draft',
    answers: 201,
    asked: (draft) => {
      const metadata = `draft ${btoa(String(draft))},name ${btoa('a.txt')}`;
      const headers = { ...resumable, 'upload-length': '5', 'upload-metadata': metadata };
      return { path: '/files/tus', init: at('POST', headers) };
    },
  },
  {
    name: 'upload asked for',
    route: tus,
    kind: 'upload',
    answers: 200,
    asked: (id) => ({ path: `/files/tus/${id}`, init: at('HEAD', resumable) }),
  },
  {
    name: 'upload gone on with',
    route: tus,
    kind: 'upload',
    answers: 204,
    asked: (id) => {
      const headers = { ...resumable, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
      return { path: `/files/tus/${id}`, init: { ...at('PATCH', headers), body: '' } };
    },
  },
];

/** The routes that the code answers, as their patterns stand there. */
export function fileRoutes(): readonly string[] {
  const text = readFileSync(path.join(root, 'core', 'src', 'files', 'http.ts'), 'utf8');
  return [...text.matchAll(/^ +path: (?:new RegExp\(`\^(.*)\$`\)|\/\^(.*)\$\/),$/gm)].map(
    ([, made, plain]) => made ?? plain!,
  );
}

/** What is wrong with the list, held against the code. */
export function faultsOfFileWays(routes: readonly string[] = fileRoutes()): readonly string[] {
  const known = new Set([...fileWays.map(({ route }) => route), madeRoute, givenRoute]);
  const where = 'apps/server/test/matrix/file-subjects.ts';
  return [
    ...routes.filter((route) => !known.has(route)).map((route) => `No way in ${where} comes through /files/${route}.`),
    ...[...known]
      .filter((route) => !routes.includes(route))
      .map((route) => `${where} knows /files/${route}, the code does not.`),
  ];
}

export const fileSubjects: readonly Subject[] = fileWays.map((way) => ({
  name: `/files ${way.name}`,
  ...(way.kind && { kind: way.kind }),
  variants: way.kind ? variants : ['as it should be'],
  expected: (about) => expectedOf(way, about),
  asked: (_, value) => way.asked(value),
  spends: way.spends ?? false,
  hides: (about) => isRefusal(expectedOf(way, about)),
  mustChangeNothing: (about) => isRefusal(expectedOf(way, about)),
}));

/** What staff have who read orders: those that plugins hide from customers, too. */
const ofOrders: ReadonlySet<ThingKind> = new Set(['order file', 'shown file', 'hidden file']);

/** No sign-in is asked for: what is not somebody's answers like what there is not, whoever asks. */
function expectedOf({ kind, gate, answers, route, asked, isFresh }: FileWay, about: About): Expected {
  const { actor, variant, holder } = about;
  const method = asked('').init?.method ?? 'GET';
  if (actor.below !== undefined && method !== 'GET' && method !== 'HEAD') return refuse(403, 'preview.read-only');
  if (gate || !kind) return (gate && closedTo(gate, actor)) ?? { statuses: [answers] };
  if (actor.isMatched && kind !== 'logo' && (variant !== 'malformed' || route === tus)) return refuse(401);
  const isStaffs = ofOrders.has(kind) && actor.permissions?.includes('orders.read') === true;
  const isNobodys = kind === 'hidden file' && !isStaffs;
  const isReached = variant !== 'malformed' && !isNobodys && mayReach(isStaffs ? 'staff' : 'open', kind, actor, holder);
  if (isReached && isFresh && actor.isProven === false) return refuse(401);
  return isReached ? { statuses: [answers] } : refuse(404);
}
