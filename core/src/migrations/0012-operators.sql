-- Operators: who runs the deployment, with their sessions and the record of what they did. Tables without a tenant, for
-- docket_platform alone: nothing that serves a shop reads or writes them. Shops that are there keep what they have: none
-- is suspended, and each may use what the distribution says.
create table core.operator (
  id uuid primary key,
  name text not null,
  email text not null,
  password_hash text,
  created_at timestamptz not null default now()
);

create unique index operator_by_email on core.operator (lower(email));

grant select, insert, update on core.operator to docket_platform;

-- Links to choose a password with, each good once.
create table core.operator_link (
  id uuid primary key,
  operator_id uuid not null references core.operator,
  -- SHA-256 of the link's secret.
  secret_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  consumed_at timestamptz
);

create index operator_link_by_operator on core.operator_link (operator_id);

grant select, insert, update on core.operator_link to docket_platform;

create table core.operator_session (
  -- SHA-256 of the cookie's token.
  token_hash bytea primary key,
  id uuid not null,
  operator_id uuid not null references core.operator,
  device text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);

create index operator_session_by_operator on core.operator_session (operator_id);

grant select, insert, update on core.operator_session to docket_platform;

-- Counters of the limits of signing in, as core.hit has them for a shop.
create table core.operator_hit (
  key text not null,
  window_start timestamptz not null,
  count integer not null,
  primary key (key, window_start)
);

grant select, insert, update, delete on core.operator_hit to docket_platform;

-- What operators did, to whom: added to, never changed.
create table core.platform_audit (
  id uuid primary key,
  at timestamptz not null,
  by jsonb not null,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  before jsonb,
  after jsonb
);

create index platform_audit_by_subject on core.platform_audit (subject_id, id desc);

grant select, insert on core.platform_audit to docket_platform;

alter table core.tenant add column suspended_at timestamptz;

-- Why, for operators; no page of the shop says it.
alter table core.tenant add column suspended_reason text;

-- Plugins that the shop may use; null for what the distribution says.
alter table core.tenant add column provisioned text[];

-- The most that settings of the core may be for the shop, by the setting's name.
alter table core.tenant add column ceilings jsonb not null default '{}';

-- What the platform sees of hot tables: how many orders, and that a plugin failed; neither a title nor a message.
revoke select on core.orders from docket_platform;

grant select (tenant_id, id) on core.orders to docket_platform;

create policy platform on core.orders for select to docket_platform using (true);

revoke select on core.fault from docket_platform;

grant select (tenant_id, plugin, hook, kind, version, count, first_at, last_at) on core.fault to docket_platform;

create policy platform on core.fault for select to docket_platform using (true);

-- What a shop's files take, without a look at each.
create index file_storage on core.file (tenant_id) include (bytes);

create index delivery_dead on core.delivery (subscriber, tenant_id) where state = 'dead';
