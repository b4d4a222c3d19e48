import { createHash } from 'node:crypto';
import { openBrowser } from '@docket/core/testing';
import { canaries, type Canary, type Member, type Person, type World } from './world.ts';

/** Somebody who asks at the shop `alpha`, and what the shop owes them. */
export interface Actor {
  readonly name: string;
  /** What the browser sends. */
  readonly cookie: string;
  /** Where its browser looks, after the shop's prefix: `/preview` for staff who look as a contact, or would. */
  readonly below?: '/preview';
  /** Where it is seen from: limits count by it. */
  readonly address: string;
  /** Whose things are the own. */
  readonly self?: Person;
  /** Rights of a living contact's session. */
  readonly rights?: readonly string[];
  /** Permissions of a living staff session. */
  readonly permissions?: readonly string[];
  /** True for a living session of who runs the deployment. */
  readonly isOperator?: boolean;
  /** True for one who gave the password, and no second factor yet. */
  readonly isHalfway?: boolean;
  /** True for an operator who looks into the shop. */
  readonly isLooking?: boolean;
  /** False for a living session whose proof is older than a day. */
  readonly isProven?: boolean;
  /** True for a session that an e-mail address alone has opened. */
  readonly isMatched?: boolean;
  /** Words that an answer may hold. */
  readonly knows: readonly Canary[];
  /** The same with another session, where calls end sessions. */
  readonly renew?: () => Promise<string>;
}

type Unplaced = Omit<Actor, 'address'>;

/** Everybody the matrix asks as. Who comes with a new way in (operator) gets a list of the own here. */
export async function actorsOf(world: World): Promise<readonly Actor[]> {
  const living = [
    ...strangers(world),
    ...contacts(world),
    ...(await unproven(world)),
    await matched(world),
    ...staff(world),
    ...(await operators(world)),
  ];
  const all = [...living, ...(await looking(world)), ...(await endedSessions(world)), ...(await previews(world))];
  return all.map((actor, at) => ({ ...actor, address: `10.1.${at}.1` }));
}

/** The token of a cookie, as the browser of somebody would send it to this shop, whatever it was made for. */
const asSession = (cookie: string, door: 'portal' | 'staff'): string =>
  `docket-${door}-alpha=${cookie.slice(cookie.indexOf('=') + 1)}`;

/** The same at the operators' door. */
const asOperator = (cookie: string): string => `docket-operator=${cookie.slice(cookie.indexOf('=') + 1)}`;

const strangers = ({ kim, beth, ownerOfBravo, sarah, owner }: World): readonly Unplaced[] => [
  { name: 'anonymous', cookie: '', knows: [] },
  { name: 'garbage in every cookie', cookie: garbage, knows: [] },
  { name: 'stranger with a draft', cookie: kim.cookie, self: kim, knows: [canaries.stranger] },
  {
    name: 'contact of another tenant',
    cookie: `${beth.cookie}; ${asSession(beth.cookie, 'portal')}; ${asSession(beth.cookie, 'staff')}`,
    knows: [],
  },
  {
    name: 'staff of another tenant',
    cookie: `${ownerOfBravo.cookie}; ${asSession(ownerOfBravo.cookie, 'staff')}; ${asSession(ownerOfBravo.cookie, 'portal')}; ${asOperator(ownerOfBravo.cookie)}`,
    knows: [],
  },
  { name: 'contact’s session at the staff’s door', cookie: asSession(sarah.cookie, 'staff'), knows: [] },
  { name: 'staff’s session at the customers’ door', cookie: asSession(owner.cookie, 'portal'), knows: [] },
];

const garbage = [
  'portal-alpha',
  'staff-alpha',
  'draft-alpha',
  'challenge-alpha',
  'passkey-alpha',
  'preview-alpha',
  'operator',
]
  .map((name, at) => `docket-${name}=${['%00', "' or 1=1 --", '=;=', 'x'.repeat(5000), '.', '%', 'x'][at]}`)
  .join('; ');

