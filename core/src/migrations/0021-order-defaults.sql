-- What a new order begins with, by customer, service and saved address; every version stays. Existing drafts have nothing that
-- was filled in for them.
create table core.order_default (
  tenant_id uuid not null,
  kind text not null,
  scope text not null check (scope in ('customer', 'service', 'address')),
  -- The id of the customer, service or address.
  subject text not null,
  version integer not null check (version > 0),
  -- Whose it is; null for a service, which belongs to the shop.
  customer_id uuid,
  address_id uuid,
  -- In the shape of a draft of the kind; of an address, the fields of its place. Holds only what differs from an empty form.
  content jsonb not null,
  by jsonb not null,
  at timestamptz not null,
  primary key (tenant_id, kind, scope, subject, version),
  check ((scope = 'service') = (customer_id is null)),
  check ((scope = 'address') = (address_id is not null)),
  foreign key (tenant_id, customer_id) references core.customer (tenant_id, id),
  foreign key (tenant_id, address_id) references core.address (tenant_id, id) on delete cascade
);

alter table core.order_default enable row level security;

alter table core.order_default force row level security;

create policy tenant on core.order_default to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.order_default to docket_app;

create policy erase on core.order_default to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.order_default to docket_platform;

create index order_default_of_customer on core.order_default (tenant_id, customer_id, scope);

create index order_default_of_address on core.order_default (tenant_id, address_id);

-- By place in the content: the value that was filled in, and where it came from.
alter table core.request add column prefilled jsonb;
