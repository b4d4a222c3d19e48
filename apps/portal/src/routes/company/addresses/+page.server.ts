import type { RequestEvent } from '@sveltejs/kit';
import { jsonOf } from '@docket/ui/text/address.ts';
import { textOf } from '#lib/server/form-text.ts';
import { withProof } from '#lib/server/proof.ts';
import { answeredToOwner, failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { PageServerLoad } from './$types';

/** The addresses of the own company. */
export const load: PageServerLoad = async ({ url }) => ({
  done: url.searchParams.has('done'),
  addresses: await answeredToOwner(shopScope().portal.customers.addresses({}), url),
});

/** Whoever found an open browser must not let others in or send goods elsewhere: this needs a proof of today. */
export const actions = withProof({
  async remove({ request }: RequestEvent) {
    const id = textOf(await request.formData(), 'id');
    try {
      const { label, value } = await shopScope().portal.customers.removeAddress({ id });
      return { removed: { label, value: JSON.stringify(value) } };
    } catch (cause) {
      return failed(cause, {});
    }
  },

  async restore({ request }: RequestEvent) {
    const form = await request.formData();
    try {
      await shopScope().portal.customers.saveAddress({
        label: textOf(form, 'label'),
        value: jsonOf(textOf(form, 'value')),
      });
    } catch (cause) {
      return failed(cause, {});
    }
    return { restored: true };
  },
});
