import { beforeEach, describe, expect, it } from 'vitest';
import { exchangeRegions } from './regions.ts';

const question = (id: string): string => `
  <li id="${id}">
    <h3>${id}</h3>
    <form>
      <input type="hidden" name="approval" value="${id} 1f" />
      <button name="choice" value="approve">Approve</button>
      <details open><summary>Decline</summary><button name="choice" value="decline">Decline</button></details>
    </form>
    <a href="/forward/${id}">Ask a colleague</a>
  </li>`;
const pageOf = (...questions: string[]): string => `
  <main><h1>Waiting</h1><div data-live-region="questions"><h2>1001</h2><ul>${questions.map(question).join('')}</ul></div></main>`;

const show = (html: string): void => void (document.body.innerHTML = html);
const exchange = (html: string) => exchangeRegions(document, new DOMParser().parseFromString(html, 'text/html'));
const focus = (selector: string): void => document.querySelector<HTMLElement>(selector)!.focus();
const hasFocus = (selector: string): boolean => document.activeElement === document.querySelector(selector);

describe('the focus, when a page is drawn again', () => {
  beforeEach(() => show(pageOf('a')));

  it.each([
    ['button', '[value=approve]'],
    ['second button', '[value=decline]'],
    ['fold', 'summary'],
    ['link', 'a'],
  ])('stays with the %s of a question when another one comes before it', (_, selector) => {
    focus(`#a ${selector}`);
    expect(exchange(pageOf('b', 'a'))).toBe('changed');
    expect(hasFocus(`#a ${selector}`)).toBe(true);
  });

  it('goes to the heading of the region, and to no other question, when that question is gone', () => {
    focus('#a [value=approve]');
    exchange(pageOf('b'));
    expect(hasFocus('h2')).toBe(true);
  });

  it('goes to the heading of the page where the region has none left', () => {
    focus('#a [value=approve]');
    exchange('<main><h1>Waiting</h1><div data-live-region="questions"></div></main>');
    expect(hasFocus('h1')).toBe(true);
  });

  it('is not moved by what script has put before it', () => {
    const field = (html: string): string => `<main><div data-live-region="blocks">${html}</div></main>`;
    const drawn =
      '<form><input type="hidden" name="work" value="g1" /><button name="does" value="note">Add</button></form>';
    show(field(`<button>Larger</button>${drawn}`));
    focus('[value=note]');
    exchange(field(`${drawn}<p>New</p><form><button name="does" value="other">Other</button></form>`));
    expect(hasFocus('[value=note]')).toBe(true);
  });

  it('stays with one of several that do the same', () => {
    const links = (more: string): string =>
      `<main><div data-live-region="links"><a href="/1">1</a><p><a class="second" href="/1">1</a></p>${more}</div></main>`;
    show(links(''));
    focus('.second');
    exchange(links('<p>New</p>'));
    expect(hasFocus('.second')).toBe(true);
  });
});

describe('a region that lies in another', () => {
  const blocks = (asked: string, block: string): string =>
    `<main><div data-live-region="blocks"><div data-live-region="asked">${asked}</div><section>${block}</section></div></main>`;
  beforeEach(() => show(blocks('One', 'Block')));

  it('is exchanged alone where it alone is different', () => {
    const section = document.querySelector('section');
    expect(exchange(blocks('Two', 'Block'))).toBe('changed');
    expect(document.body.textContent).toContain('Two');
    expect(document.querySelector('section')).toBe(section);
  });

  it('comes with it where both are', () => {
    exchange(blocks('Two', 'Other'));
    expect(document.body.textContent).toMatch(/Two\s*Other/);
  });
});
