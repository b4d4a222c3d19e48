-- The core's tables. Every tenant table has tenant_id first in its primary key and in every unique and foreign
-- key, forced row-level security, and a policy for docket_app. A policy for docket_platform is the exception, made
-- for queries across tenants: host look-up, deliveries, schedules, retention.
-- No foreign key points at core.tenant: every insert would lock the tenant's row; composite keys carry the id.
-- Statements end with a semicolon and a blank line.
create table core.tenant (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  name text not null,
  email text,
  phone text,
  time_zone text not null,
  currency char(3) not null,
  locale text not null,
  units text not null check (units in ('inch', 'mm')),
  brand_color text,
  state text not null default 'active' check (state in ('active', 'suspended')),
  -- A demo shop: hints are shown, and one command removes it.
  demo boolean not null default false,
  -- Raised by every change of plugins or settings, so that each process knows its copy is old.
  config_version bigint not null default 1,
  created_at timestamptz not null default now()
);

grant select on core.tenant to docket_app;

grant update (name, email, phone, time_zone, currency, locale, units, brand_color, config_version) on core.tenant to docket_app;

grant select, insert, update on core.tenant to docket_platform;

create table core.tenant_host (
  host text primary key,
  tenant_id uuid not null references core.tenant
);

grant select on core.tenant_host to docket_app;

grant select, insert, delete on core.tenant_host to docket_platform;

create table core.activation (
  tenant_id uuid not null,
  plugin text not null,
  active boolean not null,
  changed_by uuid,
  changed_at timestamptz not null default now(),
  primary key (tenant_id, plugin)
);

alter table core.activation enable row level security;

alter table core.activation force row level security;

create policy tenant on core.activation to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.activation to docket_app;

create policy platform on core.activation to docket_platform using (true);

grant select on core.activation to docket_platform;

create table core.setting (
  tenant_id uuid not null,
  plugin text not null,
  scope text not null check (scope in ('tenant', 'service', 'customer')),
  -- The nil id for the tenant itself.
  scope_id uuid not null,
  value jsonb not null,
  changed_by uuid,
  changed_at timestamptz not null default now(),
  primary key (tenant_id, plugin, scope, scope_id)
);

alter table core.setting enable row level security;

alter table core.setting force row level security;

create policy tenant on core.setting to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.setting to docket_app;

create table core.customer (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  slug text not null,
  email text,
  phone text,
  -- provisional: made for an unknown address, out of the lists until staff confirm or the address is proven.
  state text not null check (state in ('active', 'provisional', 'merged')),
  note text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, slug)
);

alter table core.customer enable row level security;

alter table core.customer force row level security;

create policy tenant on core.customer to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.customer to docket_app;

create index customer_by_name on core.customer (tenant_id, state, name, id);

create table core.contact (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  name text not null,
  email text not null,
  phone text,
  verified_at timestamptz,
  removed_at timestamptz,
  rights text[] not null default '{order,approve,pay,charges}',
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references core.customer (tenant_id, id)
);

alter table core.contact enable row level security;

alter table core.contact force row level security;

create policy tenant on core.contact to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.contact to docket_app;

create index contact_by_email on core.contact (tenant_id, lower(email));

create index contact_by_customer on core.contact (tenant_id, customer_id);

create table core.address (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  label text not null,
  value jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references core.customer (tenant_id, id)
);

alter table core.address enable row level security;

alter table core.address force row level security;

create policy tenant on core.address to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.address to docket_app;

create index address_by_customer on core.address (tenant_id, customer_id);

create table core.staff (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  email text not null,
  role text not null,
  permissions text[] not null,
  password_hash text,
  state text not null default 'active' check (state in ('active', 'removed')),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);

alter table core.staff enable row level security;

alter table core.staff force row level security;

create policy tenant on core.staff to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.staff to docket_app;

create unique index staff_by_email on core.staff (tenant_id, lower(email));

create table core.challenge (
  tenant_id uuid not null,
  id uuid not null,
  -- What a proof is good for; a code of one purpose never works for another.
  purpose text not null check (purpose in ('portal-code', 'draft-email', 'staff-password')),
  -- The address, lower case, or the staff member's id.
  subject text not null,
  -- SHA-256 of the secret in the asking browser's cookie; empty for links that open anywhere.
  browser_hash bytea,
  salt bytea not null,
  -- scrypt of a code, SHA-256 of a link's secret.
  secret_hash bytea not null,
  payload jsonb not null default '{}',
  tries integer not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  consumed_at timestamptz,
  primary key (tenant_id, id)
);

alter table core.challenge enable row level security;

alter table core.challenge force row level security;

create policy tenant on core.challenge to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.challenge to docket_app;

create policy platform on core.challenge to docket_platform using (true);

grant select, delete on core.challenge to docket_platform;

