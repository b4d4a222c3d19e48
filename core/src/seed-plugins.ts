import { PlatformError, type Decision, type Json } from '@docket/sdk';
import type { Approvals, ShownQuestion } from './approvals/approvals.ts';
import { errors } from './errors.ts';
import type { Registry } from './kernel/registry.ts';
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

/** A contact who looks at what is asked about an order, and answers what it can. */
export interface SeededAnswers {
  readonly order: string;
  readonly customer: string;
  readonly contact: string;
  readonly at: Date;
  /** Undefined leaves the question open. */
  readonly decide: (question: ShownQuestion) => Decision | undefined;
}

/** What plugins do with orders, from code. Nobody is told of it. */
export interface SeedPlugins {
  /** Calls a mutation of a plugin as somebody who may do all that it offers to staff. */
  deed(shop: string, deed: SeededDeed): Promise<void>;
  /** Answers open questions about an order as a contact with all rights. */
  answer(shop: string, answers: SeededAnswers): Promise<void>;
}

/** The modules that plugins' deeds go through. */
export interface SeedPluginsParts {
  readonly registry: Pick<Registry, 'plugins'>;
  readonly approvals: Approvals;
}

/** `open` answers a shop in which nobody is told of anything. */
export function createSeedPlugins(parts: SeedPluginsParts, open: (id: string) => Promise<Shop>): SeedPlugins {
  const { registry, approvals } = parts;
  return {
    async deed(id, { plugin, does, staff, at, input }) {
      const loaded = registry.plugins.find(({ descriptor }) => descriptor.id === plugin);
      const procedure = loaded?.server.api?.[does];
      if (procedure?.type !== 'mutation') throw new PlatformError(errors['not-found']);
      const own = (loaded?.descriptor.permissions ?? []).map((permission) => permission.id);
      const actor = { type: 'staff', id: staff, permissions: ['orders.read', ...own] } as const;
      await procedure.run(procedure.input.parse(input), pluginContext(plugin, callOf(await open(id), actor, at)));
    },
    async answer(id, { order, customer, contact, at, decide }) {
      const rights = ['order', 'approve', 'pay', 'charges'];
      const actor = { type: 'contact', id: contact, customerId: customer, rights } as const;
      const call = callOf(await open(id), actor, at);
      for (const question of await approvals.ofOrder(call, order)) {
        const decision = question.state === 'open' ? decide(question) : undefined;
        if (decision) await approvals.decide(call, [{ approval: question.id, hash: question.hash }], decision);
      }
    },
  };
}
