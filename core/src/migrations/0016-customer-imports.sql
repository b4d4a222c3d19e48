-- Files of customers that staff brought along: what was read, what it holds, and what became of it.
create table core.customer_import (
  tenant_id uuid not null,
  id uuid not null,
  -- Whoever brought it.
  by jsonb not null,
  file text not null,
  created_at timestamptz not null,
  -- read: nothing is written yet. running, done: confirmed. undone: what nobody had used since is gone again.
  state text not null check (state in ('read', 'running', 'done', 'undone')),
  header jsonb not null,
  lines jsonb not null,
  -- What each column holds.
  columns jsonb not null,
  -- Customers to go through, and how many of them are through.
  total integer not null default 0,
  passed integer not null default 0,
  -- Rows that were left out.
  wrong integer not null default 0,
  -- The customers that it made.
  made uuid[] not null default '{}',
  -- The customer of each that was gone through, made or there already.
  results jsonb not null default '[]',
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  -- What the undo left alone, and why.
  kept jsonb not null default '[]',
  primary key (tenant_id, id)
);

alter table core.customer_import enable row level security;

alter table core.customer_import force row level security;

create policy tenant on core.customer_import to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.customer_import to docket_app;

create policy erase on core.customer_import to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.customer_import to docket_platform;

create index customer_import_by_state on core.customer_import (tenant_id, state, id);

create index customer_import_by_age on core.customer_import (tenant_id, coalesce(finished_at, started_at, created_at));
