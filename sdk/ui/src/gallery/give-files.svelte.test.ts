import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Behaviour from './Behaviour.svelte';

/** The other side of the wire: what was sent to it, and how the test lets it answer. */
class Wire extends EventTarget {
  static last: Wire;
  readonly upload = new EventTarget();
  readonly headers: Record<string, string> = {};
  status = 0;
  responseText = '';
  address = '';
  body = new FormData();
  constructor() {
    super();
    Wire.last = this;
  }
  open(method: string, address: string): void {
    this.address = `${method} ${address}`;
  }
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  send(body: FormData): void {
    this.body = body;
  }
  abort(): void {
    this.dispatchEvent(new Event('abort'));
  }
  has(loaded: number, total: number): void {
    this.upload.dispatchEvent(new ProgressEvent('progress', { loaded, total }));
  }
  answers(status: number, body: object): void {
    [this.status, this.responseText] = [status, JSON.stringify(body)];
    this.dispatchEvent(new Event('load'));
  }
}

const png = (name: string, bytes = 4): File => new File([new Uint8Array(bytes)], name, { type: 'image/png' });
const drop = () => page.getByLabelText('Papers', { exact: true });
const send = () => page.getByRole('button', { name: 'Send the papers' });
const sent = (): [string, string][] =>
  [...Wire.last.body].map(([name, value]) => [name, value instanceof File ? value.name : value]);

function paste(target: Element, files: readonly File[]): void {
  const clipboardData = new DataTransfer();
  for (const file of files) clipboardData.items.add(file);
  target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}

describe('a form that gives files to a plugin', () => {
  let reports: string[];
  beforeEach(async () => {
    vi.stubGlobal('XMLHttpRequest', Wire);
    reports = [];
    await render(Behaviour, { report: (what) => reports.push(what) });
  });
  afterEach(() => void vi.unstubAllGlobals());

  it('posts without script as it does with it: the order, the way back and its fields before the files', () => {
    const form = (drop().element() as HTMLInputElement).form!;
    expect([form.method, form.enctype, new URL(form.action).pathname]).toEqual([
      'post',
      'multipart/form-data',
      '/files/given/tallies/papers',
    ]);
    expect([...new FormData(form).keys()]).toEqual(['order', '_back', 'work', 'note', 'papers']);
  });

  it('sends what was picked, dropped and pasted together, with what was typed, and says how far it is', async () => {
    await userEvent.upload(drop(), [png('a.png', 100), png('b.png', 300)]);
    paste(drop().element(), [png('image.png', 100)]);
    paste(document.body, [png('beside.png', 100)]);
    await page.getByRole('textbox', { name: 'What changed (optional)' }).fill('Blue now');
    await send().click();
    expect(Wire.last.address).toBe('POST /files/given/tallies/papers');
    expect(Wire.last.headers).toEqual({ Accept: 'application/json' });
    expect(sent()).toEqual([
      ['order', '0190a000-0000-7000-8000-000000000001'],
      ['_back', '/orders/1'],
      ['work', 'front'],
      ['note', 'Blue now'],
      ['files', 'a.png'],
      ['files', 'b.png'],
      ['files', 'image.png'],
      ['files', 'beside.png'],
    ]);
    Wire.last.has(500, 1200);
    const valueOf = (name: string) =>
      (page.getByRole('progressbar', { name: `Upload of ${name}` }).element() as HTMLProgressElement).value;
    await expect.poll(() => ['a.png', 'b.png', 'image.png'].map(valueOf)).toEqual([100, 150, 0]);
    await expect.element(send()).toBeDisabled();
    Wire.last.answers(200, { ok: true });
    await expect.poll(() => reports).toContain('given');
    await expect.element(page.getByText('a.png')).not.toBeInTheDocument();
    await expect.element(page.getByRole('textbox', { name: 'What changed (optional)' })).toHaveValue('');
  });

  it('leaves a text that is pasted to its field', async () => {
    const note = page.getByRole('textbox', { name: 'What changed (optional)' }).element();
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Blue');
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    note.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
  });

  it('says in place which file was refused and why, keeps the others, and sends again without it', async () => {
    await userEvent.upload(drop(), [png('a.png'), png('logo.exe')]);
    await send().click();
    Wire.last.answers(415, { code: 'file.dangerous', params: { file: 'logo.exe' } });
    await expect.element(drop()).toHaveFocus();
    await expect
      .element(drop())
      .toHaveAccessibleDescription('logo.exe: This kind of file is not accepted. Send a picture.');
    await expect.element(page.getByText('Not uploaded')).toBeVisible();
    await page.getByRole('button', { name: 'Remove logo.exe' }).click();
    await expect.element(drop()).not.toBeInvalid();
    await send().click();
    expect(sent().filter(([name]) => name === 'files')).toEqual([['files', 'a.png']]);
    expect(reports).not.toContain('given');
  });

  it('can be stopped, and keeps what was chosen', async () => {
    await userEvent.upload(drop(), [png('a.png')]);
    await send().click();
    await page.getByRole('button', { name: 'Stop the upload' }).click();
    await expect.element(send()).toBeEnabled();
    await expect.element(page.getByText('a.png')).toBeVisible();
    await expect.element(drop()).not.toBeInvalid();
  });

  it.each([
    ['nobody answers', () => Wire.last.dispatchEvent(new Event('error')), 'There is no connection.'],
    ['something else answers', () => Wire.last.answers(502, {}), 'Something went wrong on our side.'],
    ['nobody knows the words', () => Wire.last.answers(409, { code: 'x.y' }), 'Something went wrong on our side.'],
    ['something else in it is refused', () => Wire.last.answers(422, { code: 'limit.reached' }), 'That was too often.'],
  ])('says so at its head when %s, and not of the files', async (_, happens, words) => {
    await userEvent.upload(drop(), [png('a.png')]);
    await send().click();
    happens();
    await expect.poll(() => document.activeElement?.textContent).toContain(words);
    await expect.element(drop()).not.toBeInvalid();
    await expect.element(page.getByText('a.png')).toBeVisible();
    await send().click();
    Wire.last.answers(415, { code: 'file.dangerous', params: { file: 'a.png' } });
    await expect.element(drop()).toHaveFocus();
    await expect.element(page.getByText(words)).not.toBeInTheDocument();
  });

  it('asks for a file before anything is sent', async () => {
    await send().click();
    await expect.element(drop()).toHaveAccessibleDescription('There is no file. Choose at least one.');
  });
});
