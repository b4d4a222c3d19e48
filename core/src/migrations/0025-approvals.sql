-- Questions to customers about one exact version of something, and how they were answered. Nothing was asked before.
create table core.approval (
  tenant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  -- Who asks, and what of its own it asks about.
  plugin text not null,
  subject uuid not null,
  version integer not null check (version > 0),
  -- What is shown: words by key with the values of their places, and lines.
  title text not null,
  title_values jsonb not null,
  lines jsonb not null,
  -- What whoever declines may name instead; null for nothing.
  counter jsonb,
  -- The right without which a contact knows nothing of it; null for none.
  sight text,
  -- SHA-256 of what is shown.
  hash text not null,
  state text not null check (state in ('open', 'approved', 'declined', 'revision', 'void')),
  asked_at timestamptz not null,
  asked_by jsonb not null,
  -- The answer stays when the question is void later.
  decided_at timestamptz,
  decided_by jsonb,
  decision jsonb,
  voided_at timestamptz,
  void_reason text,
  primary key (tenant_id, id),
  check ((decided_at is null) = (decision is null) and (decided_at is null) = (decided_by is null)),
  check ((state = 'void') = (voided_at is not null) and (voided_at is null) = (void_reason is null)),
  check (state <> 'open' or decided_at is null),
  check (state not in ('approved', 'declined', 'revision') or decided_at is not null),
  foreign key (tenant_id, order_id) references core.orders (tenant_id, id)
);

alter table core.approval enable row level security;

alter table core.approval force row level security;

create policy tenant on core.approval to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.approval to docket_app;

create policy erase on core.approval to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, update, delete on core.approval to docket_platform;

-- About one thing one question holds, open or approved; the index decides, not a look before.
create unique index approval_one_holds on core.approval (tenant_id, plugin, subject) where state in ('open', 'approved');

-- What waits for customers: few of all that was ever asked.
create index approval_open on core.approval (tenant_id, id) where state = 'open';

create index approval_of_order on core.approval (tenant_id, order_id, id);

create index approval_of_subject on core.approval (tenant_id, plugin, subject, id);
