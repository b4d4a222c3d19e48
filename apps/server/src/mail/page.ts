import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { CaughtMail, Mailbox } from './mailbox.ts';

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:52rem;padding:1rem;color:#1c1b19;background:#faf9f6}
article{border-block-start:1px solid #cbc7bd;padding-block:1rem}h2{font-size:1.1rem;margin:0}pre{white-space:pre-wrap;overflow-wrap:anywhere}
iframe{inline-size:100%;block-size:24rem;border:1px solid #cbc7bd;background:#fff}.meta{color:#5d5a52;margin:0}`;

// The messages' own markup is shown in a frame without scripts, forms or an origin.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; base-uri 'none'";
const framed = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups";

/** The list frames each message: only this site may. */
const safety = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'SAMEORIGIN',
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** The demo's mailbox at `/demo/mail`: everybody who opens the demo may read the mails it would have sent. */
export function mailPages(mailbox: Mailbox): Hono {
  const pages = new Hono();
  pages.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(safety)) context.res.headers.set(name, value);
  });
  pages.get('/demo/mail', async (context) => {
    context.header('Content-Security-Policy', policy);
    context.header('Cache-Control', 'no-store');
    return context.html(listPage(await mailbox.list()));
  });
  pages.get('/demo/mail/:id', async (context) => {
    const mail = await mailbox.get(context.req.param('id'));
    if (!mail) return context.text('There is no such mail. Open /demo/mail for the newest ones.', 404);
    context.header('Content-Security-Policy', framed);
    return context.html(mail.html ?? '');
  });
  return pages;
}

const listPage = (mails: readonly CaughtMail[]): string | Promise<string> =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Mails of the demo</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <main>
          <h1>Mails of the demo</h1>
          <p>Nothing leaves this machine: mails are caught here instead. Reload for newer ones.</p>
          ${mails.length === 0 ? html`<p>No mail yet.</p>` : mails.map(mailEntry)}
        </main>
      </body>
    </html>`;

const mailEntry = (mail: CaughtMail): string | Promise<string> =>
  html`<article>
    <h2>${mail.subject}</h2>
    <p class="meta">To ${mail.to} · ${mail.at.toISOString()}</p>
    <pre>${linked(mail.text)}</pre>
    ${
      mail.html &&
      html`<details>
        <summary>As HTML</summary>
        <iframe title="${mail.subject}" sandbox src="/demo/mail/${mail.id}" loading="lazy"></iframe>
      </details>`
    }
  </article>`;

/** Codes and links are what a reader of the demo came for: addresses of the text can be followed. */
const linked = (text: string): readonly unknown[] =>
  text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((piece, at) => (at % 2 === 1 ? html`<a href="${piece}">${piece}</a>` : piece));
