-- Changes and cancellations that customers ask for: requests with an order as their target, and the version they were made on.
alter table core.request add column order_id uuid;

alter table core.request add column base_version integer;

-- A name that the customer uses once, such as its own reference, as it is compared. Null for most.
alter table core.request add column claim text;

alter table core.request add constraint request_has_target check ((intent in ('change', 'cancel')) = (order_id is not null));

alter table core.request add foreign key (tenant_id, order_id) references core.orders (tenant_id, id);

create index request_of_order on core.request (tenant_id, order_id, id) where order_id is not null;

-- One of each that waits; whoever comes second is told so by this, not by a look before.
create unique index request_waits_for_order on core.request (tenant_id, order_id, intent) where order_id is not null and state = 'waiting';

-- Held while it waits and for as long as there is an order; who is declined or withdraws lets go of it.
create unique index request_claims on core.request (tenant_id, customer_id, claim)
  where claim is not null and state in ('waiting', 'accepting', 'accepted');

-- Raised by whatever a decision about the order rests on besides its version and status: requests about it, and facts that
-- plugins record. A decision is written only when it still is what it was when the decision was made.
alter table core.orders add column touched bigint not null default 0;

-- For plugins: called in the transaction that records a fact about an order.
create function core.touch_order(touched_order uuid) returns void language sql
begin atomic
  update core.orders o set touched = o.touched + 1
  where o.tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid and o.id = touched_order;
end;