function contacts(world: World): readonly Unplaced[] {
  const { sarah, tom, lacking, rights } = world;
  const one = (name: string, self: Person, own: readonly string[]): Unplaced => ({
    name,
    cookie: self.cookie,
    self,
    rights: own,
    knows: [canaries[self.customer]],
    renew: () => world.session(self.shop, 'contact', self.id),
  });
  return [
    one('contact with every right', sarah, rights),
    ...[...lacking].map(([right, self]) =>
      one(
        `contact without the right "${right}"`,
        self,
        rights.filter((other) => other !== right),
      ),
    ),
    one('contact of another customer', tom, rights),
  ];
}

/** Signed in, though not of late: what is important asks for a proof first. */
async function unproven({ sarah, rights, owner, run, session }: World): Promise<readonly Unplaced[]> {
  const sessionOf = (type: 'contact' | 'staff', id: string) => async (): Promise<string> => {
    const cookie = await session('alpha', type, id);
    const change = `update core.session set proven_at = now() - interval '25 hours' where token_hash = $1`;
    await run('alpha', change, hashOf(cookie));
    return cookie;
  };
  const [ofSarah, ofOwner] = [sessionOf('contact', sarah.id), sessionOf('staff', owner.id)];
  return [
    {
      name: 'contact with every right, not proven today',
      cookie: await ofSarah(),
      self: sarah,
      rights,
      isProven: false,
      knows: [canaries.smith],
      renew: ofSarah,
    },
    {
      name: 'staff: owner, not proven today',
      cookie: await ofOwner(),
      permissions: owner.permissions,
      isProven: false,
      knows: [canaries.smith, canaries.jones, canaries.stranger],
      renew: ofOwner,
    },
  ];
}

/** Came in by an e-mail address alone: sees where the customer's orders stand, and nothing else of anybody's. */
async function matched({ sarah, run, session }: World): Promise<Unplaced> {
  const renew = async (): Promise<string> => {
    const cookie = await session('alpha', 'contact', sarah.id);
    await run('alpha', `update core.session set proof = 'email-match' where token_hash = $1`, hashOf(cookie));
    return cookie;
  };
  const name = 'contact by the e-mail address alone';
  return { name, cookie: await renew(), self: sarah, isMatched: true, knows: [canaries.smith], renew };
}

const staff = (world: World): readonly Unplaced[] =>
  world.staff.map(({ id, name, permissions, cookie }: Member) => ({
    name: `staff: ${name}`,
    cookie,
    permissions,
    knows: [canaries.smith, canaries.jones, canaries.stranger],
    renew: () => world.session('alpha', 'staff', id),
  }));

/** Who runs the deployment, at every door with the one session; they know the names of shops. */
async function operators({ platform, operator, operatorHalfway }: World): Promise<readonly Unplaced[]> {
  const renew = async (): Promise<string> => everywhere(await operator());
  const [cookie, former] = [await renew(), await operator()];
  const halfway = async (): Promise<string> => everywhere(await operatorHalfway());
  const leaving = openBrowser(platform);
  leaving.take(former);
  await leaving.operator.access.signOut.mutate({});
  return [
    { name: 'operator', cookie, isOperator: true, knows: [canaries.bravo], renew },
    { name: 'operator without a second factor', cookie: await halfway(), isHalfway: true, knows: [], renew: halfway },
    { name: 'operator who signed out', cookie: everywhere(former), knows: [] },
  ];
}

/** What a look shows. */
const looked = ['orders.read', 'customers.read', 'audit.read'] as const;

/** Operators who look into the shop; one whose own session is over, and a look’s session at the doors that it does not open. */
async function looking({ look }: World): Promise<readonly Unplaced[]> {
  const [running, over] = [await look(), await look()];
  await over.leave();
  const renew = async (): Promise<string> => (await look()).cookie;
  const knows = [canaries.smith, canaries.jones, canaries.stranger];
  const elsewhere = [asSession(running.cookie, 'portal'), asOperator(running.cookie)].join('; ');
  return [
    { name: 'operator looking', cookie: running.cookie, permissions: looked, isLooking: true, knows, renew },
    { name: 'operator looking who signed out', cookie: over.cookie, knows: [] },
    { name: 'look’s session at the other doors', cookie: elsewhere, knows: [] },
  ];
}

