-- Amounts that customers owe.
create table px_ledger.entry (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  order_id uuid,
  payer text not null,
  memo text,
  detail jsonb not null default '{}',
  minor bigint not null,
  primary key (tenant_id, id)
);

alter table px_ledger.entry enable row level security;

alter table px_ledger.entry force row level security;

create policy tenant on px_ledger.entry to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on px_ledger.entry to docket_app;

create policy erase on px_ledger.entry to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, update, delete on px_ledger.entry to docket_platform;
