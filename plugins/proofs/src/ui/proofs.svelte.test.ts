import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Page from './testing/Page.svelte';
import {
  customerProps,
  followUps,
  homeProps,
  proofs,
  refusedAnswer,
  shownDesigns,
  shownProofs,
  slotProps,
  staffProofs,
  works,
} from './testing/samples.ts';

const root = document.documentElement;
root.lang = 'en';
document.title = 'Proofs';

afterEach(() => {
  root.removeAttribute('data-theme');
  root.removeAttribute('dir');
});

const customer = (change: object = {}, some = Object.values(proofs)) =>
  render(Page, { customer: slotProps(shownProofs(some), change) });
const staff = (change: object = {}, board = staffProofs()) =>
  render(Page, {
    staff: slotProps(board, {
      rights: ['proofs.read', 'proofs.edit', 'proofs.record'],
      decide: undefined,
      ...change,
    }),
  });
const refused = {
  does: 'send',
  typed: { works: [works.ready.work] },
  refusal: { code: 'proofs.changed', params: {}, details: {} },
};

const drawn = {
  customer,
  'customer, refused': () =>
    customer({ posted: refusedAnswer('approval.ticks-missing', { choice: 'approve', reason: '', ticked: ['size'] }) }),
  staff,
  'staff, refused': () => staff({ posted: refused }),
  home: () => render(Page, { home: homeProps(followUps) }),
  designs: () => render(Page, { ofCustomer: customerProps(shownDesigns) }),
  'no designs': () => render(Page, { ofCustomer: customerProps({ designs: [], next: null }) }),
};

const cases = (Object.keys(drawn) as (keyof typeof drawn)[]).flatMap((block) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    ([360, 1280] as const).flatMap((width) => (['ltr', 'rtl'] as const).map((dir) => ({ block, theme, width, dir }))),
  ),
);

async function findings(): Promise<readonly string[]> {
  const result = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  });
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

const proof = (name: string) => page.getByRole('article', { name: `${name} – Left chest` });
const waits = () => proof(proofs.waiting.name);
const answer = (id: string): HTMLDetailsElement => document.querySelector(`[data-answer="${id}"]`)!;

describe('the proofs of an order', () => {
  it.each(cases)(
    'have no accessibility violation and never scroll sideways: $block, $theme, $width px, $dir',
    async ({ block, theme, width, dir }) => {
      await page.viewport(width, 900);
      root.dataset['theme'] = theme;
      root.dir = dir;
      await drawn[block]();
      for (const one of document.querySelectorAll('details')) {
        one.removeAttribute('name');
        one.open = true;
      }
      expect(await findings()).toEqual([]);
      expect(root.scrollWidth).toBeLessThanOrEqual(width);
    },
  );

  it('lie on the same grey in both themes', async () => {
    const grounds: string[] = [];
    for (const theme of ['light', 'dark']) {
      root.dataset['theme'] = theme;
      const { unmount } = await customer();
      grounds.push(getComputedStyle(document.querySelector('a.picture')!).backgroundColor);
      await unmount();
    }
    expect(grounds[0]).toBe('rgb(139, 145, 145)');
    expect(grounds[1]).toBe(grounds[0]);
  });
});

