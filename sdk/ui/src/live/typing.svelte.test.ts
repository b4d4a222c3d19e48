import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { watchTyping, type Typing } from './typing.ts';

let typing: Typing;
const isBusy = (): boolean => typing.isBusy(document.body);
const element = (selector: string): HTMLElement => document.querySelector<HTMLElement>(selector)!;

beforeEach(() => {
  document.body.innerHTML = `
    <input type="checkbox" form="several" />
    <form id="several"><button type="reset">Back</button></form>
    <form role="search"><input type="search" /></form>
    <form id="other"><textarea></textarea></form>`;
  typing = watchTyping();
});
afterEach(() => {
  typing.close();
  document.body.innerHTML = '';
});

describe('somebody is in the middle of something', () => {
  it('where a box is ticked that is tied to a form from outside, until that is taken back', async () => {
    await userEvent.click(element('input[type=checkbox]'));
    expect(isBusy()).toBe(true);
    await userEvent.click(element('[type=reset]'));
    expect(isBusy()).toBe(false);
  });

  it('where something is typed, and not where it is looked for', async () => {
    await userEvent.type(element('[type=search]'), 'polo');
    expect(isBusy()).toBe(false);
    await userEvent.type(element('textarea'), 'Larger');
    expect(isBusy()).toBe(true);
  });
});
