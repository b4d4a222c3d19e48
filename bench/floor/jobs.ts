import { createHash } from 'node:crypto';

/** How the floor reaches its database: one named statement, its rows. */
export type Query = (statement: Statement, values: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;

/** A statement kept prepared by its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** The floor's own tables: what the same three jobs need at the very least, without tenants, plugins or history. */
export const schema = `
  create schema if not exists floor;
  create table floor.session (token_hash bytea primary key, customer_id uuid not null, expires_at timestamptz not null);
  create table floor.price (sku text primary key, cents integer not null);
  create table floor.counter (name text primary key, value bigint not null);
  create table floor.orders (
    id uuid primary key, number bigint not null unique, customer_id uuid not null, status text not null, title text not null,
    due_on date, quantity integer not null, cents integer not null, content jsonb not null, created_at timestamptz not null default now());
  create index on floor.orders (customer_id, number desc);
  create table floor.line (
    order_id uuid not null references floor.orders, position integer not null, sku text not null, sizes jsonb not null,
    quantity integer not null, cents integer not null, primary key (order_id, position));
  create table floor.outbox (id uuid primary key, event text not null, payload jsonb not null, at timestamptz not null default now());
  insert into floor.price select 'sku-' || n, 400 + n from generate_series(1, 50) n;
  insert into floor.counter values ('order', 1000);
`;

/** Session, price look-up, number, order, lines and event in one statement. */
export const submit: Statement = {
  name: 'floor.submit',
  text: `with known as (
      select customer_id from floor.session where token_hash = $1 and expires_at > now()
    ), lines as (
      select l.position, l.sku, l.sizes, l.quantity, l.quantity * p.cents as cents
      from known, jsonb_to_recordset($2::jsonb) l(position int, sku text, sizes jsonb, quantity int) join floor.price p using (sku)
    ), numbered as (
      update floor.counter set value = value + 1 where name = 'order' and exists (select from known) returning value
    ), made as (
      insert into floor.orders (id, number, customer_id, status, title, due_on, quantity, cents, content)
      select $3, numbered.value, known.customer_id, 'quote', $4, $5, (select sum(quantity) from lines), (select sum(cents) from lines), $6
      from numbered, known
      on conflict (id) do nothing returning id, number
    ), lined as (
      insert into floor.line (order_id, position, sku, sizes, quantity, cents)
      select made.id, l.position, l.sku, l.sizes, l.quantity, l.cents from made, lines l
    ), told as (
      insert into floor.outbox (id, event, payload) select $7, 'accepted', jsonb_build_object('id', id, 'number', number) from made
    ) select number from made`,
};

/** The customer's own orders with their pieces, fifty to a page. */
export const list: Statement = {
  name: 'floor.list',
  text: `select id, number, status, title, due_on, quantity, created_at from floor.orders
    where customer_id = (select customer_id from floor.session where token_hash = $1 and expires_at > now()) and number < $2
    order by number desc limit 50`,
};

/** A guarded change of status with its event. */
export const move: Statement = {
  name: 'floor.move',
  text: `with known as (select from floor.session where token_hash = $1 and expires_at > now()), moved as (
      update floor.orders set status = $4 where id = $2 and status = $3 and exists (select from known) returning id
    ), told as (
      insert into floor.outbox (id, event, payload) select $5, 'moved', jsonb_build_object('id', id, 'to', $4::text) from moved
    ) select id from moved`,
};

/** What is stored of a session's token. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