describe('a proof that waits for the customer', () => {
  it('[G-60] is approved, approved with a correction, sent back for changes or declined', async () => {
    await customer();
    for (const name of ['Approve', 'Approve with a correction', 'Request changes', 'Decline'])
      await expect.element(waits().getByText(name, { exact: true })).toBeVisible();
    const posts = [...document.querySelectorAll<HTMLFormElement>('form[action^="?/decide"]')].map((form) => {
      const button = form.querySelector('button')!;
      return [button.value, new FormData(form, button).get('approval')];
    });
    const named = `${proofs.waiting.question!.id} ${proofs.waiting.question!.hash}`;
    expect(posts).toEqual(['approve', 'approve', 'revise', 'decline'].map((choice) => [choice, named]));
  });

  it('[G-65] says what an approval locks before it is given, and the terms that it is given under', async () => {
    await customer();
    await expect
      .element(
        waits()
          .getByText(/locks this: mockup 2, 36 pieces of Port Authority/)
          .first(),
      )
      .toBeVisible();
    await expect.element(waits().getByText(/Terms of approval\s+2026-01/)).toBeVisible();
    await expect.element(waits().getByText('36', { exact: false }).first()).toBeVisible();
  });

  it('keeps what was ticked whichever answer it is ticked for', async () => {
    await customer();
    await waits().getByRole('checkbox', { name: 'Spelling is right' }).first().click();
    await waits().getByText('Approve with a correction', { exact: true }).click();
    expect(answer('approve').open).toBe(false);
    await expect.element(waits().getByRole('checkbox', { name: 'Spelling is right' })).toBeChecked();
  });

  it('says what was not ticked, and keeps what was', async () => {
    await customer({
      posted: refusedAnswer('approval.ticks-missing', { choice: 'approve', reason: '', ticked: ['size'] }),
    });
    await expect.element(waits().getByText('Confirm each of them, or request changes.')).toBeVisible();
    await expect.element(waits().getByRole('checkbox', { name: 'Its size is right' })).toBeChecked();
    await expect.element(waits().getByRole('checkbox', { name: 'Spelling is right' })).not.toBeChecked();
  });

  it.each([
    ['correct', 'approve'],
    ['revise', 'revise'],
    ['decline', 'decline'],
  ])('opens the answer %s where it was refused, with the words that were typed', async (id, choice) => {
    await customer({ posted: refusedAnswer('approval.ticks-missing', { choice, reason: 'An e, please.' }) });
    expect([...document.querySelectorAll('details[data-answer][open]')]).toEqual([answer(id)]);
    expect(answer(id).querySelector('textarea')!.value).toBe('An e, please.');
  });

  it('shows the newer proof to whoever answered the one before, and keeps their words', async () => {
    await customer({
      posted: {
        ...refusedAnswer('approval.changed', { choice: 'revise', reason: 'Larger.' })!,
        typed: { approval: '0190a000-0000-7000-8000-0000000000d0', choice: 'revise', reason: 'Larger.' },
      },
    });
    await expect.element(waits().getByText(/error\.approval\.changed$/)).toBeVisible();
    expect(answer('revise').querySelector('textarea')!.value).toBe('Larger.');
  });

  it('says it above all where nothing takes the answer any more', async () => {
    await customer({ posted: refusedAnswer('approval.void', { choice: 'approve', reason: '' }, { id: 'gone' }) });
    await expect.element(page.getByText(/error\.approval\.void$/)).toBeVisible();
  });

  it('is looked at and not answered by whoever may not approve', async () => {
    await customer({ rights: ['order'] });
    await expect.element(waits().getByText(/waits for a colleague who may approve/)).toBeVisible();
    expect(document.querySelectorAll('form')).toHaveLength(0);
  });
});

describe('a proof that several people answer', () => {
  it('[G-60] says who has approved and how, who is missing, and since when', async () => {
    await customer();
    const half = proof(proofs.half.name);
    await expect.element(half.getByText(/You approved; Bob Brown has to, too\.$/)).toBeVisible();
    await expect.element(half.getByText('Approved by Sarah Smith')).toBeVisible();
    await expect.element(half.getByText(/By phone; written down by Chris Ink/)).toBeVisible();
    await expect.element(half.getByText('Overdue', { exact: true })).toBeVisible();
    await expect.element(half.getByText(/Nov 24, 2026/)).toBeVisible();
    expect(half.element().querySelectorAll('form')).toHaveLength(0);
  });

  it('is passed on to a colleague by whoever is asked', async () => {
    await customer();
    await expect
      .element(waits().getByRole('link', { name: /^Ask a colleague/ }))
      .toHaveAttribute('href', `/approvals/${proofs.waiting.question!.id}/forward`);
  });

  it('is looked at and not answered by whoever is not named', async () => {
    const question = { ...proofs.waiting.question!, turn: 'others' as const };
    await customer({}, [{ ...proofs.waiting, question }]);
    await expect.element(waits().getByText(/waits for others of your company/)).toBeVisible();
    expect(document.querySelectorAll('form')).toHaveLength(0);
  });
});

