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
  typed: { works: [works.draft.work] },
  refusal: { code: 'proofs.changed', params: {}, details: {} },
};

const drawn = {
  customer,
  'customer, refused': () =>
    customer({ posted: refusedAnswer('approval.ticks-missing', { choice: 'approve', reason: '', ticked: ['size'] }) }),
  'customer, decided': () =>
    customer({
      posted: refusedAnswer('approval.decided', { choice: 'approve', reason: 'Smyth, with a y.' }, { id: 'over' }),
    }),
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

  it('is answered at the second press where a note is typed and not added', async () => {
    await customer();
    const presses: boolean[] = [];
    const hear = (event: Event): void => {
      presses.push(event.defaultPrevented);
      event.preventDefault();
    };
    document.addEventListener('submit', hear);
    answer('revise').open = true;
    await waits().getByText('Note something on the picture').click();
    await waits().getByRole('textbox', { name: 'Note', exact: true }).fill('Thin.');
    await waits().getByRole('textbox', { name: 'What to change' }).fill('As I noted.');
    const send = waits().getByRole('button', { name: /^Request these changes/ });
    await send.click();
    await expect.element(waits().getByText(/To answer without it, press again/)).toBeVisible();
    await send.click();
    document.removeEventListener('submit', hear);
    expect(presses).toEqual([true, false]);
  });

  it('says what was not ticked, and keeps what was', async () => {
    await customer({
      posted: refusedAnswer('approval.ticks-missing', { choice: 'approve', reason: '', ticked: ['size'] }),
    });
    await expect.element(waits().getByText('Confirm each of them, or request changes.')).toBeVisible();
    // The page opens at the top of the article, which is far above on a phone.
    const notice = waits().getByRole('status');
    await expect.element(notice.getByText(/Not confirmed yet: Spelling is right$/)).toBeVisible();
    const to = notice
      .getByRole('link', { name: /^To the answer/ })
      .element()
      .getAttribute('href')!;
    expect(document.getElementById(to.slice(1))!.contains(answer('approve'))).toBe(true);
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

  const before = '0190a000-0000-7000-8000-0000000000d0';
  it('shows the newer proof to whoever answered the one before, and keeps their words', async () => {
    await customer({
      posted: refusedAnswer('approval.changed', { approval: before, choice: 'revise', reason: 'Larger.' }),
    });
    await expect.element(waits().getByText(/error\.approval\.changed$/)).toBeVisible();
    expect(answer('revise').querySelector('textarea')!.value).toBe('Larger.');
  });

  it('has nothing ticked of what was confirmed of the one before', async () => {
    await customer({
      posted: refusedAnswer('approval.changed', {
        approval: before,
        choice: 'approve',
        reason: '',
        ticked: ['spelling', 'size'],
      }),
    });
    for (const name of ['Spelling is right', 'Its size is right'])
      await expect.element(waits().getByRole('checkbox', { name })).not.toBeChecked();
  });

  it('says it above all where nothing takes the answer any more, with the words that were typed', async () => {
    await customer({
      posted: refusedAnswer('approval.void', { choice: 'decline', reason: 'Too late.' }, { id: 'gone' }),
    });
    await expect.element(page.getByText(/error\.approval\.void$/)).toBeVisible();
    await expect.element(page.getByText('Too late.')).toBeVisible();
  });

  it('says at the work that a colleague was faster, and keeps the words that were typed', async () => {
    const at = `proof-${proofs.approved.work}`;
    await customer({
      posted: refusedAnswer('approval.decided', { choice: 'approve', reason: 'Smyth, with a y.' }, { id: 'over', at }),
    });
    const approved = proof(proofs.approved.name);
    await expect.element(approved.getByText(/error\.approval\.decided$/)).toBeVisible();
    await expect.element(approved.getByText('Smyth, with a y.')).toBeVisible();
    await expect.element(approved.getByRole('link', { name: /^To the answer/ })).not.toBeInTheDocument();
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

  it('is compared picture by picture with the mockup before: front with front, back with back', async () => {
    const [front, back] = proofs.waiting.current!.pictures;
    const [old] = proofs.waiting.earlier;
    const before = { ...old!, pictures: [old!.pictures[0]!, { ...old!.pictures[0]!, id: 'old-back' }] };
    await customer({}, [{ ...proofs.waiting, earlier: [before] }]);
    await waits()
      .getByText(/^Compare with the one before/)
      .click();
    const compared = () =>
      [...document.querySelectorAll('.compare .frame img')].map((image) =>
        image.getAttribute('src')!.split('/').at(-2),
      );
    expect(compared()).toEqual([old!.pictures[0]!.id, front!.id]);
    const which = waits().getByRole('group', { name: 'Picture to compare' });
    await which.getByRole('button').nth(1).click();
    await expect.poll(compared).toEqual(['old-back', back!.id]);
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
    expect(boxes.filter(({ checked }) => checked).map(({ value }) => value)).toEqual([works.draft.work]);
    expect(boxes.filter(({ disabled }) => !disabled).map(({ value }) => value)).toEqual([works.draft.work]);
    for (const why of ['It has no mockup yet.', 'Sent; it waits for the customer.', 'It is approved.'])
      await expect.element(form.getByText(why).first()).toBeVisible();
    await expect.element(form.getByText('It needs a new mockup.').first()).toBeVisible();
  });

  it.each([
    ['looking', /still being looked at/],
    ['blocked', /may be harmful/],
    ['gone', /not there any more/],
    ['undrawn', /no picture of its file/],
  ] as const)('offers nothing for sending whose picture is %s, and says so beside it', async (lack, why) => {
    await staff({}, staffProofs([{ ...works.ready, lack }]));
    const form = page.getByRole('form', { name: 'Send for approval' });
    const box = form.getByRole('checkbox', { name: `${works.ready.name} – Left chest` });
    await expect.element(box).toBeDisabled();
    await expect.element(box).not.toBeChecked();
    await expect.element(form.getByText(why)).toBeVisible();
    await expect.element(form.getByRole('button', { name: 'Send for approval' })).toBeDisabled();
  });

  it('works through what the customer noted while the mockup that has it is not sent yet', async () => {
    await staff();
    const draft = proof(works.draft.name);
    await expect.element(draft.getByText('This line is too thin.')).toBeVisible();
    await expect.element(draft.getByText('Changes requested by Sarah Smith').first()).toBeVisible();
    await expect.element(draft.getByRole('button', { name: 'Note 1: This line is too thin.' })).toBeVisible();
    const form = draft.getByRole('form', { name: 'Mark note 1' }).element() as HTMLFormElement;
    expect(Object.fromEntries(new FormData(form))).toMatchObject({
      does: 'pinDone',
      done: 'yes',
      order: slotProps(null).order.id,
    });
  });

  it('marks the notes of rounds before for whoever may edit, and for no customer', async () => {
    const { current, earlier } = works.draft;
    const old = { ...works.waiting, earlier: [current!, ...earlier] };
    const marks = () => [...document.querySelectorAll('input[name=does][value=pinDone]')];
    const { unmount } = await staff({}, staffProofs([old]));
    expect(marks()).toHaveLength(2);
    await unmount();
    const read = await staff({ rights: ['proofs.read'] }, staffProofs([old]));
    expect(marks()).toHaveLength(0);
    await read.unmount();
    await customer({}, [old]);
    expect(marks()).toHaveLength(0);
    await waits()
      .getByText(/^2 earlier rounds/)
      .click();
    await expect.element(waits().getByRole('button', { name: 'Note 1: This line is too thin.' })).toBeVisible();
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
    const typed = { works: [works.draft.work], rule: 'all', due: '2026-11-01' };
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
      .toHaveAttribute('href', '/s/inkworks/admin/orders/1042#proof-g1.i1');
    await expect.element(page.getByText('Declined', { exact: true })).toBeVisible();
    await expect.element(page.getByText('Changes requested', { exact: true })).toBeVisible();
  });

  it('says of a mockup that was added since that it is not sent yet', async () => {
    await render(Page, { home: homeProps(followUps) });
    await expect.element(page.getByText('Mockup 2 is not sent yet: send it for approval.')).toBeVisible();
    expect(page.getByText('Add a new mockup, and send it.').elements()).toEqual([]);
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
