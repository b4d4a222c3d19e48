-- Staff: roles that a shop edits, the second factor, and the way in to an installation that has no owner yet.

-- A bundle of permissions. Everybody with the role has what the bundle holds now.
create table core.role (
  tenant_id uuid not null,
  -- One of the five that every shop begins with, or a uuid.
  id text not null,
  -- Null while it has the name that it came with.
  name text,
  permissions text[] not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);

-- Before the policies stand, since the schema's owner is nobody's tenant.
insert into core.role (tenant_id, id, permissions)
select t.id, r.id, r.permissions from core.tenant t cross join (values
  ('owner', '{orders.read,orders.move,orders.edit,customers.read,customers.edit,portal.preview,plugins.manage,shop.edit,staff.manage,audit.read,privacy.manage}'::text[]),
  ('manager', '{orders.read,orders.move,orders.edit,customers.read,customers.edit,portal.preview,staff.manage,audit.read}'),
  ('production', '{orders.read,orders.move,orders.edit,customers.read}'),
  ('sales', '{orders.read,orders.move,orders.edit,customers.read,customers.edit,portal.preview}'),
  ('read-only', '{orders.read,customers.read}')
) r(id, permissions);

-- Roles that are none of the five keep what their people may.
alter table core.staff no force row level security;

insert into core.role (tenant_id, id, name, permissions)
select distinct on (tenant_id, role) tenant_id, role, role, permissions from core.staff order by tenant_id, role, id
on conflict do nothing;

alter table core.staff force row level security;

alter table core.role enable row level security;

alter table core.role force row level security;

create policy tenant on core.role to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.role to docket_app;

create policy erase on core.role to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.role to docket_platform;

-- A shop is founded with its roles, in one statement.
create policy found on core.role for insert to docket_platform with check (true);

grant insert on core.role to docket_platform;

-- So does the owner of an installation's first shop.
create policy found on core.staff for insert to docket_platform with check (true);

grant insert on core.staff to docket_platform;

-- What somebody may is the role's from now on.
alter table core.staff drop column permissions;

alter table core.staff add foreign key (tenant_id, role) references core.role (tenant_id, id);

create index staff_by_role on core.staff (tenant_id, role);

-- The second factor: the sealed secret of the codes, since when it is asked for, and the last step whose code was used.
alter table core.staff add column totp_secret text;

alter table core.staff add column totp_since timestamptz;

alter table core.staff add column totp_step bigint not null default 0;

-- Codes for whoever has lost the second factor: each works once.
create table core.recovery_code (
  tenant_id uuid not null,
  staff_id uuid not null,
  code_hash bytea not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, staff_id, code_hash),
  foreign key (tenant_id, staff_id) references core.staff (tenant_id, id)
);

alter table core.recovery_code enable row level security;

alter table core.recovery_code force row level security;

create policy tenant on core.recovery_code to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.recovery_code to docket_app;

create policy erase on core.recovery_code to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.recovery_code to docket_platform;

-- SHA-256 of the token by which a browser is known again, and whether the session may do nothing before the person has
-- set up a second factor.
alter table core.session add column device_hash bytea;

alter table core.session add column factor_due boolean not null default false;

-- What a proof is good for is named by the statement that takes it; here is only the form of the name.
alter table core.challenge drop constraint challenge_purpose_check;

alter table core.challenge add constraint challenge_purpose_check check (purpose ~ '^[a-z]+(-[a-z]+)*$');

-- The way in to an installation without an owner: one link at a time, of no shop.
create table core.set_up (
  single boolean primary key default true check (single),
  secret_hash bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

alter table core.set_up enable row level security;

alter table core.set_up force row level security;

create policy platform on core.set_up to docket_platform using (true);

grant select, insert, update on core.set_up to docket_platform;
