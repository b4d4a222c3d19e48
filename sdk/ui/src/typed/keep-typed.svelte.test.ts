import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepTyped, type Came } from './keep-typed.ts';

let close = (): void => undefined;

/** A page comes: what the server drew, for whoever is signed in. */
function open(drawn: string, came: Came = 'opened', who = 'ann'): () => void {
  close();
  document.body.innerHTML = drawn;
  // Nothing leaves the test.
  for (const form of document.forms)
    form.addEventListener('submit', (event) => queueMicrotask(() => event.preventDefault()));
  const keeping = keepTyped(who, came);
  close = keeping.close;
  return keeping.putBack;
}

const at = (selector: string): HTMLInputElement => document.querySelector<HTMLInputElement>(selector)!;
const isUnfolded = (): boolean => document.querySelector('details')!.open;
const value = (selector: string): string => at(selector).value;

function type(selector: string, text: string): void {
  at(selector).value = text;
  at(selector).dispatchEvent(new Event('input', { bubbles: true }));
}

const tick = (selector: string): void => at(selector).click();

/** The browser is asked to send a form; whether it arrives is told by the page that comes then. */
const send = (selector: string): boolean => at(selector).dispatchEvent(new Event('submit', { bubbles: true }));

const wish = (question: string, words = ''): string => `
  <form id="wish" method="post" action="?/decide#here">
    <input type="hidden" name="approval" value="${question}">
    <label><input type="checkbox" name="ticked" value="size"> Size</label>
    <label><input type="checkbox" name="ticked" value="place"> Place</label>
    <textarea name="reason">${words}</textarea>
  </form>`;
const note = (along = '1'): string => `
  <details><summary>Note</summary>
    <form id="note" method="POST" action="?/plugin">
      <input type="hidden" name="does" value="pin"><input type="hidden" name="seen" value="${along}" data-along>
      <select name="area"><option value="">All</option><option value="top">Top</option></select>
      <input type="radio" name="way" value="phone" checked><input type="radio" name="way" value="mail">
      <input name="text">
    </form>
  </details>`;

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  vi.restoreAllMocks();
  close();
  document.body.innerHTML = '';
});

describe('what is typed into the forms of a page', () => {
  it('is there again once another of them was sent, and the page hears of it', () => {
    open(wish('q1') + note());
    type('[name=reason]', 'A little\nlarger.');
    tick('[value=size]');
    type('[name=text]', 'Thin.');
    send('#note');
    const heard = vi.fn<() => void>();
    document.addEventListener('input', heard, { once: true });
    open(wish('q1') + note(), 'done');
    expect(value('[name=reason]')).toBe('A little\nlarger.');
    expect([at('[value=size]').checked, at('[value=place]').checked]).toEqual([true, false]);
    expect(value('[name=text]')).toBe('');
    expect(heard).toHaveBeenCalledOnce();
  });

  it('is there again in lists and choices, and is unfolded', () => {
    open(note('1'));
    type('[name=area]', 'top');
    tick('[value=mail]');
    tick('[value=phone]');
    tick('[value=mail]');
    open(note('2'), 'again');
    expect([value('[name=area]'), at('[value=mail]').checked, at('[value=phone]').checked]).toEqual([
      'top',
      true,
      false,
    ]);
    expect(isUnfolded()).toBe(true);
  });

  it('stands as it stood, whatever was typed, ticked and chosen in which sequence', () => {
    const drawn = wish('q1') + wish('q2') + note();
    const acts = fc.oneof(
      fc.tuple(fc.nat(20), fc.string({ unit: 'grapheme' })),
      fc.tuple(fc.nat(20), fc.constantFrom('', 'top')),
    );
    const controls = () => [...document.querySelectorAll<HTMLInputElement>(':is(input,select,textarea):enabled')];
    const states = (): unknown[] => controls().map((control) => [control.value, control.checked]);
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 12 }), (done) => {
        sessionStorage.clear();
        open(drawn);
        const typed = controls().filter((control) => control.type !== 'hidden');
        for (const [nth, text] of done) {
          const control = typed[nth % typed.length]!;
          if (control.type === 'checkbox' || control.type === 'radio') {
            control.click();
            continue;
          }
          control.value = text;
          control.dispatchEvent(new Event('input', { bubbles: true }));
        }
        const stood = states();
        open(drawn, 'again');
        expect(states()).toEqual(stood);
      }),
      { numRuns: 60 },
    );
  });

  it('is put back a second time where a script drew over it', () => {
    open(wish('q1'));
    type('[name=reason]', 'Larger.');
    const putBack = open(wish('q1'), 'again');
    at('[name=reason]').value = '';
    putBack();
    expect(value('[name=reason]')).toBe('Larger.');
  });

  it('is never put into the form of another question', () => {
    open(wish('q1'));
    type('[name=reason]', 'Larger.');
    tick('[value=size]');
    open(wish('q2'), 'again');
    expect([value('[name=reason]'), at('[value=size]').checked]).toEqual(['', false]);
    open(wish('q2') + wish('q1'), 'again');
    expect([...document.querySelectorAll('textarea')].map((field) => field.value)).toEqual(['', 'Larger.']);
  });

  it('is told apart in forms and fields that are alike', () => {
    const rows = '<form method="post"><input name="row"><input name="row"></form>';
    open(rows + rows);
    const fields = (): HTMLInputElement[] => [...document.querySelectorAll('input')];
    for (const [nth, field] of fields().entries()) {
      field.value = `row ${nth}`;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    open(rows + rows, 'again');
    expect(fields().map((field) => field.value)).toEqual(['row 0', 'row 1', 'row 2', 'row 3']);
  });

  it.each([
    ['a search', '<form><input name="x"></form>'],
    ['a form that says so', '<form method="post" data-typed="off"><input name="x"></form>'],
    ['a field without a form', '<input name="x">'],
    ['a field without a name', '<form method="post"><input id="x"></form>'],
    ['a password', '<form method="post"><input type="password" name="x"></form>'],
    ['a hidden field', '<form method="post"><input type="hidden" data-along name="x"></form>'],
  ])('is not kept of %s', (_, drawn) => {
    open(drawn);
    type('input', 'kept');
    expect(sessionStorage.getItem('docket.typed')).not.toContain('kept');
    open(drawn, 'again');
    expect(value('input')).toBe('');
  });

  it('is not put into a list that offers it no more, nor into a field that is locked', () => {
    open(note());
    type('[name=area]', 'top');
    type('[name=text]', 'Thin.');
    open(
      note().replace('<option value="top">Top</option>', '').replace('name="text"', 'name="text" disabled'),
      'again',
    );
    expect([value('[name=area]'), value('[name=text]')]).toEqual(['', '']);
  });
});