create index challenge_by_subject on core.challenge (tenant_id, purpose, subject, created_at);

create index challenge_by_expiry on core.challenge (expires_at);

create table core.session (
  tenant_id uuid not null,
  -- SHA-256 of the cookie's token.
  token_hash bytea not null,
  id uuid not null,
  actor_type text not null check (actor_type in ('contact', 'staff')),
  actor_id uuid not null,
  proof text not null check (proof in ('code', 'password')),
  device text not null,
  created_at timestamptz not null default now(),
  proven_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, token_hash)
);

alter table core.session enable row level security;

alter table core.session force row level security;

create policy tenant on core.session to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.session to docket_app;

create index session_by_actor on core.session (tenant_id, actor_type, actor_id);

create table core.hit (
  tenant_id uuid not null,
  -- A counter of the limits: what is counted, and the window it is counted in.
  key text not null,
  window_start timestamptz not null,
  count integer not null,
  primary key (tenant_id, key, window_start)
);

alter table core.hit enable row level security;

alter table core.hit force row level security;

create policy tenant on core.hit to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.hit to docket_app;

create policy platform on core.hit to docket_platform using (true);

grant select, delete on core.hit to docket_platform;

create index hit_by_age on core.hit (window_start);

create table core.counter (
  tenant_id uuid not null,
  name text not null,
  value bigint not null,
  primary key (tenant_id, name)
);

alter table core.counter enable row level security;

alter table core.counter force row level security;

create policy tenant on core.counter to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.counter to docket_app;

create table core.request (
  tenant_id uuid not null,
  id uuid not null,
  intent text not null check (intent in ('create', 'change', 'cancel', 'repeat')),
  kind text not null,
  door text not null,
  -- The plugin that owns the kind, frozen here.
  flow text not null,
  state text not null check (state in ('draft', 'received', 'quarantined', 'waiting', 'accepting', 'accepted', 'declined', 'withdrawn', 'superseded', 'conflicted')),
  customer_id uuid,
  contact_id uuid,
  -- Who a stranger says to be, and how that was proven.
  identity jsonb not null default '{}',
  proof text not null default 'none' check (proof in ('none', 'code', 'session', 'staff', 'key')),
  -- SHA-256 of the cookie token that an anonymous draft belongs to.
  draft_token_hash bytea,
  -- As received; never changed after the submit.
  submitted jsonb,
  submitted_hash text,
  -- While a draft: as typed. Afterwards: the staff's working copy.
  content jsonb not null,
  content_version integer not null default 1,
  -- Version of each part, so that two tabs that changed different parts do not meet.
  part_versions jsonb not null default '{}',
  kind_version integer not null,
  issues jsonb not null default '[]',
  decision jsonb,
  trace jsonb not null default '[]',
  outcome_type text,
  outcome_id uuid,
  seen_by uuid,
  seen_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  submitted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references core.customer (tenant_id, id),
  foreign key (tenant_id, contact_id) references core.contact (tenant_id, id)
);

alter table core.request enable row level security;

alter table core.request force row level security;

create policy tenant on core.request to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.request to docket_app;

create policy platform on core.request to docket_platform using (true);

grant select, delete on core.request to docket_platform;

create index request_drafts on core.request (tenant_id, contact_id, updated_at) where state = 'draft';

create index request_waiting on core.request (tenant_id, state, submitted_at, id) where state in ('waiting', 'quarantined');

create index request_stale_drafts on core.request (updated_at) where state = 'draft';

create table core.orders (
  tenant_id uuid not null,
  id uuid not null,
  number bigint not null,
  kind text not null,
  flow text not null,
  door text not null,
  request_id uuid not null,
  customer_id uuid not null,
  contact_id uuid,
  -- False until the address is proven or staff confirm: then the customer's portal shows it.
  in_portal boolean not null,
  status text not null,
  final boolean not null default false,
  title text not null,
  reference text,
  due_on date,
  quantity bigint not null,
  search text not null,
  version integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, customer_id) references core.customer (tenant_id, id),
  foreign key (tenant_id, request_id) references core.request (tenant_id, id)
);

alter table core.orders enable row level security;

alter table core.orders force row level security;

create policy tenant on core.orders to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.orders to docket_app;

create index orders_of_customer on core.orders (tenant_id, customer_id, number desc);

create index orders_by_status on core.orders (tenant_id, status, number desc);

create unique index orders_of_request on core.orders (tenant_id, request_id);

create table core.order_version (
  tenant_id uuid not null,
  order_id uuid not null,
  version integer not null,
  kind_version integer not null,
  content jsonb not null,
  hash text not null,
  request_id uuid,
  by jsonb not null,
  reason text,
  at timestamptz not null default now(),
  primary key (tenant_id, order_id, version),
  foreign key (tenant_id, order_id) references core.orders (tenant_id, id)
);

