-- The second factor of operators. Who has none yet signs in as before, and can do nothing before setting one up.

-- The sealed secret of the codes, since when it is asked for, and the last step whose code was used.
alter table core.operator add column totp_secret text;

alter table core.operator add column totp_since timestamptz;

alter table core.operator add column totp_step bigint not null default 0;

-- Codes for whoever has lost the second factor: each works once.
create table core.operator_recovery_code (
  operator_id uuid not null references core.operator,
  code_hash bytea not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (operator_id, code_hash)
);

grant select, insert, update, delete on core.operator_recovery_code to docket_platform;

-- When the second factor was proven in the session; null for one that is good for nothing but that.
alter table core.operator_session add column factor_at timestamptz;