const everywhere = (cookie: string): string =>
  [cookie, asSession(cookie, 'portal'), asSession(cookie, 'staff')].join('; ');

/** What is stored of the session that a cookie opens: two of the same millisecond are told apart by nothing else. */
const hashOf = (cookie: string): Buffer =>
  createHash('sha256')
    .update(cookie.slice(cookie.indexOf('=') + 1))
    .digest();

/** Sessions that lived once: revoked, run out, left alone too long; and those of people who are gone. */
async function endedSessions({ run, session, sarah, owner }: World): Promise<readonly Unplaced[]> {
  const ways = [
    ['revoked', 'revoked_at = now()'],
    ['expired', `expires_at = now() - interval '1 second'`],
    ['unused for long', `seen_at = now() - interval '31 days'`],
  ] as const;
  const ended: Unplaced[] = [];
  for (const [type, id] of [['contact', sarah.id] as const, ['staff', owner.id] as const])
    for (const [way, change] of ways) {
      const cookie = await session('alpha', type, id);
      await run('alpha', `update core.session set ${change} where token_hash = $1`, hashOf(cookie));
      ended.push({ name: `${type}’s session that is ${way}`, cookie, knows: [] });
    }
  return [...ended, ...(await gonePeople({ run, session, sarah, owner }))];
}

/** The owner's session becomes one of Sarah's that the owner looks through. */
const becomesPreview = `update core.session s set previewed_by = w.actor_id, previewed_under = w.token_hash, previewed_at = now()
  from core.session w where w.token_hash = $2 and s.token_hash = $1`;

/** Staff who look as Sarah, and previews that are none: ended ones, and sessions that are put where a preview belongs. */
async function previews({ run, session, sarah, owner, rights }: World): Promise<readonly Unplaced[]> {
  const asPreview = (cookie: string): string => `docket-preview-alpha=${cookie.slice(cookie.indexOf('=') + 1)}`;
  const preview = async (under: string): Promise<string> => {
    const cookie = await session('alpha', 'contact', sarah.id);
    await run('alpha', becomesPreview, hashOf(cookie), hashOf(under));
    return asPreview(cookie);
  };
  const over = await session('alpha', 'staff', owner.id);
  const [running, lost] = [await preview(owner.cookie), await preview(over)];
  await run('alpha', 'update core.session set revoked_at = now() where token_hash = $1', hashOf(over));
  const below = '/preview' as const;
  const living = { self: sarah, rights, knows: [canaries[sarah.customer]] };
  return [
    // The browser has the other cookies too, as it has in life.
    { name: 'preview', cookie: `${running}; ${sarah.cookie}; ${owner.cookie}`, below, ...living },
    { name: 'preview whose staff session is over', cookie: lost, below, knows: [] },
    { name: 'contact’s session as a preview', cookie: asPreview(sarah.cookie), below, knows: [] },
    { name: 'preview’s session at the customers’ door', cookie: running.replace('preview', 'portal'), knows: [] },
  ];
}

async function gonePeople({
  run,
  session,
  sarah,
  owner,
}: Pick<World, 'run' | 'session' | 'sarah' | 'owner'>): Promise<readonly Unplaced[]> {
  const contact = await run(
    'alpha',
    `insert into core.contact (tenant_id, id, customer_id, name, email, removed_at)
     select tenant_id, gen_random_uuid(), customer_id, name, 'gone@quetzal.test', now() from core.contact where id = $1 returning id`,
    sarah.id,
  );
  const member = await run(
    'alpha',
    `insert into core.staff (tenant_id, id, name, email, role, state)
     select tenant_id, gen_random_uuid(), name, 'gone@staff.test', role, 'removed' from core.staff where id = $1 returning id`,
    owner.id,
  );
  return [
    {
      name: 'contact who was removed',
      cookie: await session('alpha', 'contact', contact[0]!['id'] as string),
      knows: [],
    },
    { name: 'staff who was removed', cookie: await session('alpha', 'staff', member[0]!['id'] as string), knows: [] },
  ];
}
