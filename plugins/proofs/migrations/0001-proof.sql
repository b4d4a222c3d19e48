-- Mockups of what is made for an order, and when its customer was asked about them. Nothing is there before.

-- All proofs of one order: its version grows with every write, so that whoever read an older one is told.
create table px_proofs.sheet (
  tenant_id uuid not null,
  order_id uuid not null,
  version integer not null,
  -- The approved rounds, each by its work, for which the order was moved on: it is moved once for each.
  moved_for text[] not null default '{}',
  primary key (tenant_id, order_id)
);

-- One version of the pictures of one work.
create table px_proofs.mockup (
  tenant_id uuid not null,
  order_id uuid not null,
  -- Id of the work, as its kind gives it.
  work text not null,
  version integer not null check (version > 0),
  -- Given files: [{"id", "name", "sha256"}].
  files jsonb not null,
  note text not null,
  at timestamptz not null,
  by uuid,
  -- Its files are gone; its number is not given again.
  removed_at timestamptz,
  primary key (tenant_id, order_id, work, version),
  foreign key (tenant_id, order_id) references px_proofs.sheet (tenant_id, order_id)
);

-- A mockup that was sent, as often as it was: the versions of the question about the work.
create table px_proofs.proof (
  tenant_id uuid not null,
  order_id uuid not null,
  work text not null,
  version integer not null check (version > 0),
  mockup integer not null,
  -- Of what its picture shows, and of the artwork it was made from: SHA-256, hex.
  looks text not null,
  -- What was asked beside the work itself.
  terms text not null,
  terms_version text not null,
  ticks text[] not null,
  sent_at timestamptz not null,
  by uuid,
  -- What staff wrote when they withdrew it.
  withdrawn_reason text,
  -- What its customer wants instead, while nothing newer is there: the shop has to follow up.
  wants text check (wants in ('revise', 'decline')),
  wants_since timestamptz,
  primary key (tenant_id, order_id, work, version),
  foreign key (tenant_id, order_id, work, mockup) references px_proofs.mockup (tenant_id, order_id, work, version),
  check ((wants is null) = (wants_since is null))
);

create index proof_wanting on px_proofs.proof (tenant_id, wants_since desc) where wants is not null;

alter table px_proofs.sheet enable row level security;

alter table px_proofs.sheet force row level security;

create policy tenant on px_proofs.sheet to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on px_proofs.sheet to docket_app;

create policy erase on px_proofs.sheet to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, update, delete on px_proofs.sheet to docket_platform;

alter table px_proofs.mockup enable row level security;

alter table px_proofs.mockup force row level security;

create policy tenant on px_proofs.mockup to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on px_proofs.mockup to docket_app;

create policy erase on px_proofs.mockup to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, update, delete on px_proofs.mockup to docket_platform;

alter table px_proofs.proof enable row level security;

alter table px_proofs.proof force row level security;

create policy tenant on px_proofs.proof to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on px_proofs.proof to docket_app;

create policy erase on px_proofs.proof to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, update, delete on px_proofs.proof to docket_platform;
