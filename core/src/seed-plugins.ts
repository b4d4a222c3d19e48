import { Readable } from 'node:stream';
import { approval, PlatformError, type Decision, type Json } from '@docket/sdk';
import type { Approvals, ShownQuestion } from './approvals/approvals.ts';
import { errors } from './errors.ts';
import type { Files } from './files/files.ts';
import type { Registry } from './kernel/registry.ts';
import type { Caller } from './access/access.ts';
import { pluginContext } from './plugin-context.ts';
import { callOf } from './seed-orders.ts';
import type { Shop } from './tenants/tenants.ts';

/** What a staff member did by a mutation of a plugin. */
export interface SeededDeed {
  readonly plugin: string;
  readonly does: string;
  readonly staff: string;
  readonly at: Date;
  readonly input: Json;
}

/** Files that a staff member gave to a plugin, by one of its uploads. */
export interface SeededGift {
  readonly plugin: string;
  readonly upload: string;
  readonly order: string;
  readonly staff: string;
  readonly at: Date;
  /** The other fields of the form. */
  readonly input: Readonly<Record<string, Json>>;
  readonly files: readonly { readonly name: string; readonly bytes: Buffer }[];
}

/** A contact who looks at what is asked about an order, and answers what it can. */
export interface SeededAnswers {
  readonly order: string;
  readonly customer: string;
  readonly contact: string;
  readonly at: Date;
  /** Undefined leaves the question open. */
  readonly decide: (question: ShownQuestion) => Decision | undefined;
}

/** What plugins do with orders, from code. No person is told of it. */
export interface SeedPlugins {
  /** Calls a mutation of a plugin as somebody who may do all that it offers to staff. */
  deed(shop: string, deed: SeededDeed): Promise<void>;
  /** Gives files to a plugin. They are looked at in their turn, see `looked`. */
  give(shop: string, gift: SeededGift): Promise<void>;
  /** Waits until every file that came is looked at. */
  looked(): Promise<void>;
  /** Answers open questions about an order as a contact with all rights; the plugin that asked hears of it at once. */
  answer(shop: string, answers: SeededAnswers): Promise<void>;
}

/** The modules that plugins' deeds go through. */
export interface SeedPluginsParts {
  readonly registry: Pick<Registry, 'plugins'>;
  readonly approvals: Approvals;
  readonly files: Files;
}

/** `open` answers a shop in which nobody is told of anything. */
export function createSeedPlugins(parts: SeedPluginsParts, open: (id: string) => Promise<Shop>): SeedPlugins {
  const { registry, approvals, files } = parts;
  const loaded = (plugin: string) => registry.plugins.find(({ descriptor }) => descriptor.id === plugin);

  /** The call of somebody who may do all that the plugin offers to staff. */
  async function doing(
    id: string,
    { plugin, staff, at }: Pick<SeededDeed, 'plugin' | 'staff' | 'at'>,
  ): Promise<Caller> {
    const own = (loaded(plugin)?.descriptor.permissions ?? []).map((permission) => permission.id);
    return callOf(await open(id), { type: 'staff', id: staff, permissions: ['orders.read', ...own] }, at);
  }

  return {
    async deed(id, { does, input, ...by }) {
      const procedure = loaded(by.plugin)?.server.api?.[does];
      if (procedure?.type !== 'mutation') throw new PlatformError(errors['not-found']);
      await procedure.run(procedure.input.parse(input), pluginContext(by.plugin, await doing(id, by)));
    },
    async give(id, { upload: name, order, input, files: given, ...by }) {
      const upload = loaded(by.plugin)?.server.uploads?.[name];
      if (!upload) throw new PlatformError(errors['not-found']);
      const call = await doing(id, by);
      const to = { plugin: by.plugin, order };
      const ids: string[] = [];
      for (const file of given)
        ids.push(await files.giving.receive(call, to, { name: file.name, content: Readable.from([file.bytes]) }));
      const fields = upload.input.parse({ order, ...input });
      await files.giving.handOver(call, ids, (all) => upload.take(fields, all, pluginContext(by.plugin, call)));
    },
    looked: () => files.settle(),
    async answer(id, { order, customer, contact, at, decide }) {
      const rights = ['order', 'approve', 'pay', 'charges'];
      const actor = { type: 'contact', id: contact, customerId: customer, rights } as const;
      const call = callOf(await open(id), actor, at);
      for (const question of await approvals.ofOrder(call, order)) {
        const decision = question.state === 'open' ? decide(question) : undefined;
        if (!decision) continue;
        const { decided } = await approvals.decide(call, [{ approval: question.id, hash: question.hash }], decision);
        for (const answered of decided) await hear(call, order, answered);
      }
    },
  };
}

/** What a plugin does at the answer to its question is part of what became of it. */
async function hear({ shop, now }: Caller, orderId: string, answered: ShownQuestion): Promise<void> {
  const { id: approvalId, plugin, subject, version, decided } = answered;
  if (!decided) return;
  const payload = { approvalId, orderId, plugin, subject, version, choice: decided.decision.choice };
  const actor = { type: 'system', reason: 'It fills the shop from code.' } as const;
  const heard = await shop.hooks.deliver(approval.decided, { plugin, payload }, { actor, now });
  if (heard.state === 'failed' || heard.state === 'refused') throw new Error(`${plugin}: ${heard.message}`);
}
