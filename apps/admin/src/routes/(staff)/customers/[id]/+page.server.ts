import { contactRights } from '@docket/sdk';
import { jsonOf } from '@docket/ui/text/address.ts';
import { customerPanels } from '#lib/server/customer-panels.ts';
import { textOf } from '#lib/server/posted.ts';
import { portalLink } from '#lib/server/portal-link.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** What was done on a page below, told on this one. */
const deeds = new Set(['profile', 'contact', 'address', 'link', 'merged', 'erased']);

/** A customer: its link, figures, people and places. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const {
      created_at: createdAt,
      contacts,
      slug,
      entryKey,
      merges,
      ...customer
    } = await staff.customers.get({ id: event.params.id });
    const done = event.url.searchParams.get('done') ?? '';
    return {
      panelEntries: customer.mergedInto
        ? []
        : await customerPanels({ id: customer.id, name: customer.name }, event.url.searchParams),
      done: deeds.has(done) ? done : null,
      customer: {
        ...customer,
        createdAt: createdAt.toISOString(),
        contacts: contacts.map(({ verified_at: verified, ...contact }) => ({
          ...contact,
          isVerified: verified !== null,
        })),
        portal: portalLink(event.url, { slug, entryKey }),
        merges: merges.map(({ at, until, ...merge }) => ({
          ...merge,
          at: at.toISOString(),
          until: until.toISOString(),
        })),
      },
    };
  });

export const actions: Actions = {
  confirm: async ({ params: { id } }) => {
    try {
      await readScope().staff.customers.confirm({ id });
    } catch (thrown) {
      return refused(thrown);
    }
    return { done: 'confirmed' as const };
  },

  /** The first e-mail of a customer: whoever reads it may do everything, and is called like the customer until somebody knows better. */
  email: async ({ request, params: { id } }) => {
    const form = await request.formData();
    const typed = { name: textOf(form, 'name'), email: textOf(form, 'email') };
    const { staff } = readScope();
    try {
      const name = typed.name || (await staff.customers.get({ id })).name;
      await staff.customers.addContact({ customer: id, name, email: typed.email, rights: [...contactRights] });
    } catch (thrown) {
      return refused(thrown, { typed });
    }
    return { done: 'contact' as const };
  },

  undoMerge: async ({ request }) => {
    const id = textOf(await request.formData(), 'id');
    try {
      return { parted: await readScope().staff.customers.undoMerge({ id }) };
    } catch (thrown) {
      return refused(thrown);
    }
  },

  removeContact: async ({ request, params }) => {
    const id = textOf(await request.formData(), 'id');
    try {
      await readScope().staff.customers.removeContact({ customer: params.id, id });
    } catch (thrown) {
      return refused(thrown);
    }
    return { removed: { contact: id } };
  },

  restoreContact: async ({ request, params }) => {
    const id = textOf(await request.formData(), 'id');
    try {
      await readScope().staff.customers.restoreContact({ customer: params.id, id });
    } catch (thrown) {
      return refused(thrown);
    }
    return { done: 'restored' as const };
  },

  removeAddress: async ({ request, params }) => {
    const id = textOf(await request.formData(), 'id');
    try {
      const address = await readScope().staff.customers.removeAddress({ customer: params.id, id });
      return { removed: { label: address.label, value: JSON.stringify(address.value) } };
    } catch (thrown) {
      return refused(thrown);
    }
  },

  restoreAddress: async ({ request, params }) => {
    const form = await request.formData();
    const kept = { label: textOf(form, 'label'), value: jsonOf(textOf(form, 'value')) };
    try {
      await readScope().staff.customers.addAddress({ customer: params.id, ...kept });
    } catch (thrown) {
      return refused(thrown);
    }
    return { done: 'restored' as const };
  },
};
