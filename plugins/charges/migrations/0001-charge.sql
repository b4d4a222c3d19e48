-- What an order is charged beside its price, each change a version of its own. Nothing is there before.

-- All charges of one order: its version grows with every write, so that whoever computed from an older one is told.
create table px_charges.sheet (
  tenant_id uuid not null,
  order_id uuid not null,
  version integer not null,
  primary key (tenant_id, order_id)
);

create table px_charges.charge (
  tenant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  code text not null,
  -- ISO 4217.
  currency text not null,
  -- The one of its versions that holds.
  version integer not null,
  added_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, order_id) references px_charges.sheet (tenant_id, order_id),
  check ((withdrawn_at is null) = (withdrawn_reason is null))
);

create index charge_of_order on px_charges.charge (tenant_id, order_id, added_at);

-- What a charge said, once for each time that it changed.
create table px_charges.charge_version (
  tenant_id uuid not null,
  order_id uuid not null,
  charge_id uuid not null,
  version integer not null,
  description text not null,
  basis text not null check (basis in ('flat', 'km', 'stop', 'kg', 'm3', 'ldm', 'pallet', 'hour', 'percent')),
  -- Thousandths.
  quantity bigint not null check (quantity >= 0),
  -- Ten-thousandths of a minor unit; of a percent for a percentage.
  rate bigint not null,
  -- Charges that a percentage is of, and what they came to, in minor units.
  parts uuid[] not null,
  sum bigint,
  -- Minor units, without tax.
  amount bigint not null,
  -- Hundredths of a percent.
  tax integer not null check (tax between 0 and 10000),
  evidence jsonb not null,
  source text not null check (source in ('manual', 'tariff', 'event')),
  cause text not null check (cause in ('added', 'amended', 'counter', 'parts')),
  reason text,
  asks boolean not null,
  why text not null,
  threshold bigint not null,
  at timestamptz not null,
  by uuid,
  primary key (tenant_id, charge_id, version),
  foreign key (tenant_id, charge_id) references px_charges.charge (tenant_id, id),
  check ((basis = 'percent') = (sum is not null))
);

alter table px_charges.sheet enable row level security;

alter table px_charges.sheet force row level security;

create policy tenant on px_charges.sheet to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on px_charges.sheet to docket_app;

create policy erase on px_charges.sheet to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, update, delete on px_charges.sheet to docket_platform;

alter table px_charges.charge enable row level security;

alter table px_charges.charge force row level security;

create policy tenant on px_charges.charge to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on px_charges.charge to docket_app;

create policy erase on px_charges.charge to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, update, delete on px_charges.charge to docket_platform;

alter table px_charges.charge_version enable row level security;

alter table px_charges.charge_version force row level security;

create policy tenant on px_charges.charge_version to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on px_charges.charge_version to docket_app;

create policy erase on px_charges.charge_version to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, update, delete on px_charges.charge_version to docket_platform;