describe('what was sent', () => {
  beforeEach(() => {
    open(wish('q1') + note());
    type('[name=reason]', 'Larger.');
    type('[name=text]', 'Thin.');
    send('#wish');
  });
  const shown = (): string[] => [value('[name=reason]'), value('[name=text]')];

  it('is forgotten once the page says that it is done', () => {
    open(wish('q1') + note(), 'done');
    expect(shown()).toEqual(['', 'Thin.']);
    open(wish('q1') + note(), 'again');
    expect(shown()).toEqual(['', 'Thin.']);
  });

  it('is there again where it did not arrive, and is sent again', () => {
    open(wish('q1') + note(), 'again');
    expect(shown()).toEqual(['Larger.', 'Thin.']);
    send('#wish');
    open(wish('q1') + note(), 'done');
    expect(shown()).toEqual(['', 'Thin.']);
  });

  it('is not taken for what is done later', () => {
    open(wish('q1') + note(), 'again');
    send('#note');
    open(wish('q1') + note(), 'done');
    expect(shown()).toEqual(['Larger.', '']);
    open(wish('q1') + note(), 'done');
    expect(shown()).toEqual(['Larger.', '']);
  });

  it('stays as it came back with a refusal, which has opened what it is about', () => {
    open(wish('q1', 'Larger, as the shop read it.') + note());
    expect(shown()).toEqual(['Larger, as the shop read it.', 'Thin.']);
    expect(isUnfolded()).toBe(false);
  });

  it('is there again where the refusal did not bring it', () => {
    open(wish('q1') + note());
    expect(shown()).toEqual(['Larger.', 'Thin.']);
  });

  it('is forgotten when a script has sent it, and resets its form', () => {
    open(wish('q1') + note(), 'again');
    at('#wish').addEventListener('submit', (event) => event.preventDefault());
    at('#wish').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    open(wish('q1') + note(), 'done');
    expect(shown()).toEqual(['Larger.', 'Thin.']);
    document.querySelector<HTMLFormElement>('#wish')!.reset();
    open(wish('q1') + note(), 'again');
    expect(shown()).toEqual(['', 'Thin.']);
  });
});

describe('the tab', () => {
  it('keeps 64,000 characters, of which what was typed first goes first', () => {
    open(wish('q1') + note());
    type('[name=text]', 'x'.repeat(1000));
    type('[name=reason]', 'x'.repeat(63_000));
    open(wish('q1') + note(), 'again');
    expect([value('[name=text]'), value('[name=reason]').length]).toEqual(['', 63_000]);
    type('[name=reason]', 'x'.repeat(64_000));
    open(wish('q1'), 'again');
    expect(value('[name=reason]')).toBe('');
  });

  it.each(['{', 'null', '[]', '{"who":"ann"}', '{"who":"ann","typed":7}', '{"who":"ann","typed":[null]}'])(
    'keeps nothing where it holds %s',
    (held) => {
      sessionStorage.setItem('docket.typed', held);
      open(wish('q1'));
      expect(value('[name=reason]')).toBe('');
      type('[name=reason]', 'Larger.');
      open(wish('q1'), 'again');
      expect(value('[name=reason]')).toBe('Larger.');
    },
  );

  it('is no fault where it keeps nothing', () => {
    const refuse = (): never => {
      throw new DOMException('No.', 'SecurityError');
    };
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
    open(wish('q1'));
    type('[name=reason]', 'Larger.');
    send('#wish');
    expect(value('[name=reason]')).toBe('Larger.');
  });

  it('forgets when somebody signs out, or somebody else is signed in', () => {
    const out = '<form id="out" method="post" action="/out" data-typed="forget"></form>';
    open(wish('q1') + out);
    type('[name=reason]', 'Larger.');
    open(wish('q1') + out, 'again', 'bob');
    expect(value('[name=reason]')).toBe('');
    open(wish('q1') + out, 'again');
    expect(value('[name=reason]')).toBe('');
    type('[name=reason]', 'Larger.');
    send('#out');
    expect(sessionStorage.getItem('docket.typed')).not.toContain('Larger');
  });
});
