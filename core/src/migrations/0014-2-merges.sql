-- Customers that were merged into another one, with all that is needed to undo it.
create table core.customer_merge (
  tenant_id uuid not null,
  id uuid not null,
  merged_id uuid not null,
  surviving_id uuid not null,
  at timestamptz not null,
  by jsonb not null,
  -- What moved, and what it was before.
  moved jsonb not null,
  undone_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, merged_id) references core.customer (tenant_id, id),
  foreign key (tenant_id, surviving_id) references core.customer (tenant_id, id)
);

alter table core.customer_merge enable row level security;

alter table core.customer_merge force row level security;

create policy tenant on core.customer_merge to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.customer_merge to docket_app;

create policy erase on core.customer_merge to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.customer_merge to docket_platform;

create index customer_merge_by_surviving on core.customer_merge (tenant_id, surviving_id);

create index customer_merge_by_merged on core.customer_merge (tenant_id, merged_id);

-- What a customer asked for: for its page, and to move it.
create index request_by_customer on core.request (tenant_id, customer_id);
