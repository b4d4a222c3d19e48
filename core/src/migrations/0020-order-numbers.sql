-- Quotes and orders are numbered by one counter; a quote that becomes an order gets a new number. Existing orders keep their
-- numbers and have no letters.
alter table core.orders add column prefix text not null default '';

-- Pages of quotes alone.
create index orders_with_letters on core.orders (tenant_id, number desc) where prefix <> '';

-- Numbers that orders had before: they are found by, and no other order ever gets one.
create table core.order_number (
  tenant_id uuid not null,
  number bigint not null,
  order_id uuid not null,
  prefix text not null,
  -- When the order got another number.
  at timestamptz not null,
  primary key (tenant_id, number),
  foreign key (tenant_id, order_id) references core.orders (tenant_id, id)
);

alter table core.order_number enable row level security;

alter table core.order_number force row level security;

create policy tenant on core.order_number to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.order_number to docket_app;

create policy erase on core.order_number to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.order_number to docket_platform;

create index order_number_of_order on core.order_number (tenant_id, order_id, number desc);

-- A number as people read it: 1042, or Q-1042.
create function core.order_label(prefix text, number bigint) returns text language sql immutable parallel safe
return case when prefix = '' then number::text else prefix || '-' || number::text end;

-- All that an order is found by as its number: the present one, then those it had before.
create function core.order_labels(tenant uuid, id uuid, prefix text, number bigint) returns text language sql stable
return concat_ws(' ', core.order_label(prefix, number), (
  select string_agg(core.order_label(f.prefix, f.number), ' ' order by f.number desc) from core.order_number f
  where f.tenant_id = tenant and f.order_id = id));
