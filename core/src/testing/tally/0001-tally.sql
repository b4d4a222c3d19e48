-- How many of something there are in an order.
create table px_tallies.tally (
  tenant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  version integer not null default 1,
  count integer not null,
  hidden boolean not null,
  primary key (tenant_id, id)
);

alter table px_tallies.tally enable row level security;

alter table px_tallies.tally force row level security;

create policy tenant on px_tallies.tally to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on px_tallies.tally to docket_app;

create policy erase on px_tallies.tally to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on px_tallies.tally to docket_platform;
