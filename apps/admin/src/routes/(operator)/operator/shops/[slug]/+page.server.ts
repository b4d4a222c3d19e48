import { redirect, type RequestEvent } from '@sveltejs/kit';
import { answerOperator, operatorCalls } from '#lib/server/operators.ts';
import { textOf } from '#lib/server/posted.ts';
import { refused } from '#lib/server/refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params: { slug }, url }) =>
  answerOperator(async ({ shops }) => ({ shop: await shops.get({ slug }), founded: url.searchParams.has('founded') }));

type Shops = ReturnType<typeof operatorCalls>['shops'];

/** Does one thing to the shop with what was posted; `done` names it on the page that is drawn again. */
const acting =
  (done: string, act: (shops: Shops, slug: string, form: FormData) => Promise<unknown>) =>
  async ({ request, params }: RequestEvent<{ slug: string }>) => {
    const form = await request.formData();
    try {
      await act(operatorCalls().shops, params.slug, form);
    } catch (thrown) {
      return refused(thrown, { done: undefined, why: undefined });
    }
    return { done, refusal: undefined, why: undefined };
  };

/** The ceilings that were typed; an empty field is none. */
const ceilingsOf = (form: FormData): Record<string, number> =>
  Object.fromEntries(
    [...form.keys()].flatMap((name) => {
      const typed = textOf(form, name);
      return name.startsWith('most.') && typed !== '' ? [[name.slice('most.'.length), Number(typed)]] : [];
    }),
  );

export const actions: Actions = {
  /** Begins a look, and goes there. */
  async look({ request, params: { slug } }) {
    const why = textOf(await request.formData(), 'why');
    let path: string;
    try {
      ({ path } = await operatorCalls().shops.look({ slug, reason: why }));
    } catch (thrown) {
      return refused(thrown, { done: undefined, why });
    }
    redirect(303, path);
  },
  suspend: acting('suspend', (shops, slug, form) => shops.suspend({ slug, reason: textOf(form, 'reason') })),
  resume: acting('resume', (shops, slug) => shops.resume({ slug })),
  provision: acting('provision', (shops, slug, form) => {
    const isOwn = textOf(form, 'way') === 'own';
    return shops.provision({ slug, plugins: isOwn ? form.getAll('plugins').map(String) : null });
  }),
  limit: acting('limit', (shops, slug, form) => shops.limit({ slug, ceilings: ceilingsOf(form) })),
  addHost: acting('addHost', (shops, slug, form) => shops.addHost({ slug, host: textOf(form, 'host') })),
  removeHost: acting('removeHost', (shops, slug, form) => shops.removeHost({ slug, host: textOf(form, 'host') })),
};