describe('a proof that was answered', () => {
  it('[G-65] says who approved what and when, and what they confirmed', async () => {
    await customer();
    const approved = proof(proofs.approved.name);
    await expect.element(approved.getByText('Approved by Sarah Smith')).toBeVisible();
    await expect.element(approved.getByText(/Confirmed:\s+Spelling is right · Its size is right/)).toBeVisible();
    await expect.element(approved.getByText(/Nov 22, 2026/)).toBeVisible();
  });

  it('[D-7] says after a decline that the shop gets in touch', async () => {
    await customer();
    await expect
      .element(proof(proofs.declined.name).getByText(/Declined\. The shop will contact you\.$/))
      .toBeVisible();
  });

  it('[G-63] keeps the rounds before with their pictures, answers and words', async () => {
    await customer();
    await waits()
      .getByText(/^One earlier round/)
      .click();
    await expect.element(waits().getByText(/The name is spelled with an e\./)).toBeVisible();
    await expect
      .element(waits().getByRole('img', { name: `Mockup 1 of ${proofs.waiting.name} – Left chest` }))
      .toBeVisible();
  });

  it('says why it holds no more', async () => {
    await customer();
    const voided = proof(proofs.voided.name);
    await expect.element(voided.getByText('The shop withdrew it.')).toBeVisible();
    await expect.element(voided.getByText('We found a better place for it.')).toBeVisible();
  });

  it('is nothing where nothing was sent', async () => {
    await render(Page, { customer: slotProps(null) });
    expect(document.querySelector('main section')).toBeNull();
  });
});

describe('the staff’s side', () => {
  it('[G-58] [G-66] sends what is ready, chosen beforehand, and says of each other work why it is not', async () => {
    await staff();
    const form = page.getByRole('form', { name: 'Send for approval' });
    const boxes = [...form.element().querySelectorAll<HTMLInputElement>('input[name="works[]"]')];
    expect(boxes.filter(({ checked }) => checked).map(({ value }) => value)).toEqual([works.ready.work]);
    expect(boxes.filter(({ disabled }) => !disabled).map(({ value }) => value)).toEqual([works.ready.work]);
    for (const why of ['It has no mockup yet.', 'Sent; it waits for the customer.', 'It is approved.'])
      await expect.element(form.getByText(why).first()).toBeVisible();
    await expect.element(form.getByText('It needs a new mockup.').first()).toBeVisible();
  });

  it('offers nothing to send where nothing is ready', async () => {
    await staff({}, staffProofs([works.none, works.waiting]));
    await expect.element(page.getByRole('form', { name: 'Send for approval' })).not.toBeInTheDocument();
  });

  it('[D-7] leaves it to staff what a decline comes to, with the words of the customer', async () => {
    await staff();
    const declined = proof(works.declined.name);
    await expect.element(declined.getByText(/Declined: cancel the order, or send another mockup\.$/)).toBeVisible();
    await expect.element(declined.getByText('We go with another design.')).toBeVisible();
  });

  it('says what is still looked at, what nobody may open, what has no picture, and what is gone', async () => {
    await staff();
    const ready = proof(works.ready.name);
    await expect.element(ready.getByText(/We are looking at this file/).first()).toBeVisible();
    for (const words of [/it may be harmful/, /There is no picture of this file/, /This file is not there any more/])
      await expect.element(ready.getByText(words).first()).toBeVisible();
  });

  it('removes what was never sent, and withdraws what waits', async () => {
    await staff();
    const does = (name: string) =>
      [...proof(name).element().querySelectorAll('input[name=does]')].map((input) => (input as HTMLInputElement).value);
    expect(does(works.ready.name)).toEqual(['removeMockup']);
    expect(does(works.waiting.name)).toEqual(['withdraw']);
    expect(does(works.approved.name)).toEqual([]);
  });

  it('folds people away while nobody has to be chosen, and says what is wrong at its field', async () => {
    const issues = [
      { code: 'proofs.due-past', path: 'due', severity: 'refuse', audience: 'customer', params: {} },
      { code: 'proofs.nobody-chosen', path: 'contacts', severity: 'refuse', audience: 'customer', params: {} },
    ];
    const typed = { works: [works.ready.work], rule: 'all', due: '2026-11-01' };
    await staff({
      posted: { does: 'send', typed, refusal: { code: 'proofs.invalid', params: {}, details: { issues } } },
    });
    const form = page.getByRole('form', { name: 'Send for approval' });
    await expect.element(form.getByText(/^This day has passed\./)).toBeVisible();
    await expect.element(form.getByText(/^Nobody is chosen\./)).toBeVisible();
    await form.getByRole('radio', { name: /^Whoever may approve/ }).click();
    await expect.element(form.getByRole('checkbox', { name: /^Sarah Smith/ })).not.toBeInTheDocument();
  });

  it('writes down answers of those alone who still have to answer', async () => {
    await staff();
    const form = proof(works.half.name).element().querySelector<HTMLFormElement>('form[action*="/offline"]')!;
    expect([...form.querySelectorAll('select option')].map(({ textContent }) => textContent)).toEqual([
      'Choose',
      'Bob Brown',
    ]);
    expect(form.querySelector('[name=name]')).toBeNull();
  });

  it('keeps what was chosen where sending was refused', async () => {
    await staff({ posted: refused });
    await expect
      .element(page.getByRole('form', { name: 'Send for approval' }).getByText(/Somebody changed the mockups/))
      .toBeVisible();
  });

  it('changes nothing for whoever may only look', async () => {
    await staff({ rights: ['proofs.read'] });
    expect(document.querySelectorAll('form')).toHaveLength(0);
  });

  it('is nothing where nothing is made that has to be agreed on', async () => {
    await render(Page, { staff: slotProps(null) });
    expect(document.querySelector('main section')).toBeNull();
  });
});

