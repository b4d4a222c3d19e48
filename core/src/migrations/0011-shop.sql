-- What a shop tells of itself, on which host it is found, and who of its people is told what. Existing shops keep what
-- they have; nobody has chosen anything yet.
alter table core.tenant add column address jsonb;

-- Id and size of the logo that is shown; its pictures lie in core.logo.
alter table core.tenant add column logo jsonb;

-- Raised by every change of what the shop tells of itself, so that two windows do not overwrite each other.
alter table core.tenant add column info_version integer not null default 1;

-- When staff put the first steps away.
alter table core.tenant add column first_steps_hidden_at timestamptz;

grant update (address, logo, info_version, first_steps_hidden_at) on core.tenant to docket_app;

-- Drawn anew by the inspection child, for pages and for mails; what was sent is not kept.
create table core.logo (
  tenant_id uuid not null,
  id uuid not null,
  webp bytea not null,
  png bytea not null,
  -- Pixels of the one for pages.
  width integer not null,
  height integer not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);

alter table core.logo enable row level security;

alter table core.logo force row level security;

create policy tenant on core.logo to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.logo to docket_app;

create policy erase on core.logo to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.logo to docket_platform;

-- The host that a shop asks for. Several may ask for the same; who proves that it is theirs gets it.
create table core.host_claim (
  tenant_id uuid not null,
  host text not null,
  -- What the shop puts where only the owner of the host can.
  token text not null,
  created_at timestamptz not null,
  verified_at timestamptz,
  primary key (tenant_id)
);

alter table core.host_claim enable row level security;

alter table core.host_claim force row level security;

create policy tenant on core.host_claim to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.host_claim to docket_app;

create policy erase on core.host_claim to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.host_claim to docket_platform;

-- A shop takes and gives up its own host in the transaction that says so; the platform still looks all of them up.
alter table core.tenant_host enable row level security;

alter table core.tenant_host force row level security;

create policy tenant on core.tenant_host to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant insert, delete on core.tenant_host to docket_app;

create policy platform on core.tenant_host to docket_platform using (true);

-- What people chose to be told, by kind of notice; what is not there is as it comes.
alter table core.staff add column notices jsonb not null default '{}';

alter table core.contact add column notices jsonb not null default '{}';

-- Who stands in for a staff member, and on which days of the shop.
alter table core.staff add column backup_id uuid;

alter table core.staff add column away_from date;

alter table core.staff add column away_until date;

alter table core.staff add constraint staff_backup foreign key (tenant_id, backup_id) references core.staff (tenant_id, id);

alter table core.staff add constraint staff_away
  check ((away_from is null) = (away_until is null) and (away_from is null or away_from <= away_until));

-- Who looks after an order; null while everybody does.
alter table core.orders add column assignee_id uuid;

alter table core.orders add constraint orders_assignee foreign key (tenant_id, assignee_id) references core.staff (tenant_id, id);

create index orders_of_assignee on core.orders (tenant_id, assignee_id, number desc) where assignee_id is not null;