alter table core.order_version enable row level security;

alter table core.order_version force row level security;

create policy tenant on core.order_version to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert on core.order_version to docket_app;

create table core.timeline (
  tenant_id uuid not null,
  order_id uuid not null,
  id uuid not null,
  at timestamptz not null default now(),
  type text not null,
  by jsonb not null,
  -- False for what only staff may see.
  shown boolean not null,
  data jsonb not null,
  primary key (tenant_id, order_id, id),
  foreign key (tenant_id, order_id) references core.orders (tenant_id, id)
);

alter table core.timeline enable row level security;

alter table core.timeline force row level security;

create policy tenant on core.timeline to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert on core.timeline to docket_app;

create table core.file (
  tenant_id uuid not null,
  id uuid not null,
  -- The draft or request it was uploaded to.
  request_id uuid not null,
  name text not null,
  bytes bigint not null,
  sha256 text,
  state text not null check (state in ('receiving', 'stored', 'blocked')),
  -- What inspection found; null while it runs.
  facts jsonb,
  inspected_at timestamptz,
  uploaded_by jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, request_id) references core.request (tenant_id, id) on delete cascade
);

alter table core.file enable row level security;

alter table core.file force row level security;

create policy tenant on core.file to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.file to docket_app;

create policy platform on core.file to docket_platform using (true);

grant select on core.file to docket_platform;

create index file_by_request on core.file (tenant_id, request_id);

create table core.order_file (
  tenant_id uuid not null,
  order_id uuid not null,
  file_id uuid not null,
  path text not null,
  primary key (tenant_id, order_id, file_id, path),
  foreign key (tenant_id, order_id) references core.orders (tenant_id, id),
  foreign key (tenant_id, file_id) references core.file (tenant_id, id)
);

alter table core.order_file enable row level security;

alter table core.order_file force row level security;

create policy tenant on core.order_file to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.order_file to docket_app;

create index order_file_by_file on core.order_file (tenant_id, file_id);

create table core.notice (
  tenant_id uuid not null,
  id uuid not null,
  type text not null,
  -- bell: shown to staff in the app. mail: sent to an address.
  channel text not null check (channel in ('bell', 'mail')),
  -- What it is about, once per channel and recipient.
  subject_type text not null,
  subject_id uuid not null,
  recipient text not null,
  data jsonb not null,
  state text not null check (state in ('queued', 'sent', 'read', 'dead')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  error text,
  created_at timestamptz not null default now(),
  done_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, type, subject_type, subject_id, channel, recipient)
);

alter table core.notice enable row level security;

alter table core.notice force row level security;

create policy tenant on core.notice to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.notice to docket_app;

create policy platform on core.notice to docket_platform using (true);

grant select, update on core.notice to docket_platform;

create index notice_bell on core.notice (tenant_id, id desc) where channel = 'bell';

create index notice_queued on core.notice (next_at) where channel = 'mail' and state = 'queued';

create table core.outbox (
  tenant_id uuid not null,
  id uuid not null,
  event text not null,
  payload jsonb not null,
  at timestamptz not null default now(),
  primary key (tenant_id, id)
);

alter table core.outbox enable row level security;

alter table core.outbox force row level security;

create policy tenant on core.outbox to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert on core.outbox to docket_app;

create policy platform on core.outbox to docket_platform using (true);

grant select, delete on core.outbox to docket_platform;

create table core.delivery (
  tenant_id uuid not null,
  outbox_id uuid not null,
  subscriber text not null,
  state text not null default 'due' check (state in ('due', 'done', 'parked', 'dead')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  error text,
  done_at timestamptz,
  primary key (tenant_id, outbox_id, subscriber),
  foreign key (tenant_id, outbox_id) references core.outbox (tenant_id, id) on delete cascade
);

alter table core.delivery enable row level security;

alter table core.delivery force row level security;

create policy tenant on core.delivery to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.delivery to docket_app;

create policy platform on core.delivery to docket_platform using (true);

grant select, update, delete on core.delivery to docket_platform;

create index delivery_due on core.delivery (next_at) where state = 'due';

create index delivery_parked on core.delivery (tenant_id, subscriber) where state = 'parked';

create table core.fault (
  tenant_id uuid not null,
  plugin text not null,
  hook text not null,
  kind text not null,
  version text not null,
  message text not null,
  count bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (tenant_id, plugin, hook, kind)
);

alter table core.fault enable row level security;

alter table core.fault force row level security;

create policy tenant on core.fault to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.fault to docket_app;

create table core.audit (
  tenant_id uuid not null,
  id uuid not null,
  at timestamptz not null default now(),
  by jsonb not null,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  primary key (tenant_id, id)
);

alter table core.audit enable row level security;

alter table core.audit force row level security;

create policy tenant on core.audit to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert on core.audit to docket_app;
