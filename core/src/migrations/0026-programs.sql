-- Programs of customers: the keys that they call with, and what they sent about orders that are there.

-- A key stands for one of the customer's people, and ends with that person. The key itself is stored nowhere.
create table core.api_key (
  tenant_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  name text not null,
  key_hash bytea not null,
  made_by uuid,
  made_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, key_hash),
  foreign key (tenant_id, contact_id) references core.contact (tenant_id, id)
);

alter table core.api_key enable row level security;

alter table core.api_key force row level security;

create policy tenant on core.api_key to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.api_key to docket_app;

create policy erase on core.api_key to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.api_key to docket_platform;

create index api_key_of_contact on core.api_key (tenant_id, contact_id);

-- What programs sent about an order, under the id that they chose: it is taken once, in the sequence of its numbers.
create table core.api_message (
  tenant_id uuid not null,
  customer_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  intent text not null check (intent in ('change', 'cancel')),
  -- The customer's own reference of the order, as it is compared.
  claim text not null,
  sequence integer not null check (sequence > 0),
  -- As received.
  body jsonb not null,
  hash text not null,
  state text not null check (state in ('held', 'taken', 'duplicate', 'refused')),
  -- Null while no order has the reference.
  order_id uuid,
  -- What was taken became this; null for what changed nothing.
  request_id uuid,
  -- Why it was refused when its turn came.
  refusal jsonb,
  received_at timestamptz not null,
  primary key (tenant_id, customer_id, id),
  check (state in ('held', 'refused') or order_id is not null),
  foreign key (tenant_id, customer_id) references core.customer (tenant_id, id),
  foreign key (tenant_id, contact_id) references core.contact (tenant_id, id),
  foreign key (tenant_id, order_id) references core.orders (tenant_id, id)
);

alter table core.api_message enable row level security;

alter table core.api_message force row level security;

create policy tenant on core.api_message to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.api_message to docket_app;

create policy erase on core.api_message to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.api_message to docket_platform;

-- Each number of an order is taken once; the index decides, not a look before.
create unique index api_message_taken_once on core.api_message (tenant_id, order_id, sequence) where state = 'taken';

create index api_message_held on core.api_message (tenant_id, customer_id, claim, sequence) where state = 'held';

create index api_message_of_contact on core.api_message (tenant_id, contact_id);
