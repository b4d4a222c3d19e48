-- Passkeys of contacts and staff, the challenges that are signed with them, and sessions that one opened. No existing row
-- changes: whoever signed in by a code or a password goes on doing so.
alter table core.challenge drop constraint challenge_purpose_check;

alter table core.challenge add constraint challenge_purpose_check
  check (purpose in ('portal-code', 'portal-invitation', 'draft-email', 'staff-password',
    'portal-passkey', 'portal-passkey-new', 'staff-passkey', 'staff-passkey-new'));

alter table core.session drop constraint session_proof_check;

alter table core.session add constraint session_proof_check check (proof in ('code', 'invitation', 'password', 'passkey'));

create table core.passkey (
  tenant_id uuid not null,
  id uuid not null,
  -- Whose it is: one of both.
  contact_id uuid,
  staff_id uuid,
  -- The contact's address that was proven when it was added, lower case: it ends when the contact gets another.
  email text,
  -- The host that browsers tie it to.
  rp_id text not null,
  credential_id bytea not null,
  -- As the authenticator gave it: COSE.
  public_key bytea not null,
  -- How often it signed, by its own count; zero for ever where it does not count.
  counter bigint not null,
  -- Ways to reach it, as its browser named them.
  transports text[] not null,
  name text not null,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, contact_id) references core.contact (tenant_id, id) on delete cascade,
  foreign key (tenant_id, staff_id) references core.staff (tenant_id, id) on delete cascade,
  constraint passkey_has_one_owner check (num_nonnulls(contact_id, staff_id) = 1 and (contact_id is null) = (email is null))
);

alter table core.passkey enable row level security;

alter table core.passkey force row level security;

create policy tenant on core.passkey to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.passkey to docket_app;

create policy erase on core.passkey to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.passkey to docket_platform;

create unique index passkey_by_credential on core.passkey (tenant_id, credential_id);

create index passkey_by_contact on core.passkey (tenant_id, contact_id);

create index passkey_by_staff on core.passkey (tenant_id, staff_id);