describe('the staff’s home', () => {
  it('[G-64] leads to every order whose customer waits, and tells a decline from a wish', async () => {
    await render(Page, { home: homeProps(followUps) });
    await expect
      .element(page.getByRole('link', { name: '1042 Spring staff polos' }))
      .toHaveAttribute('href', '/s/inkworks/admin/orders/1042#proofs');
    await expect.element(page.getByText('Declined', { exact: true })).toBeVisible();
    await expect.element(page.getByText('Changes requested', { exact: true })).toBeVisible();
  });

  it('leads to every order whose answer is missing although its day has passed, and says what to do', async () => {
    await render(Page, { home: homeProps(followUps) });
    await expect.element(page.getByText('One answer is overdue')).toBeVisible();
    await expect.element(page.getByRole('link', { name: '1044 Winter jackets' })).toBeVisible();
    await expect.element(page.getByText('Still missing: Bob Brown')).toBeVisible();
    await expect.element(page.getByText(/^Ask your customer, and write down the answer/)).toBeVisible();
  });

  it('is nothing where nobody waits', async () => {
    await render(Page, { home: homeProps(null) });
    expect(document.querySelector('main section')).toBeNull();
  });
});

describe('the designs of a customer', () => {
  it('say how each was approved last, where it was used, and that one never was', async () => {
    await render(Page, { ofCustomer: customerProps(shownDesigns) });
    await expect
      .element(page.getByRole('link', { name: 'crest.svg' }))
      .toHaveAttribute('href', `/s/inkworks/files/${shownDesigns.designs[0]!.file.id}/crest.svg`);
    await expect.element(page.getByText('2.5 in wide')).toBeVisible();
    await expect.element(page.getByText(/Used on 2 orders/)).toBeVisible();
    await expect.element(page.getByText('Never approved as it is made')).toBeVisible();
    await expect
      .element(page.getByRole('link', { name: '1042 Spring staff polos' }))
      .toHaveAttribute('href', '/s/inkworks/admin/orders/1042');
  });

  it('lead on to the older ones where there are more, by a link', async () => {
    const props = customerProps({ ...shownDesigns, next: '0190a000-0000-7000-8000-0000000000a2' });
    await render(Page, { ofCustomer: props });
    await expect
      .element(page.getByRole('link', { name: 'Older designs' }))
      .toHaveAttribute('href', `${props.page}?designs=0190a000-0000-7000-8000-0000000000a2#proofs-designs`);
  });

  it('are nothing where whoever looks may not see them', async () => {
    await render(Page, { ofCustomer: customerProps(null) });
    expect(document.querySelector('main section')).toBeNull();
  });
});

describe('a design that was approved before', () => {
  it('says on which order, and what differs now', async () => {
    await customer({}, [proofs.waiting]);
    const before = page.getByRole('region', { name: /^Approved before/ });
    await expect
      .element(before.getByRole('link', { name: '1017 Winter staff polos' }))
      .toHaveAttribute('href', '/orders/1017');
    await expect.element(before.getByText(/3 in wide/)).toBeVisible();
    await expect.element(before.getByText('What differs now:')).toBeVisible();
  });

  it('says nothing where it never was', async () => {
    await customer({}, [{ ...proofs.waiting, before: null }]);
    expect(page.getByRole('region', { name: /^Approved before/ }).elements()).toEqual([]);
  });
});
