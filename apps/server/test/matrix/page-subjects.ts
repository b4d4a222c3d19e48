import type { Actor } from './actors.ts';
import type { Asked } from './asking.ts';
import { classifiedPages, type ClassifiedPage } from './pages.ts';
import { closedTo, mayReach, type Gate } from './rules.ts';
import { refuse, variants, type About, type Expected, type Subject } from './subject.ts';

/** Operators' pages are below no shop. */
const isShopless = (name: string): boolean => /^admin \/operator(\/|$)/.test(name);
const baseOf = (name: string): string => (name.startsWith('admin') ? '/admin' : '');
const named = Object.entries(classifiedPages);
const variantsOf = ({ thing }: ClassifiedPage) => (thing ? variants : (['as it should be'] as const));

/** Every page, as a browser opens it. */
export const pageSubjects: readonly Subject[] = named.map(([name, page]) => ({
  name: `page ${name}`,
  ...(page.thing && { kind: page.thing.kind }),
  variants: variantsOf(page),
  expected: (about) => inPreview(name, about) ?? drawn(page, about),
  asked: (_, value) => ({ path: `${baseOf(name)}${page.path(value)}`, shopless: isShopless(name) }),
  hides: (about) => page.gates.some((gate) => isBeyond(page, gate, about)),
  mustChangeNothing: () => true,
}));

/** What each page loads, as its script asks for it: refusals are inside of the answer. */
export const dataSubjects: readonly Subject[] = named.map(([name, page]) => ({
  name: `data of ${name}`,
  ...(page.thing && { kind: page.thing.kind }),
  variants: variantsOf(page),
  expected: () => ({ statuses: [200, 400, 403, 404] }),
  asked: (_, value) => ({
    path: `${baseOf(name)}${page.path(value)}/__data.json`.replace('//', '/'),
    shopless: isShopless(name),
  }),
  // The frame's own gate does not stand before what the page itself loads.
  hides: (about) => isBeyond(page, page.gates.at(-1)!, about),
  mustChangeNothing: () => true,
}));

/** Every form action. Those that are allowed are what procedures and stories test; here are the others. */
export const actionSubjects: readonly Subject[] = named.flatMap(([name, page]) =>
  Object.entries(page.actions ?? {}).map(([action, { gate, form = {} }]) => ({
    name: `action ${action} of ${name}`,
    ...(page.thing && { kind: page.thing.kind }),
    variants: variantsOf(page),
    expected: (about: About) => inPreview(name, about, true) ?? taken(page, gate, about),
    asked: (_: unknown, value: string | number) => ({
      ...posted(`${baseOf(name)}${page.path(value)}`, action, form),
      shopless: isShopless(name),
    }),
    // Who may not do it may still see the page that is drawn again.
    hides: (about: About) => page.gates.some((one) => isBeyond(page, one, about)),
    // Who lacks nothing but a proof of today is mailed a code for it.
    mustChangeNothing: (about: About) =>
      about.actor.below !== undefined ||
      (taken(page, gate, about) !== done && closedTo(gate, about.actor, true)?.code !== 'proof.needed'),
  })),
);

function posted(address: string, action: string, form: Readonly<Record<string, string>>): Asked {
  const query = action === 'default' ? '' : `?/${action}`;
  return { path: `${address}${query}`, init: { method: 'POST', body: new URLSearchParams(form) } };
}

/** Below `/preview` there is no admin; without a living preview all leads out of it, and within one no form is taken. */
function inPreview(name: string, { actor }: About, isForm = false): Expected | undefined {
  if (actor.below === undefined) return undefined;
  if (!name.startsWith('portal')) return refuse(404);
  if (!actor.rights) return { statuses: [303] };
  return isForm ? refuse(403) : undefined;
}

/** To the entrance, when nobody is signed in or not far enough; pages and their frames ask in any sequence. */
const closedPage = (gates: readonly Gate[], actor: Actor): Expected | undefined => {
  const closed = gates.map((gate) => closedTo(gate, actor)).find((one) => one !== undefined);
  const leadsOn = closed?.statuses[0] === 401 || closed?.code === 'factor.due';
  return leadsOn ? { statuses: [303] } : closed && { statuses: closed.statuses };
};

function drawn(page: ClassifiedPage, about: About): Expected {
  const { gates, thing, answers = 200 } = page;
  const closed = closedPage(gates, about.actor);
  const isMalformed = about.variant === 'malformed' && !thing?.passesOver;
  if (isMalformed) return { statuses: [400, 404, ...(closed?.statuses ?? [])] };
  if (closed) return closed;
  return !thing?.passesOver && isBeyond(page, gates[0]!, about) ? refuse(404) : { statuses: [answers] };
}

const done: Expected = { statuses: [200, 303, 409, 422] };
/** The action's refusal, or that of the page which is drawn again: nobody may tell which came first. */
const refused: Expected = { statuses: [303, 400, 401, 403, 404] };

function taken(page: ClassifiedPage, gate: Gate, about: About): Expected {
  if (closedTo(gate, about.actor, true)) return refused;
  if (!page.thing || page.thing.passesOver) return done;
  return isBeyond(page, gate, about) ? refused : done;
}

/** True for a gate that is closed, and for what lies behind an open one and is somebody else's. */
const isBeyond = ({ thing }: ClassifiedPage, gate: Gate, { actor, holder }: About): boolean =>
  closedTo(gate, actor) !== undefined ||
  (thing !== undefined && gate.door !== 'operator' && !mayReach(gate.door, thing.kind, actor, holder));
